"""Sheets ruled for charts: axes, a light grid, numbers and units, and directly labelled lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cms.demo.drawings.palette import INK, PAPER, RULE, mix
from cms.demo.drawings.shapes import Point, Shape, area, box, laid, oval, stroke, way
from cms.demo.drawings.sheet import Fill, Sheet

LEFT, RIGHT, TOP, BOTTOM = 150, 1520, 120, 880
SMALL, QUIET = 36, "#5d737a"


@dataclass(frozen=True)
class Axes:
    """A plot's frame: the values at its edges and how to find a value's place on the sheet."""

    low: float
    high: float
    first: float
    last: float
    bend: Callable[[float], float] = float

    def at(self, x: float, y: float) -> Point:
        """Return where a value lies."""
        part = (self.bend(x) - self.bend(self.first)) / (
            self.bend(self.last) - self.bend(self.first)
        )
        return (
            LEFT + (RIGHT - LEFT) * part,
            BOTTOM - (BOTTOM - TOP) * (y - self.low) / (self.high - self.low),
        )

    def line(self, values: Iterable[Point]) -> list[Point]:
        """Return the places of many values."""
        return [self.at(x, y) for x, y in values]


def ruled(
    axes: Axes, rows: Sequence[float], columns: Sequence[float], units: tuple[str, str]
) -> Sheet:
    """Return a sheet with a grid; `units` are those of the upright and the level axis."""
    sheet = Sheet(PAPER, grain=0)
    for value in rows:
        y = axes.at(axes.first, value)[1]
        sheet.paint(RULE, box(LEFT, y - 0.8, RIGHT, y + 0.8))
        sheet.write(f"{value:,g}", (LEFT - 22, y), SMALL, QUIET, "rm")
    for value in columns:
        x = axes.at(value, axes.low)[0]
        sheet.paint(RULE, box(x - 0.8, BOTTOM, x + 0.8, BOTTOM + 12))
        named = f"{value:,g} {units[1]}".strip() if value == columns[-1] else f"{value:,g}"
        sheet.write(named, (x, BOTTOM + 46), SMALL, QUIET)
    sheet.paint(INK, box(LEFT, BOTTOM - 1.5, RIGHT, BOTTOM + 1.5))
    sheet.write(units[0], (LEFT - 22, TOP - 56), SMALL, INK, "rm")
    return sheet


def curve(sheet: Sheet, points: Sequence[Point], colour: str, width: float = 6) -> None:
    """Draw a line over a paler one, which sets it off from those it crosses."""
    sheet.paint(PAPER, stroke(points, width + 6), strength=0.85)
    sheet.paint(colour, stroke(points, width))


def under(points: Sequence[Point], floor: float = BOTTOM) -> Shape:
    """Return the area between a line and a level."""
    return area([*points, (points[-1][0], floor), (points[0][0], floor)])


def dots(sheet: Sheet, points: Iterable[Point], colour: str, radius: float = 9) -> None:
    """Set ringed dots, one over the other."""
    for x, y in points:
        sheet.paint(PAPER, oval(x, y, radius + 3))
        sheet.paint(colour, oval(x, y, radius))


def bar(sheet: Sheet, bounds: tuple[float, float, float, float], colour: str) -> None:
    """Draw a bar that is a little darker towards one side."""
    left, top, right, bottom = bounds
    fill: Fill = colour
    sheet.paint(fill, box(left, top, right, bottom, 3))
    sheet.shade(
        mix(colour, INK, 0.45), box(left, top, right, bottom, 3),
        start=right, end=left - (right - left), across=True, strength=0.75,
    )  # fmt: skip


def yuan(sheet: Sheet, at: Point, colour: str, size: float = 26) -> None:
    """Draw the sign of the yuan, which the built-in letters lack."""
    for points in ("-7 -10, 0 0, 7 -10", "0 0, 0 10", "-6 1, 6 1", "-6 5, 6 5"):
        sheet.paint(colour, stroke(laid(way(points), at, size / 20), 3))
