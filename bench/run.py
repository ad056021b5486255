"""`make bench`: what a feed, an unchanged feed and an article cost, against the bare server."""

import argparse
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import figures
import newsroom
import pages
import profiles
import report
from figures import Figure, Plan
from servers import free_port, serving

BARE = {"PYTHONPATH": str(Path(__file__).parent)}
FULL = Plan(sizes=(1_000, 10_000), rounds=7, seconds=2.0, least=50, most=40_000)
QUICK = Plan(sizes=(60, 120), rounds=2, seconds=0.1, least=10, most=400)


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few requests, to see that it runs")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    parser.add_argument("--pages", action="store_true", help="what a reader's browser sees instead")
    given = parser.parse_args()
    plan = QUICK if given.quick else FULL
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        if given.profile:
            profiles.profile(fill(Path(folder), plan.sizes[-1]))
            return
        if given.pages:
            pages.measure(Path(folder), pages.QUICK_ROUNDS if given.quick else pages.ROUNDS)
            return
        print(report.facts(plan))
        measured = run(plan, Path(folder))
    print(report.table(measured))
    for one in measured:
        print(report.line(one))


def run(plan: Plan, folder: Path) -> Sequence[Figure]:
    """Fill the newsrooms, start the servers, measure every figure."""
    houses = [fill(folder / str(size), size) for size in plan.sizes]
    found = []
    with ExitStack() as servers:
        bare = servers.enter_context(serving(free_port(), folder, BARE, "bare:app"))
        for house in houses:
            ours = servers.enter_context(serving(house.port, house.folder, house.settings))
            for name, ask in figures.asks(house, ours):
                found.append(figures.measure(house, name, ask, bare, plan))
    return found


def fill(folder: Path, size: int) -> newsroom.Newsroom:
    """Make a newsroom and say how long it took."""
    started = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    made = newsroom.make(folder, size, free_port())
    print(f"{size:,} pieces written in {time.perf_counter() - started:.1f} s")
    return made


if __name__ == "__main__":
    main()
