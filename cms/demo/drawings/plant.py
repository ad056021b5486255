"""Inside plant rooms: machines, tanks and pipes, a manifold, gloved hands at a gauge."""

import math

from cms.demo.drawings.land import BEYOND, shadow
from cms.demo.drawings.palette import AMBER, COOL, INK, RUST, STEEL, TAR, WARM, mix
from cms.demo.drawings.shapes import Point, arc, area, bend, box, oval, stroke
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
    for way in (-1, 1):
        bounds = (
            (x - thick + way * thick, y - half, x + thick + way * thick, y + half)
            if level
            else (x - half, y - thick + way * thick, x + half, y + thick + way * thick)
        )
        sheet.paint("#4b5f66", box(*bounds, 3))
        sheet.paint(
            "#9fb0b3",
            box(bounds[0], bounds[1], bounds[2], bounds[3] - (bounds[3] - bounds[1]) * 0.6, 3),
            strength=0.6,
        )


def dial(sheet: Sheet, x: float, y: float, radius: float, turn: float) -> None:
    """Draw a round gauge whose hand stands at `turn` degrees."""
    shadow(
        sheet, oval(x + radius * 0.08, y + radius * 0.14, radius), soft=radius * 0.14, strength=0.4
    )
    sheet.paint(fade("#dfe6e2", "#5d737a", start=y - radius, end=y + radius), oval(x, y, radius))
    sheet.paint("#fbfaf5", oval(x, y, radius * 0.84))
    ticks = []
    for n in range(11):
        a = math.radians(135 + n * 27)
        inner = 0.6 if n % 5 == 0 else 0.68
        ticks.append(
            stroke(
                [
                    (x + math.cos(a) * radius * inner, y + math.sin(a) * radius * inner),
                    (x + math.cos(a) * radius * 0.76, y + math.sin(a) * radius * 0.76),
                ],
                max(radius * 0.03, 1.5),
            )
        )
    sheet.paint(INK, *ticks)
    sheet.paint(WARM, arc(x, y, radius * 0.72, radius * 0.07, 351, 405))
    a = math.radians(turn)
    tip = (x + math.cos(a) * radius * 0.62, y + math.sin(a) * radius * 0.62)
    sheet.paint(
        "#a2231f",
        stroke(
            [(x - math.cos(a) * radius * 0.16, y - math.sin(a) * radius * 0.16), tip], radius * 0.05
        ),
    )
    sheet.paint(INK, oval(x, y, radius * 0.09))
    sheet.paint(
        "#ffffff",
        area(
            bend(
                (x - radius * 0.6, y - radius * 0.3),
                (x - radius * 0.1, y - radius * 0.72),
                (x + radius * 0.5, y - radius * 0.46),
                (x, y - radius * 0.5),
                (x - radius * 0.6, y - radius * 0.3),
            )
        ),
        strength=0.45,
    )


def plant_room() -> Sheet:
    """Draw a plant room: two heat pumps, two tanks, circulating pumps, insulated pipes."""
    sheet = Sheet(fade("#d9e0dc", "#c3cfcd", start=0, end=760))
    sheet.shade("#5a8a95", box(-BEYOND, 0, 1660, 770), start=700, end=-200, strength=0.5)
    for x in (300, 800, 1300):
        sheet.glow("#fffbea", (x, 40), 420, 0.75)
        sheet.paint("#fffdf4", box(x - 120, 20, x + 120, 34, 6))
    floor = box(-BEYOND, 770, 1660, 1060)
    sheet.paint(fade("#8fa3a5", "#5f7a80", start=770, end=1000), floor)
    sheet.shade("#14323a", floor, start=760, end=1120, strength=0.5)
    sheet.paint("#b9c5c3", box(-BEYOND, 752, 1660, 770))
    _overhead(sheet)
    for x in (150, 470):
        _machine(sheet, x)
    for x, colour in ((900, WARM), (1160, COOL)):
        _tank(sheet, x, colour)
    _pumps(sheet)
    return sheet


def _overhead(sheet: Sheet) -> None:
    for y, colour in ((150, WARM), (214, COOL)):
        pipe(sheet, [(-60, y), (1660, y)], 40, colour)
        for x in range(90, 1600, 260):
            sheet.paint("#4b5f66", box(x, 60, x + 5, y), box(x - 26, y - 24, x + 31, y - 18, 2))
            flange(sheet, x + 120, y, 40, level=True)


def _machine(sheet: Sheet, x: float) -> None:
    pipe(sheet, [(x + 70, 150), (x + 70, 460)], 30, WARM)
    pipe(sheet, [(x + 190, 214), (x + 190, 460)], 30, COOL)
    body = box(x, 440, x + 262, 820, 14)
    shadow(sheet, box(x + 10, 800, x + 320, 850, 14), soft=18, strength=0.5)
    sheet.paint(fade("#f3f4ef", "#dbe2df", start=x, end=x + 262, across=True), body)
    sheet.shade("#5a8a95", body, start=x + 330, end=x + 40, across=True, strength=0.4)
    sheet.paint("#14323a", box(x, 440, x + 262, 500, 14), box(x, 470, x + 262, 500))
    sheet.paint("#0b5c70", box(x + 22, 456, x + 150, 484, 4))
    sheet.paint(
        "#7fd1c4", *(box(x + 30 + n * 16, 478 - 5 - n * 3, x + 40 + n * 16, 480) for n in range(6))
    )
    sheet.paint("#f6b45c", oval(x + 230, 470, 9))
    sheet.paint("#c3cfcd", box(x + 24, 540, x + 238, 544), box(x + 24, 780, x + 238, 784))
    grille = [box(x + 40, y, x + 222, y + 7, 3) for y in range(570, 700, 18)]
    sheet.paint("#7d959b", *grille)
    sheet.paint(TAR, box(x + 10, 820, x + 50, 838), box(x + 212, 820, x + 252, 838))


def _tank(sheet: Sheet, x: float, colour: str) -> None:
    pipe(sheet, [(x + 60, 150 if colour == WARM else 214), (x + 60, 340)], 30, colour)
    body = box(x, 300, x + 190, 820, 60)
    shadow(sheet, box(x + 16, 800, x + 260, 846, 14), soft=18, strength=0.5)
    sheet.paint(fade("#4f6a72", "#c9d4d2", "#7c949a", start=x, end=x + 190, across=True), body)
    sheet.shade("#14323a", body, start=x + 80, end=x + 230, across=True, strength=0.6)
    sheet.paint(colour, box(x, 420, x + 190, 452), strength=0.9)
    sheet.paint("#3b5058", box(x, 560, x + 190, 564), box(x, 690, x + 190, 694), strength=0.7)
    sheet.paint(TAR, box(x + 22, 812, x + 52, 846), box(x + 138, 812, x + 168, 846))
    dial(sheet, x + 95, 510, 34, 250 if colour == WARM else 190)


def _pumps(sheet: Sheet) -> None:
    for n, x in enumerate((1410, 1520)):
        pipe(sheet, [(x, 150 + n * 64), (x, 840)], 32, (WARM, COOL)[n])
        flange(sheet, x, 470, 34)
        flange(sheet, x, 690, 34)
        sheet.paint(fade(AMBER, WARM, start=540, end=630), box(x - 46, 548, x + 46, 626, 16))
        sheet.shade(RUST, box(x - 46, 548, x + 46, 626, 16), start=x + 30, end=x - 80, across=True)
        sheet.paint(TAR, oval(x, 587, 25))
        sheet.paint("#dfe6e2", oval(x, 587, 19))
        sheet.paint(INK, stroke([(x, 587), (x + 9, 577)], 4))
        dial(sheet, x + 2, 400, 30, 240 + n * 50)


def manifold() -> Sheet:
    """Draw a manifold close by: flow and return bars, valves, flow meters, many circuits."""
    sheet = Sheet(fade("#e4e9e5", "#cdd7d4", start=0, end=1000))
    sheet.glow("#fffdf2", (420, 120), 900, 0.8)
    sheet.shade(
        "#5a8a95", box(-BEYOND, -BEYOND, 1660, 1060), start=500, end=2000, across=True, strength=0.5
    )
    for n in range(9):
        x = 180 + n * 150
        pipe(sheet, [(x + 52, 640), (x + 52, 1060)], 34, TAR)
        pipe(sheet, [(x, 330), (x, 1060)], 34, TAR)
    for y, colour in ((270, WARM), (610, COOL)):
        pipe(sheet, [(-80, y), (1490, y)], 96, colour)
        sheet.paint("#4b5f66", box(1480, y - 62, 1512, y + 62, 6))
        sheet.paint("#9fb0b3", box(1480, y - 62, 1512, y - 20, 6), strength=0.5)
        for x in (84, 1440):
            sheet.paint("#2d3f45", box(x, y - 70, x + 26, y + 70, 5))
    for n in range(9):
        _valve(sheet, 180 + n * 150, n)
        _meter(sheet, 232 + n * 150, n)
    dial(sheet, 1500, 130, 74, 262)
    pipe(sheet, [(1500, 206), (1500, 262)], 20, STEEL)
    return sheet


def _valve(sheet: Sheet, x: float, n: int) -> None:
    shadow(sheet, box(x - 26, 340, x + 44, 452, 8), soft=8, strength=0.3)
    sheet.paint(
        fade("#d8b25f", "#8f6a24", start=x - 30, end=x + 36, across=True),
        box(x - 28, 336, x + 28, 440, 8),
    )
    sheet.paint("#f3dc9c", box(x - 18, 340, x - 11, 436, 3), strength=0.8)
    sheet.paint("#6d4d17", box(x - 34, 330, x + 34, 346, 4), box(x - 34, 432, x + 34, 448, 4))
    lever = [(x, 388), (x + 8, 470)] if n != 5 else [(x, 388), (x + 86, 380)]
    shadow(sheet, stroke([(a + 6, b + 8) for a, b in lever], 20), soft=5)
    sheet.paint("#a2231f" if n == 5 else COOL, stroke(lever, 20))
    sheet.paint("#ffffff", stroke([(a - 4, b) for a, b in lever], 3), strength=0.5)
    sheet.paint("#4b5f66", oval(x, 388, 15))
    sheet.paint("#c9d4d2", oval(x - 3, 385, 7))


def _meter(sheet: Sheet, x: float, n: int) -> None:
    shadow(sheet, box(x - 18, 680, x + 34, 836, 8), soft=8, strength=0.3)
    sheet.paint(
        fade("#d8b25f", "#8f6a24", start=x - 26, end=x + 28, across=True),
        box(x - 24, 668, x + 24, 698, 5),
        box(x - 24, 818, x + 24, 848, 5),
    )
    sheet.paint(
        fade("#f6faf8", "#a9c6c9", start=x - 22, end=x + 22, across=True),
        box(x - 20, 698, x + 20, 818),
    )
    level = 790 - (n * 23) % 60
    sheet.paint("#63b5c2", box(x - 14, level, x + 14, 816), strength=0.55)
    sheet.paint("#a2231f", box(x - 12, level - 9, x + 12, level, 2))
    sheet.paint(INK, *(box(x + 6, y, x + 18, y + 2) for y in range(712, 812, 14)))
    sheet.paint("#ffffff", box(x - 16, 702, x - 10, 814), strength=0.7)


def gauge() -> Sheet:
    """Draw two gloved hands that hold a pressure gauge on a pipe, its hand to the right."""
    sheet = Sheet(fade("#0c2a33", "#1d4a55", "#0d2228", start=0, end=1000))
    sheet.glow("#f6cf8c", (820, 420), 760, 0.75)
    pipe(sheet, [(-80, 800), (1680, 800)], 150, "#3f6d79")
    flange(sheet, 330, 800, 190, level=True)
    flange(sheet, 1290, 800, 190, level=True)
    pipe(sheet, [(810, 560), (810, 740)], 62, "#c9a24e")
    sheet.paint(
        fade("#f0d68f", "#8f6a24", start=740, end=880, across=True), box(742, 668, 878, 742, 10)
    )
    sheet.paint("#6d4d17", box(742, 700, 878, 706), strength=0.6)
    dial(sheet, 810, 380, 236, 378)
    for text, turn in (("0", 135), ("4", 189), ("8", 243), ("12", 297), ("16", 351), ("20", 405)):
        a = math.radians(turn)
        sheet.write(text, (810 + math.cos(a) * 112, 380 + math.sin(a) * 112), 34, INK)
    sheet.write("bar", (810, 500), 30, "#5d737a")
    for way in (1, -1):
        _hand(sheet, way)
    return sheet


def _hand(sheet: Sheet, way: int) -> None:
    def at(*points: Point) -> list[Point]:
        return [(810 + way * x, y) for x, y in points]

    glove, dark = "#d98a3f", "#8b4a24"
    sleeve = area(at((330, 1060), (420, 720), (640, 690), (900, 820), (900, 1060)))
    sheet.paint(fade("#2f5f6b", "#123039", start=690, end=1000), sleeve)
    sheet.shade("#061920", sleeve, start=700, end=1080, strength=0.8)
    palm = area(
        bend(
            *at(
                (330, 820),
                (296, 700),
                (300, 560),
                (352, 470),
                (450, 470),
                (566, 560),
                (650, 690),
                (560, 800),
                (430, 850),
                (330, 820),
            )
        )
    )
    shadow(sheet, palm, soft=22, strength=0.5)
    sheet.paint(fade("#eaa85d", glove, dark, start=440, end=860), palm)
    sheet.shade(dark, palm, start=560, end=900, strength=0.8)
    for n, (reach, y, thick) in enumerate(
        ((196, 300, 62), (176, 374, 66), (176, 450, 64), (196, 522, 58))
    ):
        finger = bend(
            *at((430, y + 190 - n * 26), (352, y + 70 - n * 8), (286, y + 14), (reach, y))
        )
        shadow(sheet, stroke([(x, b + 12) for x, b in finger], thick), soft=10, strength=0.45)
        sheet.paint(mix(glove, dark, 0.25 + 0.1 * n), stroke(finger, thick))
        sheet.paint(
            "#f2bd7b",
            stroke([(x, b - thick * 0.22) for x, b in finger[6:]], thick * 0.3),
            strength=0.75,
        )
    cuff = stroke(at((400, 838), (480, 770), (640, 712)), 46)
    sheet.paint("#14323a", cuff)
    sheet.paint("#3f7d8b", stroke(at((396, 826), (476, 758), (636, 700)), 8))


DRAWINGS = {"plantroom": plant_room, "manifold": manifold, "gauge": gauge}
