"""A trade fair's hall with its stands and visitors."""

import math

from cms.demo.drawings.land import BEYOND, shadow
from cms.demo.drawings.palette import COOL, INK, TAR, WARM, mix
from cms.demo.drawings.people import person
from cms.demo.drawings.shapes import Point, arc, area, box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade

FAR: Point = (800, 560)
COATS = ("#14323a", "#7a3d1a", "#0b5c70", "#4c6f66", "#2b3f45")
BANNERS = (
    (250, 40, WARM, 0.0),
    (1350, 40, COOL, 0.0),
    (250, 100, COOL, 0.42),
    (1350, 100, WARM, 0.42),
)


def exhibition() -> Sheet:
    """Draw the hall: roof trusses, hanging banners, stands with heat pumps, visitors."""
    sheet = Sheet(fade("#2f5f6b", "#8fb0b3", "#e9e3d0", start=0, end=600))
    sheet.glow("#fff6de", FAR, 700, 0.9)
    _trusses(sheet)
    floor = area([(-BEYOND, 1060), (-BEYOND, 760), FAR, (1660, 760), (1660, 1060)])
    sheet.paint(
        fade("#e6dcc6", "#b9b8ab", "#7d9497", start=560, end=1000), box(-BEYOND, 600, 1660, 1060)
    )
    sheet.paint(fade("#e9dfc8", "#9fb0ae", start=560, end=1000), floor)
    sheet.shade("#2f5f6b", box(-BEYOND, 600, 1660, 1060), start=620, end=1120, strength=0.5)
    sheet.paint("#c67a45", area([FAR, (560, 1060), (1040, 1060)]), strength=0.85)
    sheet.shade(
        "#7a3d1a", area([FAR, (560, 1060), (1040, 1060)]), start=560, end=1150, strength=0.6
    )
    for depth in (0.72, 0.5, 0.2):
        for way in (-1, 1):
            _stand(sheet, way, depth)
        _visitors(sheet, depth)
    _banners(sheet)
    _front(sheet)
    return sheet


def _deep(point: Point, depth: float) -> Point:
    return point[0] + (FAR[0] - point[0]) * depth, point[1] + (FAR[1] - point[1]) * depth


def _trusses(sheet: Sheet) -> None:
    for n in range(9, -1, -1):
        depth = 1 - 0.74**n
        size = 1 - depth
        lower = [
            _deep((-200 + 200 * step, 130 - 60 * math.sin(math.pi * step / 10)), depth)
            for step in range(11)
        ]
        upper = [
            _deep((-200 + 200 * step, 40 - 90 * math.sin(math.pi * step / 10)), depth)
            for step in range(11)
        ]
        tone = mix("#173c46", "#c9d2c6", min(depth * 1.02, 1))
        web = [stroke([upper[k], lower[k + 1]], 5 * size + 0.6) for k in range(10)]
        web += [stroke([lower[k], upper[k + 1]], 5 * size + 0.6) for k in range(10)]
        sheet.paint(tone, *web, stroke(lower, 11 * size + 1), stroke(upper, 11 * size + 1))
        for x in (320, 800, 1280):
            at = _deep((x, 150), depth)
            if n:
                sheet.glow("#fffdf0", at, 120 * size + 8, 0.9)
                sheet.paint("#fffdf4", oval(at[0], at[1], 22 * size + 1, 9 * size + 1))


def _stand(sheet: Sheet, way: int, depth: float) -> None:
    def at(x: float, y: float) -> Point:
        return _deep((800 + way * x, y), depth)

    colour = (WARM, COOL, "#4c6f66")[round(depth * 3 + way) % 3]
    top, foot = at(0, 400)[1], at(0, 1000)[1]
    back = area([at(440, 960), at(440, 430), at(1100, 360), at(1100, 1120)])
    pale = (mix(colour, "#ffffff", 0.75), mix(colour, "#ffffff", 0.5))
    sheet.paint(fade(*pale, start=top, end=foot), back)
    sheet.shade(INK, back, start=foot, end=at(0, 200)[1], strength=0.2)
    sheet.paint(colour, area([at(420, 470), at(420, 380), at(1120, 300), at(1120, 410)]))
    sheet.paint("#e9e4d4", area([at(420, 985), at(440, 955), at(1100, 1110), at(1100, 1160)]))
    for x in (530, 690, 850):
        _machine(sheet, at(x, 975 + (x - 440) * 0.2), 1 - depth, colour)


def _machine(sheet: Sheet, foot: Point, size: float, colour: str) -> None:
    (x, y), half, tall = foot, 59 * size, 250 * size
    body, fan = box(x - half, y - tall, x + half, y, 9 * size), (x, y - tall * 0.62)
    shadow(sheet, oval(x + 10 * size, y, half * 1.6, 14 * size), soft=8 * size + 1, strength=0.5)
    sheet.paint(fade("#f7f8f5", "#b9c5c3", start=x - half, end=x + half, across=True), body)
    sheet.paint(TAR, oval(*fan, half * 0.68))
    sheet.paint("#5d737a", oval(*fan, half * 0.52))
    for turn in (0.3, 2.4, 4.5):
        tip = (fan[0] + math.cos(turn) * half * 0.48, fan[1] + math.sin(turn) * half * 0.48)
        sheet.paint("#dfe6e2", stroke([fan, tip], 5 * size))
    sheet.paint(colour, box(x - half * 0.72, y - tall * 0.2, x + half * 0.72, y - tall * 0.12, 3))


def _visitors(sheet: Sheet, depth: float) -> None:
    for n, x in enumerate((-330, -236, -90, -24, 130, 260, 350)):
        if (n + round(depth * 10)) % 3 == 0:
            continue
        foot = _deep((800 + x, 1000 + (n * 13) % 40), depth)
        tone = mix(COATS[n % len(COATS)], "#c9b795", depth * 0.7)
        person(sheet, foot, 340 * (1 - depth), tone, turn=(-1) ** n)


def _banners(sheet: Sheet) -> None:
    for x, top, colour, depth in BANNERS:
        left, up = _deep((x - 70, top), depth)
        right, low = _deep((x + 70, top + 320), depth)
        middle, size = (left + right) / 2, (right - left) * 0.26
        notch = (middle, low - size * 0.8)
        cloth = area([(left, up), (right, up), (right, low), notch, (left, low)])
        shadow(sheet, cloth, soft=12, strength=0.3)
        tones = (mix(colour, "#ffffff", 0.12), mix(colour, INK, 0.25))
        sheet.paint(fade(*tones, start=up, end=low), cloth)
        sheet.shade(INK, cloth, start=left, end=right + 60, across=True, strength=0.4)
        legs = [
            stroke([(middle + side, up + size * 1.6), (middle + side, up + size * 4)], size * 0.3)
            for side in (-size, size)
        ]
        sheet.paint("#f7f3e6", *legs, arc(middle, up + size * 4, size, size * 0.3, 0, 180))


def _front(sheet: Sheet) -> None:
    for x, tall, coat, turn in (
        (120, 560, "#0f2a32", 1),
        (268, 520, "#5d2f1c", -1),
        (1480, 580, "#123a45", -1),
    ):
        person(sheet, (x, 1110), tall, coat, turn=turn)


DRAWINGS = {"exhibition": exhibition}
