"""`make shots`: every page and state of the product as pictures, and a sheet to flip through them.

    make shots ARGS="--only article,front --lang zh --width 390 --theme dark"

The pictures go to build/shots/<page>.<lang>.<theme>.<width>.png; open build/shots/index.html.
"""

import argparse
import contextlib
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click import echo
from playwright.sync_api import sync_playwright
from support.gallery import GALLERY, chosen, context_for, open_entry
from support.gallery_house import gallery_house, reopen

FOLDER = Path(__file__).parent.parent / "build" / "shots"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars"]
HEIGHTS = {390: 844, 1440: 900}
TALLEST = 16_000  # pixels; beyond it Chromium's pictures repeat themselves
# Pictures that wait for a reader to scroll are wanted too, but none is waited for endlessly.
SETTLE = """() => Promise.race([
  new Promise(done => setTimeout(done, 3000)),
  Promise.all([...document.images].map(one => { one.loading = 'eager'
    return one.complete ? 0 : new Promise(done => { one.onload = one.onerror = done }) }))
])"""


@dataclass(frozen=True)
class Wanted:
    """Which pages in which languages, themes and widths."""

    names: tuple[str, ...]
    langs: tuple[str, ...]
    themes: tuple[str, ...]
    widths: tuple[int, ...]


def main() -> int:
    """Serve, shoot in as many processes as asked for, write the sheet; say what failed."""
    given = _options()
    names = tuple(one.name for one in chosen(given.only))
    wanted = Wanted(names, given.lang, given.theme, given.width)
    FOLDER.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with scratch() as folder, gallery_house(folder):
        echo(f"served after {time.monotonic() - started:.0f} s")
        failed = _in_parallel(folder, wanted, given.jobs)
    write_sheet(FOLDER)
    echo(f"{time.monotonic() - started:.0f} s; open {FOLDER / 'index.html'}")
    for one in failed:
        echo(f"FAILED {one}", err=True)
    return bool(failed)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder for one run."""
    with tempfile.TemporaryDirectory(prefix="copydesk-shots-") as folder:
        yield Path(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make shots ARGS=…", description=__doc__)
    parser.add_argument("--only", default="", help="words of the pages' names, with commas")
    parser.add_argument("--lang", type=_list, default=("zh", "en"), help="zh,en,hant")
    parser.add_argument("--theme", type=_list, default=("light", "dark"))
    parser.add_argument("--width", type=_numbers, default=(390, 1440))
    parser.add_argument("--jobs", type=int, default=2, help="browsers at a time")
    return parser.parse_args()


def _list(value: str) -> tuple[str, ...]:
    return tuple(value.split(","))


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(map(int, value.split(",")))


def _in_parallel(folder: Path, wanted: Wanted, jobs: int) -> list[str]:
    context = multiprocessing.get_context("spawn")
    tasks, failed = context.Queue(), context.Queue()
    for name in (*wanted.names, *[None] * jobs):
        tasks.put(name)
    given = (folder, wanted, tasks, failed)
    workers = [context.Process(target=_work, args=given) for _ in range(jobs)]
    for one in workers:
        one.start()
    found = [said for _ in workers for said in iter(failed.get, None)]
    for one in workers:
        one.join()
    return found


def _work(folder: Path, wanted: Wanted, tasks, failed) -> None:
    house = reopen(folder)
    entries = {one.name: one for one in GALLERY}
    try:
        with sync_playwright() as playwright:
            path = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=path, args=QUIET)
            for name in iter(tasks.get, None):
                started = time.monotonic()
                for said in _shoot_all(browser, house, entries[name], wanted):
                    failed.put(said)
                echo(f"{time.monotonic() - started:4.1f} s  {name}  ({tasks.qsize()} left)")
            browser.close()
    finally:
        failed.put(None)


def _shoot_all(browser, house, entry, wanted: Wanted) -> Iterator[str]:
    for lang in wanted.langs:
        try:
            _shoot(browser, house, entry, lang, wanted)
        except Exception as error:  # noqa: BLE001  the others are wanted all the same
            said = " ".join(str(error).split())
            yield f"{entry.name}.{lang}: {type(error).__name__} {said[:300]}"


def _shoot(browser, house, entry, lang: str, wanted: Wanted) -> None:
    context = context_for(browser, house, entry, lang=lang, width=wanted.widths[-1])
    try:
        page = open_entry(context, house, entry, lang)
        page.evaluate(SETTLE)
        for width in wanted.widths:
            page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
            for theme in wanted.themes:
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                _picture(page, FOLDER / f"{entry.name}.{lang}.{theme}.{width}.png", width)
    finally:
        context.close()


def _picture(page, path: Path, width: int) -> None:
    tall = page.evaluate("document.documentElement.scrollHeight")
    clip = {"clip": {"x": 0, "y": 0, "width": width, "height": TALLEST}} if tall > TALLEST else {}
    page.screenshot(path=path, full_page=True, animations="disabled", caret="hide", **clip)


STYLE = """body{font:14px/1.4 sans-serif;margin:1rem;background:#888}h2{margin:1.5rem 0 .3rem}
div{display:flex;gap:.5rem;align-items:start;overflow:auto}a{flex:none}
img{height:420px;width:auto;max-width:900px;object-fit:cover;object-position:top;background:#fff}
nav a{margin-right:.6em;color:#000}"""


def write_sheet(folder: Path) -> None:
    """Write a page with every picture of the folder, in the order of the gallery."""
    rows: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.png")):
        rows.setdefault(path.name.split(".")[0], []).append(path.name)
    parts = [f"<!doctype html><meta charset=utf-8><title>Shots</title><style>{STYLE}</style><nav>"]
    shown = [one.name for one in GALLERY if one.name in rows]
    parts += [f"<a href='#{name}'>{name}</a>" for name in shown]
    parts.append("</nav>")
    for name in shown:
        images = [f"<img src='{one}' alt='{one}' loading='lazy'>" for one in rows[name]]
        links = [f"<a href='{x}'>{image}</a>" for x, image in zip(rows[name], images, strict=True)]
        parts.append(f"<h2 id='{name}'>{name}</h2><div>{''.join(links)}</div>")
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
