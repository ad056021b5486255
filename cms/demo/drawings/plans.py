"""Seen from above: the temperature field of a borehole grid, and a site with its boreholes."""

import math
from collections.abc import Iterator

from PIL import Image

from cms.demo.drawings.palette import COOL, INK, PAPER, WARM, rgb
from cms.demo.drawings.shapes import Point, area, bend, box, oval, stroke
from cms.demo.drawings.sheet import HIGH, WIDE, Sheet, fade

COARSE = 16
PACE, FIELD_LEFT, FIELD_TOP = 104, 336, 240
SCALE = ("#eef2ef", "#d8ddd2", "#c3cdb9", "#e3c48f", "#d79a58", "#b8672f", "#8b4a24", "#5e2f17")
HOLES = [(FIELD_LEFT + PACE * n, FIELD_TOP + PACE * m) for n in range(8) for m in range(6)]


def field() -> Sheet:
    """Draw the ground around 6 × 8 boreholes after ten years of surplus heat, warmest within."""
    sheet = Sheet(SCALE[0])
    finer = _warmth().resize((WIDE * 2, HIGH * 2), Image.Resampling.BICUBIC)
    steps = finer.point(lambda warmth: warmth * 1.0 + 0.0).convert("L")
    steps.putpalette([part for one in SCALE for part in rgb(one)])
    sheet.image = steps.convert("RGB").reduce(2)
    for x, y in HOLES:
        sheet.paint("#f7f8f5", oval(x, y, 11))
        sheet.paint(INK, oval(x, y, 7))
    _legend(sheet)
    return sheet


def _warmth() -> Image.Image:
    """Return how warm the ground is in steps of the scale, one pixel for COARSE."""
    wide, high = WIDE // COARSE, HIGH // COARSE
    near = [
        sum(
            _share(math.hypot((n % wide + 0.5) * COARSE - a, (n // wide + 0.5) * COARSE - b))
            for a, b in HOLES
        )
        for n in range(wide * high)
    ]
    most, warmest = len(SCALE) - 0.01, max(near)
    image = Image.new("F", (wide, high))
    image.putdata([most * one / warmest for one in near])
    return image


def _share(distance: float) -> float:
    return math.exp(-distance / 170) * (1 + 0.9 * math.exp(-((distance / 30) ** 2)))


def _legend(sheet: Sheet) -> None:
    left, top, tall = 1428, 250, 58
    sheet.paint(PAPER, box(left - 26, top - 76, left + 148, top + 8 * tall + 34, 8), strength=0.92)
    sheet.write("°C", (left, top - 40), 31, INK, "lm")
    for place, colour in enumerate(reversed(SCALE)):
        y = top + place * tall
        sheet.paint(colour, box(left, y, left + 46, y + tall))
        sheet.write(str(32 - 2 * place), (left + 64, y), 28, INK, "lm")
    sheet.paint(
        INK,
        stroke([(112, 916), (112 + PACE, 916)], 4),
        *(stroke([(x, 906), (x, 926)], 4) for x in (112, 112 + PACE)),
    )
    sheet.write("5 m", (112 + PACE / 2, 880), 31, INK)


def site() -> Sheet:
    """Draw a site from above: houses, trees, 8 × 12 boreholes, headers and a scale."""
    sheet = Sheet(fade("#dfe3da", "#d3dad2", start=0, end=1000))
    _ways(sheet)
    _houses(sheet)
    _grid(sheet)
    for n, (x, y) in enumerate(_planted()):
        _tree(sheet, x, y, 26 + (n * 7) % 15)
    _measure(sheet)
    return sheet


def _ways(sheet: Sheet) -> None:
    road = bend((-60, 850), (300, 858), (700, 880), (1150, 868), (1660, 900))
    sheet.paint("#c0c6be", stroke(road, 118))
    sheet.paint("#f3f4ef", stroke(road, 100))
    for start in range(2, len(road) - 2, 3):
        sheet.paint("#c9b48a", stroke(road[start : start + 2], 4))
    sheet.paint("#f3f4ef", stroke(bend((300, 860), (330, 700), (330, 420), (300, -40)), 46))
    pond = area(
        bend(
            (1300, 720),
            (1400, 672),
            (1530, 690),
            (1560, 760),
            (1440, 800),
            (1320, 780),
            (1300, 720),
        )
    )
    sheet.paint(fade("#86a6ab", "#5a8a95", start=670, end=810), pond)
    sheet.shade("#0b5c70", pond, start=650, end=840, strength=0.5)


def _houses(sheet: Sheet) -> None:
    blocks = (
        (70, 90, 240, 330), (70, 420, 240, 700), (400, 70, 1130, 190),
        (1250, 70, 1540, 250), (1330, 330, 1540, 560),
    )  # fmt: skip
    for left, top, right, bottom in blocks:
        body = box(left, top, right, bottom)
        sheet.paint(
            "#14323a", box(left + 16, top + 18, right + 16, bottom + 18), soft=8, strength=0.35
        )
        sheet.paint("#f2efe8", body)
        wide = right - left > bottom - top
        middle = (top + bottom) / 2 if wide else (left + right) / 2
        half = box(left, middle, right, bottom) if wide else box(middle, top, right, bottom)
        sheet.paint("#dccdb8", half)
        ends = [(left, middle), (right, middle)] if wide else [(middle, top), (middle, bottom)]
        sheet.paint("#a9997f", stroke(ends, 3))
    sheet.paint(WARM, box(1010, 108, 1110, 168, 4))


def _grid(sheet: Sheet) -> None:
    lawn = box(400, 262, 1200, 770, 10)
    sheet.paint("#c3cfc0", lawn)
    sheet.shade("#7f9c8b", lawn, start=200, end=900, strength=0.5)
    for row in range(8):
        y = 308 + row * 60
        sheet.paint(COOL, stroke([(440, y), (1150, y)], 3))
        sheet.paint(WARM, stroke([(440, y + 9), (1162, y + 9)], 3))
        for column in range(12):
            sheet.paint(PAPER, oval(440 + column * 60, y + 4, 12))
            sheet.paint(INK, oval(440 + column * 60, y + 4, 8))
    sheet.paint(COOL, stroke([(1150, 728), (1150, 240), (1064, 240), (1064, 160)], 6))
    sheet.paint(WARM, stroke([(1162, 737), (1162, 228), (1076, 228), (1076, 160)], 6))


def _planted() -> Iterator[Point]:
    for n in range(10):
        yield 60 + n * 122 + (n * 31) % 40, 782 + (n * 17) % 14
    for n in range(12):
        yield 130 + n * 128, 962 + (n * 23) % 22
    for n in range(6):
        yield 268 + (n * 13) % 18, 60 + n * 118


def _tree(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.paint("#14323a", oval(x + 8, y + 10, radius), soft=5, strength=0.3)
    leaf = oval(x, y, radius)
    sheet.paint("#7f9c8b", leaf)
    sheet.shade("#2f5560", leaf, start=x - radius, end=x + radius * 1.2, across=True, strength=0.9)
    sheet.paint("#a9bfae", oval(x - radius * 0.25, y - radius * 0.28, radius * 0.42), soft=4)


def _measure(sheet: Sheet) -> None:
    for n in range(4):
        sheet.paint(INK if n % 2 == 0 else PAPER, box(1290 + n * 60, 596, 1350 + n * 60, 606))
    for n in (0, 2, 4):
        sheet.write(str(n * 5), (1290 + n * 60, 576), 26, INK)
    sheet.write("m", (1560, 576), 26, INK)


DRAWINGS = {"field": field, "siteplan": site}
