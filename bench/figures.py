"""What is measured: a feed, the same feed unchanged, an article; each against the bare app."""

import os
from dataclasses import dataclass, replace

import newsroom
from load import READER, Ask, first, spell
from newsroom import Newsroom
from servers import Server

FEED = "/feeds/all.rss"
MICRO = 1e6
TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Plan:
    """How much is measured: `seconds` is about how long one spell of requests lasts."""

    sizes: tuple[int, ...]
    rounds: int
    seconds: float
    least: int
    most: int


@dataclass(frozen=True)
class Figure:
    """Server CPU in µs for each request, round by round, ours and bare; and their ratio."""

    name: str
    pieces: int
    size: int
    statements: int
    counts: tuple[int, int]
    ours: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Return ours ÷ bare of each round."""
        return tuple(mine / plain for mine, plain in zip(self.ours, self.bare, strict=True))


def asks(house: Newsroom, server: Server) -> list[tuple[str, Ask]]:
    """Return what is asked of our server, with the sizes that it answered."""
    feed = Ask(server, FEED)
    body, headers = first(feed)
    unchanged = Ask(server, FEED, 304, 0, READER | {"If-None-Match": headers["ETag"]})
    article = Ask(server, house.article)
    return [
        ("feed", replace(feed, size=len(body))),
        ("feed 304", unchanged),
        ("article", replace(article, size=len(first(article)[0]))),
    ]


def measure(house: Newsroom, name: str, ours: Ask, bare: Server, plan: Plan) -> Figure:
    """Measure ours and the bare app in turn, round after round."""
    asked = newsroom.statements(house, ours.path, dict(ours.headers), ours.status)
    plain = replace(ours, server=bare, path=f"/{ours.size}")
    counts = (enough(ours, plan), enough(plain, plan))
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(plan.rounds):
        for ask, count, times in zip((ours, plain), counts, taken, strict=True):
            # Less than one tick can't be seen, and nothing costs nothing.
            times.append(max(spell(ask, count)[0], TICK / count) * MICRO)
    return Figure(name, house.size, ours.size, len(asked), counts, tuple(taken[0]), tuple(taken[1]))


def enough(ask: Ask, plan: Plan) -> int:
    """Return how many requests fill one spell; warms the server on the way."""
    _, elapsed = spell(ask, plan.least)
    return min(max(int(plan.seconds / elapsed), plan.least), plan.most)
