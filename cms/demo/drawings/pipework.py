"""Pipes, flanges and dials, which pictures of plant share."""

import math

from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import INK, WARM, mix
from cms.demo.drawings.shapes import Point, arc, area, bend, box, laid, oval, stroke, way
from cms.demo.drawings.sheet import Sheet, fade


def pipe(sheet: Sheet, points: list[Point], width: float, colour: str) -> None:
    """Draw a pipe with its shadow, its light and its dark side."""
    shadow(sheet, stroke([(x + 6, y + 10) for x, y in points], width), soft=7, strength=0.35)
    sheet.paint(mix(colour, INK, 0.35), stroke(points, width))
    up = width * 0.1
    sheet.paint(colour, stroke([(x - up, y - up) for x, y in points], width * 0.72))
    light = [(x - width * 0.2, y - width * 0.2) for x, y in points]
    sheet.paint(mix(colour, "#ffffff", 0.55), stroke(light, width * 0.16))


def flange(sheet: Sheet, x: float, y: float, width: float, *, level: bool = False) -> None:
    """Put a pair of bolted discs across a pipe."""
    half, thick = width * 0.72, width * 0.16
    for side in (-1, 1):
        bounds = (
            (x - thick + side * thick, y - half, x + thick + side * thick, y + half)
            if level
            else (x - half, y - thick + side * thick, x + half, y + thick + side * thick)
        )
        sheet.paint("#4b5f66", box(*bounds, 3))
        sheet.paint(
            "#9fb0b3",
            box(bounds[0], bounds[1], bounds[2], bounds[3] - (bounds[3] - bounds[1]) * 0.6, 3),
            strength=0.6,
        )


def dial(sheet: Sheet, x: float, y: float, radius: float, turn: float) -> None:
    """Draw a round gauge whose hand stands at `turn` degrees."""
    under = oval(x + radius * 0.08, y + radius * 0.14, radius)
    shadow(sheet, under, soft=radius * 0.14, strength=0.4)
    sheet.paint(fade("#dfe6e2", "#5d737a", start=y - radius, end=y + radius), oval(x, y, radius))
    sheet.paint("#fbfaf5", oval(x, y, radius * 0.84))
    ticks = [
        _ray(x, y, 135 + n * 27, radius * (0.68 - 0.08 * (n % 5 == 0)), radius * 0.76)
        for n in range(11)
    ]
    sheet.paint(INK, *(stroke(tick, max(radius * 0.03, 1.5)) for tick in ticks))
    sheet.paint(WARM, arc(x, y, radius * 0.72, radius * 0.07, 351, 405))
    hand = _ray(x, y, turn, -radius * 0.16, radius * 0.62)
    sheet.paint("#a2231f", stroke(hand, radius * 0.05))
    sheet.paint(INK, oval(x, y, radius * 0.09))
    light = bend(*laid(way("-60 -30, -10 -72, 50 -46, 0 -50, -60 -30"), (x, y), radius / 100))
    sheet.paint("#ffffff", area(light), strength=0.45)


def _ray(x: float, y: float, turn: float, start: float, end: float) -> list[Point]:
    a = math.radians(turn)
    return [(x + math.cos(a) * far, y + math.sin(a) * far) for far in (start, end)]
