"""What a pen can draw: areas, strokes, rounds and boxes, in the sheet's pixels."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PIL import ImageDraw

Point = tuple[float, float]
Pen = ImageDraw.ImageDraw
FULL = 360.0


@dataclass(frozen=True)
class Shape:
    """Something with an outline; `draw` takes a pen and where a point of the sheet lies for it."""

    points: tuple[Point, ...]
    reach: float
    draw: Callable[[Pen, Callable[[Point], Point], float], None]


def area(points: Iterable[Point]) -> Shape:
    """Return the filled outline."""
    corners = tuple(points)
    return Shape(corners, 0, lambda pen, at, _fine: pen.polygon([at(one) for one in corners], 255))


def stroke(points: Iterable[Point], width: float) -> Shape:
    """Return a line through the points, round at its ends and corners."""
    along = tuple(points)

    def draw(pen: Pen, at: Callable[[Point], Point], fine: float) -> None:
        thick = max(round(width * fine), 1)
        pen.line([at(one) for one in along], 255, thick, joint="curve")
        for x, y in (at(along[0]), at(along[-1])):
            half = thick / 2 - 0.5
            pen.ellipse([x - half, y - half, x + half, y + half], 255)

    return Shape(along, width / 2 + 1, draw)


def oval(x: float, y: float, across: float, tall: float | None = None) -> Shape:
    """Return an ellipse around its middle; both measures are radii."""
    up = across if tall is None else tall
    corners = ((x - across, y - up), (x + across, y + up))
    return Shape(corners, 0, lambda pen, at, _fine: pen.ellipse([at(c) for c in corners], 255))


def box(x: float, y: float, to_x: float, to_y: float, curve: float = 0) -> Shape:
    """Return a rectangle; `curve` rounds its corners."""
    corners = ((x, y), (to_x, to_y))

    def draw(pen: Pen, at: Callable[[Point], Point], fine: float) -> None:
        first, last = at(corners[0]), at(corners[1])
        ends = (last[0] - 1, last[1] - 1)  # Pillow counts the last pixel in
        pen.rounded_rectangle([first, ends], curve * fine, 255)

    return Shape(corners, 0, draw)


def arc(
    x: float, y: float, radius: float, width: float, start: float = 0, end: float = FULL
) -> Shape:
    """Return a piece of a ring, from angle to angle in degrees, clockwise from the right."""
    steps = max(int(abs(end - start) / 4), 2)
    turns = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return stroke([(x + radius * math.cos(a), y + radius * math.sin(a)) for a in turns], width)


def way(said: str) -> list[Point]:
    """Read points such as `40 60, 80 90`."""
    return [(float(x), float(y)) for x, y in (one.split() for one in said.split(","))]


def laid(points: Iterable[Point], at: Point, size: float = 1, turn: float = 1) -> list[Point]:
    """Return points that were drawn around 0 0 around `at`, larger, turned round by `turn=-1`."""
    return [(at[0] + x * size * turn, at[1] + y * size) for x, y in points]


def ring(left: float, top: float, right: float, bottom: float, curve: float) -> list[Point]:
    """Return a closed way around a box, round at its corners."""
    made = []
    for x, y, first in (
        (right - curve, bottom - curve, 0), (left + curve, bottom - curve, 90),
        (left + curve, top + curve, 180), (right - curve, top + curve, 270),
    ):  # fmt: skip
        turns = (math.radians(first + step * 10) for step in range(10))
        made += [(x + curve * math.cos(a), y + curve * math.sin(a)) for a in turns]
    return [*made, made[0]]


def rim(
    at: Point, across: float, tall: float, width: float, between: tuple[int, int] = (0, 360)
) -> Shape:
    """Return an ellipse's line, from angle to angle in degrees."""
    turns = [math.radians(turn) for turn in range(between[0], between[1] + 1, 6)]
    return stroke(
        [(at[0] + math.cos(a) * across, at[1] + math.sin(a) * tall) for a in turns], width
    )


def bend(*points: Point, smooth: int = 12) -> list[Point]:
    """Return a curve through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    made: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(smooth):
            t = step / smooth
            made.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return [*made, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
