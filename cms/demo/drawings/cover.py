"""A cover without words: sun, strata and one borehole."""

import math

from cms.demo.drawings.land import hill, ridge, shadow
from cms.demo.drawings.palette import COOL, INK, WARM, mix
from cms.demo.drawings.shapes import arc, area, box, oval
from cms.demo.drawings.sheet import Sheet, fade

TONES = ("#f1ede0", "#d9c4a3", "#a9b9b7", "#5a8a95", "#0b5c70", "#073f4e")


def cover() -> Sheet:
    """Draw a cover without words: a great sun, strata, and one borehole to its heart."""
    sheet = Sheet(fade("#f4e3c4", "#eec58e", start=0, end=700), 1200, 1500)
    for radius, colour in ((372, "#f2b777"), (300, "#ea9c55"), (226, "#d9803c"), (150, "#c4682c")):
        sun = oval(600, 560, radius)
        sheet.paint(colour, sun)
        sheet.shade("#a04c1c", sun, start=560 - radius, end=560 + radius * 1.2, strength=0.5)
    far, near = hill(ridge(6, 640, 150, 1200, 5)), hill(ridge(19, 690, 90, 1200, 6))
    sheet.paint(fade("#7fa0a3", "#b9c5b4", start=480, end=740), far)
    sheet.paint(fade("#3f6d79", "#7f9c8b", start=560, end=760), near)
    for n, tone in enumerate(TONES):
        _layer(sheet, n, tone)
    shadow(sheet, box(560, 640, 656, 1420, 40), soft=14, strength=0.45)
    sheet.paint("#f7f3e6", box(560, 630, 640, 1410, 40))
    sheet.paint(WARM, box(574, 560, 594, 1366, 6))
    sheet.paint(COOL, box(606, 560, 626, 1366, 6))
    sheet.paint(INK, arc(600, 1364, 16, 20, 0, 180))
    _house(sheet)
    return sheet


def _layer(sheet: Sheet, n: int, tone: str) -> None:
    level = 720 + n * 132
    edge = [
        (x, level + 26 * math.sin(x / 150 + n * 1.1) + 10 * math.sin(x / 63 + n * 2))
        for x in range(-60, 1281, 12)
    ]
    layer = hill(edge)
    shadow(sheet, layer, soft=12, strength=0.22)
    sheet.paint(tone, layer)
    sheet.shade(mix(tone, INK, 0.5), layer, start=level, end=level + 260, strength=0.6)


def _house(sheet: Sheet) -> None:
    wall, roof = box(500, 560, 700, 716), area([(474, 566), (600, 456), (726, 566)])
    shadow(sheet, box(510, 590, 740, 722), soft=12, strength=0.35)
    sheet.paint("#f7f3e6", wall)
    sheet.shade("#c4682c", wall, start=680, end=440, across=True, strength=0.5)
    sheet.paint("#14323a", roof)
    sheet.paint("#ffd98f", box(530, 606, 574, 656), box(628, 606, 672, 656))
    sheet.paint("#14323a", box(550.5, 606, 553.5, 656), box(648.5, 606, 651.5, 656))


DRAWINGS = {"cover": cover}
