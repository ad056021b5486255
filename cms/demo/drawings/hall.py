"""A trade fair's hall, and a cover: sun, strata and one borehole."""

import math

from cms.demo.drawings.land import BEYOND, hill, ridge, shadow
from cms.demo.drawings.palette import COOL, INK, TAR, WARM, mix
from cms.demo.drawings.shapes import Point, Shape, area, bend, box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade

FAR: Point = (800, 560)


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
    back = area([at(440, 960), at(440, 430), at(1100, 360), at(1100, 1120)])
    sheet.paint(
        fade(
            mix(colour, "#ffffff", 0.75),
            mix(colour, "#ffffff", 0.5),
            start=at(0, 400)[1],
            end=at(0, 1000)[1],
        ),
        back,
    )
    sheet.shade(INK, back, start=at(0, 1000)[1], end=at(0, 200)[1], strength=0.35)
    sheet.paint(colour, area([at(420, 470), at(420, 380), at(1120, 300), at(1120, 410)]))
    sheet.paint(
        "#f7f3e6",
        *(
            area(
                [
                    at(x, 446 - (x - 440) * 0.1),
                    at(x, 424 - (x - 440) * 0.12),
                    at(x + 90, 414 - (x - 440) * 0.12),
                    at(x + 90, 438 - (x - 440) * 0.1),
                ]
            )
            for x in (470, 590)
        ),
    )
    sheet.paint("#e9e4d4", area([at(420, 985), at(440, 955), at(1100, 1110), at(1100, 1160)]))
    for x in (560, 760):
        size = 1 - depth
        left, foot = at(x, 990 + (x - 440) * 0.16)
        wide, tall = 118 * size, 250 * size
        body = box(left - wide / 2, foot - tall, left + wide / 2, foot, 9 * size)
        shadow(
            sheet,
            oval(left + 10 * size, foot, wide * 0.8, 14 * size),
            soft=8 * size + 1,
            strength=0.5,
        )
        sheet.paint(
            fade("#f7f8f5", "#b9c5c3", start=left - wide / 2, end=left + wide / 2, across=True),
            body,
        )
        sheet.paint(TAR, oval(left, foot - tall * 0.62, wide * 0.34))
        sheet.paint("#5d737a", oval(left, foot - tall * 0.62, wide * 0.26))
        sheet.paint(
            "#dfe6e2",
            *(
                stroke(
                    [
                        (left, foot - tall * 0.62),
                        (
                            left + math.cos(a) * wide * 0.24,
                            foot - tall * 0.62 + math.sin(a) * wide * 0.24,
                        ),
                    ],
                    5 * size,
                )
                for a in (0.3, 2.4, 4.5)
            ),
        )
        sheet.paint(
            colour,
            box(left - wide * 0.36, foot - tall * 0.2, left + wide * 0.36, foot - tall * 0.12, 3),
        )


def _person(x: float, foot: float, tall: float, lean: float) -> tuple[Shape, ...]:
    hip, shoulder, hand = foot - tall * 0.47, foot - tall * 0.8, foot - tall * 0.48
    trunk = bend(
        (x - tall * 0.085, hip), (x - tall * 0.1, shoulder + tall * 0.1), (x - tall * 0.085, shoulder),
        (x - tall * 0.025, foot - tall * 0.85), (x + tall * 0.025, foot - tall * 0.85),
        (x + tall * 0.085, shoulder), (x + tall * 0.1, shoulder + tall * 0.1), (x + tall * 0.085, hip),
    )  # fmt: skip
    return (
        stroke([(x - tall * (0.045 + 0.02 * lean), foot), (x - tall * 0.035, hip)], tall * 0.075),
        stroke([(x + tall * (0.055 + 0.02 * lean), foot), (x + tall * 0.035, hip)], tall * 0.075),
        area([*trunk, (x + tall * 0.07, hip + tall * 0.04), (x - tall * 0.07, hip + tall * 0.04)]),
        stroke([(x - tall * 0.092, shoulder + tall * 0.03), (x - tall * 0.12, hand)], tall * 0.05),
        stroke([(x + tall * 0.092, shoulder + tall * 0.03), (x + tall * 0.12, hand)], tall * 0.05),
        stroke([(x, foot - tall * 0.83), (x + lean * 2, foot - tall * 0.9)], tall * 0.05),
        oval(x + lean * 2, foot - tall * 0.94, tall * 0.056, tall * 0.07),
    )


def _visitors(sheet: Sheet, depth: float) -> None:
    for n, x in enumerate((-330, -250, -90, -30, 120, 290, 350)):
        if (n + round(depth * 10)) % 3 == 0:
            continue
        foot = _deep((800 + x, 1010 + (n * 13) % 40), depth)
        tone = mix("#14323a", "#c9b795", depth * 0.75)
        tall = 330 * (1 - depth)
        shadow(
            sheet,
            oval(foot[0] + 6, foot[1], tall * 0.2, tall * 0.03),
            soft=3 + 5 * (1 - depth),
            strength=0.4,
        )
        sheet.paint(tone, *_person(*foot, tall, (-1) ** n * 0.8))


def _banners(sheet: Sheet) -> None:
    for x, top, tall, colour, depth in (
        (250, 40, 330, WARM, 0.0),
        (1350, 40, 330, COOL, 0.0),
        (250, 100, 300, COOL, 0.42),
        (1350, 100, 300, WARM, 0.42),
    ):
        left, up = _deep((x - 70, top), depth)
        right, low = _deep((x + 70, top + tall), depth)
        cloth = area(
            [
                (left, up),
                (right, up),
                (right, low),
                ((left + right) / 2, low - (right - left) * 0.2),
                (left, low),
            ]
        )
        shadow(sheet, cloth, soft=12, strength=0.3)
        sheet.paint(
            fade(mix(colour, "#ffffff", 0.12), mix(colour, INK, 0.25), start=up, end=low), cloth
        )
        sheet.shade(INK, cloth, start=left, end=right + 60, across=True, strength=0.5)
        middle, size = (left + right) / 2, (right - left) * 0.26
        sheet.paint(
            "#f7f3e6",
            stroke([(middle - size, up + size * 1.6), (middle - size, up + size * 4)], size * 0.3),
            stroke([(middle + size, up + size * 1.6), (middle + size, up + size * 4)], size * 0.3),
            stroke(
                [
                    (
                        middle + math.cos(math.pi * k / 8) * size,
                        up + size * 4 + math.sin(math.pi * k / 8) * size,
                    )
                    for k in range(9)
                ],
                size * 0.3,
            ),
        )


def _front(sheet: Sheet) -> None:
    for x, tall, lean in ((150, 560, 1), (300, 520, -1), (1330, 540, 1), (1490, 580, -1)):
        figure = _person(x, 1130, tall, lean)
        sheet.paint("#0f2a32", *figure)
        sheet.shade(
            "#f3cf94",
            *figure,
            start=x - 40 if x > 800 else x + 10,
            end=x - 120 if x > 800 else x + 110,
            across=True,
            strength=0.5,
        )


def cover() -> Sheet:
    """Draw a cover without words: a great sun, strata, and one borehole to its heart."""
    sheet = Sheet(fade("#f4e3c4", "#eec58e", start=0, end=700), 1200, 1500)
    for radius, colour in ((372, "#f2b777"), (300, "#ea9c55"), (226, "#d9803c"), (150, "#c4682c")):
        sheet.paint(colour, oval(600, 560, radius))
        sheet.shade(
            "#a04c1c",
            oval(600, 560, radius),
            start=560 - radius,
            end=560 + radius * 1.2,
            strength=0.5,
        )
    sheet.paint(fade("#7fa0a3", "#b9c5b4", start=480, end=740), hill(ridge(6, 640, 150, 1200, 5)))
    sheet.paint(fade("#3f6d79", "#7f9c8b", start=560, end=760), hill(ridge(19, 690, 90, 1200, 6)))
    tones = ("#f1ede0", "#d9c4a3", "#a9b9b7", "#5a8a95", "#0b5c70", "#073f4e")
    for n, tone in enumerate(tones):
        level = 720 + n * 132
        edge = [
            (x, level + 26 * math.sin(x / 150 + n * 1.1) + 10 * math.sin(x / 63 + n * 2))
            for x in range(-60, 1281, 12)
        ]
        layer = hill(edge)
        shadow(sheet, layer, soft=12, strength=0.22)
        sheet.paint(tone, layer)
        sheet.shade(mix(tone, INK, 0.5), layer, start=level, end=level + 260, strength=0.6)
    shadow(sheet, box(560, 640, 656, 1420, 40), soft=14, strength=0.45)
    sheet.paint("#f7f3e6", box(560, 630, 640, 1410, 40))
    sheet.paint(WARM, box(574, 560, 594, 1366, 6))
    sheet.paint(COOL, box(606, 560, 626, 1366, 6))
    sheet.paint(
        INK,
        stroke(
            [
                (600 + 16 * math.cos(math.pi * k / 12), 1364 + 16 * math.sin(math.pi * k / 12))
                for k in range(13)
            ],
            20,
        ),
    )
    _house(sheet)
    return sheet


def _house(sheet: Sheet) -> None:
    wall, roof = box(500, 560, 700, 716), area([(474, 566), (600, 456), (726, 566)])
    shadow(sheet, box(510, 590, 740, 722), soft=12, strength=0.35)
    sheet.paint("#f7f3e6", wall)
    sheet.shade("#c4682c", wall, start=680, end=440, across=True, strength=0.5)
    sheet.paint("#14323a", roof)
    sheet.paint("#ffd98f", box(530, 606, 574, 656), box(628, 606, 672, 656))
    sheet.paint("#14323a", box(550.5, 606, 553.5, 656), box(648.5, 606, 651.5, 656))


DRAWINGS = {"exhibition": exhibition, "cover": cover}
