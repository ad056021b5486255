"""The demo's pictures, drawn when it is loaded: curves and sections in the house's colours."""

import math
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDE, HIGH = 1600, 1000
FINE = 2  # drawn larger and brought down, so that slanted lines are smooth
PAPER, SKY, INK, RULE = "#f7f8f5", "#e9eeed", "#14323a", "#c9d2d0"
WARM, COOL, EARTH = "#b8672f", "#0b5c70", ("#d6d9d2", "#c0c6be", "#a9b9b7", "#86a6ab", "#5a8a95")
DAYS, LEFT, RIGHT, TOP, BOTTOM = 365, 130, 1540, 80, 900
Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def draw(name: str) -> BytesIO:
    """Return a drawing as a PNG file; the same name gives the same bytes. Raises KeyError."""
    picture = Image.new("RGB", (WIDE * FINE, HIGH * FINE), PAPER)
    DRAWINGS[name](ImageDraw.Draw(picture))
    file = BytesIO()
    picture.resize((WIDE, HIGH), Image.Resampling.LANCZOS).save(file, "PNG")
    file.seek(0)
    return file


def _at(*points: Point) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _line(pen: Pen, points: list[Point], colour: str, width: int = 3) -> None:
    pen.line(_at(*points), colour, width * FINE, joint="curve")


def _box(pen: Pen, x: float, y: float, to_x: float, to_y: float, colour: str) -> None:
    pen.rectangle(_at((x, y), (to_x, to_y)), colour)


def _scale(pen: Pen, labels: list[str], unit: str) -> None:
    """Rule the sheet and write what each line means, the highest first."""
    font = ImageFont.load_default(30 * FINE)
    for place, label in enumerate(labels):
        y = TOP + (BOTTOM - TOP) * place / (len(labels) - 1)
        _line(pen, [(LEFT, y), (RIGHT, y)], RULE, 2)
        pen.text(_at((LEFT - 18, y))[0], label, INK, font, anchor="rm")
    pen.text(_at((LEFT, TOP - 34))[0], unit, INK, font, anchor="lm")


def _year(mean: float, swing: float, late: float) -> Iterator[Point]:
    """Yield one year's temperatures at a depth: the deeper, the smaller and later the swing."""
    for day in range(0, DAYS + 1, 3):
        warmth = mean - swing * math.cos(2 * math.pi * (day - 20 - late) / DAYS)
        x = LEFT + (RIGHT - LEFT) * day / DAYS
        yield x, BOTTOM - (BOTTOM - TOP) * (warmth - 6) / 20


def _temperatures(pen: Pen) -> None:
    _scale(pen, ["26", "22", "18", "14", "10", "6"], "°C")
    for mean, swing, late, colour in ((16, 8.6, 0, WARM), (16.4, 2.4, 70, EARTH[4])):
        _line(pen, list(_year(mean, swing, late)), colour, 6)
    _line(pen, list(_year(17.2, 0.25, 130)), COOL, 8)
    font = ImageFont.load_default(30 * FINE)
    for text, x, y, colour in (
        ("2 m", 905, 92, WARM),
        ("20 m", 1190, 322, EARTH[4]),
        ("60 m", 300, 388, COOL),
    ):
        pen.text(_at((x, y))[0], text, colour, font)


def _loads(pen: Pen) -> None:
    _scale(pen, ["400", "200", "0", "200", "400"], "kW")
    middle = (TOP + BOTTOM) / 2
    for hour in range(48):
        x = LEFT + 14 + hour * 29
        ice = 190 + 90 * math.sin((hour - 13) * math.pi / 12) + 34 * math.sin(hour * 2.1)
        pool = 180 + 110 * math.cos((hour - 7) * math.pi / 12) + 26 * math.sin(hour * 1.3)
        _box(pen, x, middle - ice, x + 19, middle - 2, WARM)
        _box(pen, x, middle + 2, x + 19, middle + pool, COOL)
    _line(pen, [(LEFT, middle), (RIGHT, middle)], INK, 3)


def _section(pen: Pen) -> None:
    _box(pen, 0, 0, WIDE, 160, SKY)
    for layer, colour in enumerate(EARTH):
        edge = [(x, 130 + 174 * layer + 16 * math.sin(x / 210 + layer)) for x in range(0, 1601, 20)]
        pen.polygon(_at(*edge, (WIDE, HIGH), (0, HIGH)), colour)
    holes = [170 + hole * 210 for hole in range(7)]
    for x in holes:
        _box(pen, x - 26, 262, x + 26, 940, PAPER)
        _line(pen, [(x - 11, 234), (x - 11, 906)], WARM, 7)
        _line(pen, [(x + 11, 200), (x + 11, 906)], COOL, 7)
        pen.arc(_at((x - 14, 890), (x + 14, 922)), 0, 180, INK, 7 * FINE)
    _line(pen, [(holes[0] - 14, 234), (WIDE, 234)], WARM, 7)
    _line(pen, [(holes[0] + 8, 200), (WIDE, 200)], COOL, 7)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "temperatures": _temperatures,
    "loads": _loads,
    "section": _section,
}
