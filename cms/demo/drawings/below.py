"""Ground cut open: a row of boreholes, one borehole close by, a station, a city on its loop."""

import math

from cms.demo.drawings.land import BEYOND, crown, hill, ridge, shadow, sky
from cms.demo.drawings.palette import AMBER, COOL, EARTH, INK, PAPER, SKY, TAR, WARM, mix
from cms.demo.drawings.people import person
from cms.demo.drawings.shapes import arc, area, bend, box, oval, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

FOOT = 1440


def strata(sheet: Sheet, top: float, levels: tuple[float, ...], seed: int = 3) -> None:
    """Paint the layers of the ground from `top` down, each darker and of another grain."""
    for place, (level, colour) in enumerate(zip((top, *levels), EARTH, strict=False)):
        edge = [
            (x, level + 9 * math.sin(x / 170 + place * 1.7 + seed) + 5 * math.sin(x / 61 + place))
            for x in range(-BEYOND, sheet.width + BEYOND + 1, 20)
        ]
        layer = hill(edge)
        sheet.paint(fade(colour, mix(colour, INK, 0.12), start=level, end=level + 240), layer)
        sheet.shade(mix(colour, INK, 0.6), layer, start=level + 230, end=level - 20, strength=0.35)
        sheet.paint(mix(colour, INK, 0.35), stroke(edge, 2), strength=0.5)
        _grit(sheet, level, place, colour)


def _grit(sheet: Sheet, level: float, place: int, colour: str) -> None:
    dark, stones = mix(colour, INK, 0.3), []
    for n in range(sheet.width // 17):
        x, y = (n * 97 + place * 41) % sheet.width, level + 28 + (n * 61) % 128
        if place in {1, 3}:
            stones.append(oval(x, y, 3 + n % 4, 2 + n % 3))
        else:
            stones.append(stroke([(x, y), (x + 16 + n % 22, y + (n % 3) - 1)], 1.8))
    sheet.paint(dark, *stones, strength=0.5)


def pair(sheet: Sheet, x: float, top: float, foot: float, gap: float, width: float) -> None:
    """Draw a U-shaped pipe: warm down one leg, cold up the other."""
    sheet.paint(WARM, stroke([(x - gap, top), (x - gap, foot)], width))
    sheet.paint(COOL, stroke([(x + gap, top), (x + gap, foot)], width))
    sheet.paint("#3f3a3a", arc(x, foot, gap, width, 0, 180))
    sheet.paint(
        "#f3c795",
        stroke([(x - gap - width * 0.2, top), (x - gap - width * 0.2, foot)], width * 0.18),
    )
    sheet.paint(
        "#7fc4ce",
        stroke([(x + gap - width * 0.2, top), (x + gap - width * 0.2, foot)], width * 0.18),
    )


def section() -> Sheet:
    """Draw seven boreholes through five layers, joined to two headers."""
    sheet = Sheet(sky("#c9dbdc", SKY, floor=160))
    sheet.paint("#b9cbc9", hill(ridge(5, 140, 50)))
    strata(sheet, 150, (310, 490, 660, 830))
    grass = bend((-60, 152), (300, 144), (800, 150), (1300, 143), (1660, 152))
    sheet.paint("#7f9c8b", stroke(grass, 16))
    for n in range(9):
        crown(sheet, 60 + n * 185, 146, 28 + (n * 5) % 14, "#6f9484")
    holes = [170 + hole * 210 for hole in range(7)]
    for x in holes:
        shadow(sheet, box(x - 34, 262, x + 34, 944), soft=9, strength=0.4)
        sheet.paint(
            fade("#c9ced0", PAPER, "#d6dbda", start=x - 30, end=x + 30, across=True),
            box(x - 30, 258, x + 30, 940, 4),
        )
        pair(sheet, x, 250, 900, 13, 10)
    for y, colour, light in ((244, WARM, "#f3c795"), (206, COOL, "#7fc4ce")):
        start = holes[0] + (-13 if colour == WARM else 13)
        shadow(sheet, stroke([(start, y + 5), (1660, y + 5)], 11), soft=4, strength=0.35)
        sheet.paint(colour, stroke([(start, y), (1660, y)], 11))
        sheet.paint(light, stroke([(start, y - 2.5), (1660, y - 2.5)], 2))
    for x in holes:
        sheet.paint(WARM, stroke([(x - 13, 244), (x - 13, 262)], 10))
        sheet.paint(COOL, stroke([(x + 13, 206), (x + 13, 262)], 10))
    return sheet


def borehole() -> Sheet:
    """Draw one borehole: casing, grout, a double U-pipe, heat flowing in, metres at the side."""
    sheet = Sheet(sky("#c9dbdc", SKY, floor=170), 1200, 1500)
    strata(sheet, 180, (420, 720, 1020, 1270))
    sheet.paint("#7f9c8b", stroke(bend((-60, 182), (400, 175), (800, 183), (1260, 176)), 18))
    left, right = 452, 748
    shadow(sheet, box(left - 8, 200, right + 8, 1452), soft=18, strength=0.5)
    sheet.paint(
        fade("#b4bcbc", "#e3e6e3", "#c4cac9", start=left, end=right, across=True),
        box(left, 190, right, 1440, 10),
    )
    sheet.shade("#7d8a8c", box(left, 190, right, 1440, 10), start=300, end=1600, strength=0.6)
    sheet.paint("#4b5f66", box(left - 16, 150, left, 560), box(right, 150, right + 16, 560))
    sheet.paint("#93a5aa", box(left - 16, 150, left - 11, 560), box(right, 150, right + 5, 560))
    for x, gap, foot in ((540, 30, 1330), (660, 30, 1330)):
        pair(sheet, x, 60, foot, gap, 30)
    sheet.paint(TAR, box(500, 1330, 700, 1362, 16), strength=0.0)
    _spacers(sheet, left, right)
    _flows(sheet, left, right)
    _depth(sheet)
    return sheet


def _spacers(sheet: Sheet, left: float, right: float) -> None:
    for y in (420, 700, 980, 1240):
        sheet.paint("#2d3f45", box(left + 34, y, right - 34, y + 14, 6))
        sheet.paint(
            "#2d3f45",
            stroke([(left + 4, y - 14), (left + 40, y + 7)], 7),
            stroke([(right - 4, y - 14), (right - 40, y + 7)], 7),
        )


def _flows(sheet: Sheet, left: float, right: float) -> None:
    for n, y in enumerate(range(330, 1420, 120)):
        reach = 150 - n * 4
        for side, edge in ((-1, left - 40), (1, right + 40)):
            tail = (edge + side * reach, y)
            sheet.paint(AMBER, stroke([tail, (edge, y)], 7), strength=0.9)
            sheet.paint(
                AMBER,
                area([(edge - side * 26, y), (edge + side * 4, y - 17), (edge + side * 4, y + 17)]),
            )


def _depth(sheet: Sheet) -> None:
    x = 1118
    sheet.paint(INK, stroke([(x, 190), (x, 1440)], 3))
    for n in range(7):
        y = 190 + n * 1250 / 6
        sheet.paint(INK, stroke([(x - 14, y), (x + 14, y)], 3))
        if y < FOOT:
            sheet.write(f"{n * 20}", (x - 24, y), 34, INK, "rm")
    sheet.write("120 m", (x - 24, FOOT - 22), 34, INK, "rm")


def station() -> Sheet:
    """Draw a station cut open: an arched roof, a train, and energy piles beneath the platform."""
    sheet = Sheet(sky("#86aeb8", "#d9e2da", "#f6e3c0", floor=520))
    sheet.glow("#fff3d4", (800, 420), 700, 0.7)
    for left, top, right in ((0, 330, 120), (100, 280, 190), (1370, 300, 1480), (1460, 250, 1600)):
        sheet.paint("#a9c0c2", box(left, top, right, 640))
    strata(sheet, 640, (740, 840, 930))
    sheet.paint("#e6e8e3", box(-BEYOND, 628, 1660, 668))
    sheet.paint("#9aa9a8", box(-BEYOND, 662, 1660, 672))
    _roof(sheet)
    _train(sheet)
    _piles(sheet)
    return sheet


def _roof(sheet: Sheet) -> None:
    outer = bend(*way("120 628, 180 380, 420 190, 800 122, 1180 190, 1420 380, 1480 628"))
    inner = bend(*way("170 628, 226 400, 440 236, 800 172, 1160 236, 1374 400, 1430 628"))
    hall = area([*inner])
    sheet.paint(fade("#eef1e8", "#f7e6c2", start=170, end=628), hall)
    sheet.shade("#b98a55", hall, start=300, end=760, strength=0.25)
    for n in range(2, len(inner) - 2, 4):
        sheet.paint("#93a5aa", stroke([inner[n], (800, 622)], 2), strength=0.35)
    for n in range(0, len(inner) - 3, 3):
        sheet.paint("#5d737a", stroke([outer[n], inner[n + 3]], 4))
        sheet.paint("#5d737a", stroke([inner[n], outer[n + 3]], 4))
    sheet.paint("#27464f", stroke(outer, 16), stroke(inner, 9))
    sheet.paint("#8fb0b8", stroke([(x, y - 5) for x, y in outer], 3))
    sheet.paint("#27464f", box(100, 560, 182, 632), box(1418, 560, 1500, 632))
    sheet.paint("#fbf6e6", oval(800, 330, 46))
    hands = [stroke(way(one), 5) for one in ("800 330, 800 300", "800 330, 822 342")]
    sheet.paint(INK, arc(800, 330, 46, 6), *hands, stroke([(800, 176), (800, 284)], 4))


def _train(sheet: Sheet) -> None:
    shadow(sheet, box(300, 612, 1250, 636), soft=8, strength=0.5)
    sheet.paint("#5d737a", box(190, 624, 1410, 630))
    body = area(
        [
            *bend((330, 600), (336, 500), (392, 452), (470, 440)),
            (1240, 440),
            (1240, 606),
            (330, 606),
        ]
    )
    sheet.paint(fade("#f7f6f0", "#cfd8d6", start=440, end=610), body)
    sheet.paint(COOL, box(332, 552, 1240, 580))
    sheet.paint(WARM, box(332, 584, 1240, 590))
    sheet.paint("#1d3a43", area([(352, 520), (366, 484), (404, 462), (440, 462), (440, 520)]))
    panes = [box(x, 470, x + 74, 526, 6) for x in range(520, 1200, 100)]
    sheet.paint(fade("#23454f", "#4f7a84", start=470, end=526), *panes)
    sheet.paint("#f6d79c", panes[1], panes[2], panes[5], strength=0.8)
    sheet.paint("#93a5aa", *(stroke([(x, 446), (x, 602)], 2) for x in (500, 806, 1112)))
    sheet.paint(TAR, *(oval(x, 612, 18) for x in (430, 480, 760, 810, 1130, 1180)))
    for x, coat in ((250, WARM), (1290, "#27464f"), (1330, "#5d737a"), (1384, "#8b4a24")):
        person(sheet, (x, 630), 96, coat, turn=1 if coat == WARM else -1)


def _piles(sheet: Sheet) -> None:
    for n in range(9):
        x = 130 + n * 168
        shadow(sheet, box(x - 34, 672, x + 34, 960), soft=8, strength=0.35)
        pile = box(x - 30, 668, x + 30, 952, 8)
        sheet.paint(
            fade("#aab3b1", "#e6e8e4", "#b5bdbb", start=x - 30, end=x + 30, across=True), pile
        )
        sheet.shade("#6b7a7c", pile, start=700, end=1000, strength=0.5)
        pair(sheet, x, 700, 910, 11, 8)
    for y, colour in ((700, WARM), (690, COOL)):
        sheet.paint(colour, stroke([(118 + (22 if colour == COOL else 0), y), (1485, y)], 6))


DRAWINGS = {"section": section, "borehole": borehole, "station": station}
