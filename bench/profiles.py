"""Where the time of a request goes: cProfile over requests answered in this process."""

import cProfile
import pstats

from figures import FEED
from load import READER
from newsroom import Newsroom

REQUESTS = 40
LINES = 30


def profile(house: Newsroom) -> None:
    """Print the costliest calls of a feed and of an article, by all their time and by their own."""
    for path in (FEED, house.article):
        answer(house, path)
        with cProfile.Profile() as profiler:
            for _ in range(REQUESTS):
                answer(house, path)
        print(f"\n{REQUESTS} × {path} at {house.size:,} pieces, in this process")
        for order in ("cumulative", "tottime"):
            pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(LINES)


def answer(house: Newsroom, path: str) -> None:
    """Send one request to the app itself."""
    base = house.settings["CMS_SITE_URL"]
    house.app.test_client().get(path, headers=READER, base_url=base)
