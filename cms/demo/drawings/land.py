"""Ground, hills, trees, houses and skies, which many pictures share."""

import math
from collections.abc import Iterator, Sequence
from random import Random

from cms.demo.drawings.palette import mix
from cms.demo.drawings.shapes import Point, Shape, area, bend, box, oval, stroke
from cms.demo.drawings.sheet import Fill, Sheet, fade

BEYOND = 60  # shapes that leave the sheet end this far outside


def ridge(seed: int, level: float, tall: float, width: int = 1600, rough: int = 7) -> list[Point]:
    """Return a line of hills around `level`, at most about `tall` high."""
    chance = Random(seed)  # noqa: S311  the same hills each time
    step = (width + 2 * BEYOND) / rough
    tops = [(-BEYOND + step * n, level - tall * chance.uniform(-0.2, 1)) for n in range(rough + 1)]
    return bend(*tops)


def hill(line: Sequence[Point], floor: float = 1700) -> Shape:
    """Return everything below a line."""
    return area([*line, (line[-1][0], floor), (line[0][0], floor)])


def stars(sheet: Sheet, seed: int, floor: float, count: int = 90) -> None:
    """Set stars, fewer and weaker towards the horizon."""
    chance = Random(seed)  # noqa: S311  the same sky each time
    for _ in range(count):
        x, y = chance.uniform(0, sheet.width), floor * chance.random() ** 1.5
        sheet.paint(
            "#f4efe0", oval(x, y, chance.choice((0.9, 1.2, 1.9))), strength=0.75 - 0.5 * y / floor
        )


def fir(x: float, foot: float, tall: float) -> Shape:
    """Return a fir tree's outline."""
    half, right, left = tall * 0.2, [], []
    for n in range(5):
        y = foot - tall * (1 - n / 5)
        wide = half * (n + 1) / 5
        right += [(x + wide * 0.45, y), (x + wide, y + tall / 5 + 4)]
        left += [(x - wide * 0.45, y), (x - wide, y + tall / 5 + 4)]
    return area([(x, foot - tall * 1.04), *right, *reversed(left)])


def bare_tree(x: float, foot: float, tall: float, seed: int = 1) -> list[Shape]:
    """Return a leafless tree's strokes."""
    chance = Random(seed)  # noqa: S311  the same tree each time
    return list(_branch(chance, (x, foot), -math.pi / 2, tall * 0.34, tall * 0.035, 6))


def _branch(
    chance: Random, at: Point, way: float, long: float, thick: float, left: int
) -> Iterator[Shape]:
    end = (at[0] + long * math.cos(way), at[1] + long * math.sin(way))
    yield stroke([at, end], max(thick, 1.2))
    if left:
        for turn in (-0.42, 0.38) if left % 2 else (-0.3, 0.5):
            swing = turn + chance.uniform(-0.16, 0.16)
            yield from _branch(
                chance, end, way + swing, long * chance.uniform(0.66, 0.84), thick * 0.64, left - 1
            )


def crown(sheet: Sheet, x: float, foot: float, size: float, colour: str) -> None:
    """Paint a round tree that is lit from the right."""
    sheet.paint(mix(colour, "#14323a", 0.5), stroke([(x, foot), (x, foot - size)], size * 0.09))
    ball = oval(x, foot - size * 1.25, size * 0.62, size * 0.72)
    sheet.paint(colour, ball)
    sheet.shade(
        "#14323a", ball, start=x + size * 0.4, end=x - size * 0.9, across=True, strength=0.6
    )
    sheet.shade("#f6e7c4", ball, start=x, end=x + size, across=True, strength=0.45)


def windows(
    sheet: Sheet, at: Point, grid: tuple[int, int], size: Point, gap: Point,
    fill: Fill, lit: tuple[int, ...] = (), light: str = "#f6d79c",
) -> None:  # fmt: skip
    """Paint a wall's windows, so many in a row and rows; those numbered in `lit` have a lamp on."""
    columns, rows = grid
    dark: list[Shape] = []
    bright: list[Shape] = []
    for n in range(columns * rows):
        x = at[0] + (n % columns) * (size[0] + gap[0])
        y = at[1] + (n // columns) * (size[1] + gap[1])
        (bright if n in lit else dark).append(box(x, y, x + size[0], y + size[1]))
    sheet.paint(fill, *dark)
    sheet.paint(light, *bright, soft=9, strength=0.5)
    sheet.paint(light, *bright)


def shadow(sheet: Sheet, *shapes: Shape, soft: float = 10, strength: float = 0.3) -> None:
    """Let something dark fall softly on what lies below."""
    sheet.paint("#0a2026", *shapes, soft=soft, strength=strength)


def mist(sheet: Sheet, y: float, tall: float, colour: str, strength: float = 0.6) -> None:
    """Lay a band of mist over the whole width."""
    sheet.paint(
        colour, box(-BEYOND, y - tall / 2, sheet.width + BEYOND, y + tall / 2),
        soft=tall / 3, strength=strength,
    )  # fmt: skip


def sky(*colours: str, floor: float) -> Fill:
    """Return a sky's fade from the top edge to the horizon."""
    return fade(*colours, start=0, end=floor)
