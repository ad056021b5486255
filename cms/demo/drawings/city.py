"""Cities above their pipes: a skyline on a five-degree loop, and a tall block in winter."""

from random import Random

from cms.demo.drawings.below import pair, strata
from cms.demo.drawings.land import BEYOND, bare_tree, crown, shadow, sky, windows
from cms.demo.drawings.palette import AMBER, COOL, INK, PAPER, WARM, mix
from cms.demo.drawings.people import person
from cms.demo.drawings.shapes import area, bend, box, laid, oval, ring, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

HOUSES = (
    (40, 150, 300, "#c79a74"), (196, 190, 210, "#5f8a93"), (392, 120, 390, "#d9c4a3"),
    (518, 170, 180, "#b06a48"), (694, 110, 330, "#7fa0a3"), (810, 200, 240, "#e0d5bd"),
    (1016, 130, 420, "#3f6d79"), (1152, 180, 220, "#c9875a"), (1338, 120, 310, "#d6d9d2"),
    (1464, 150, 200, "#5a8a95"),
)  # fmt: skip
GROUND = 520


def cities() -> Sheet:
    """Draw houses of many heights, and below them the loop that joins plants and boreholes."""
    sheet = Sheet(sky("#8db3bb", "#d5dfd8", "#f7e2bd", floor=500), 1600, 900)
    sheet.glow("#fff3d2", (1240, 330), 520, 0.8)
    _behind(sheet)
    strata(sheet, GROUND, (610, 700, 780, 850))
    for left, wide, tall, colour in HOUSES:
        _house(sheet, left, wide, tall, colour)
    for n in range(16):
        if n % 3:
            crown(sheet, 20 + n * 106, GROUND + 4, 26 + (n * 7) % 12, "#6f9484")
    sheet.paint("#e9ebe6", box(-BEYOND, GROUND, 1660, GROUND + 14))
    _loop(sheet)
    return sheet


def _behind(sheet: Sheet) -> None:
    chance = Random(12)  # noqa: S311  the same skyline each time
    x = -20.0
    while x < sheet.width + BEYOND:
        wide, tall = chance.uniform(50, 110), chance.uniform(90, 330)
        sheet.paint(
            fade("#b4c8c8", "#e5dcc4", start=GROUND - 330, end=GROUND),
            box(x, GROUND - tall, x + wide, GROUND),
        )
        x += wide + chance.uniform(-6, 24)


def _house(sheet: Sheet, left: float, wide: float, tall: float, colour: str) -> None:
    top, right = GROUND - tall, left + wide
    wall = box(left, top, right, GROUND)
    sheet.paint(fade(mix(colour, INK, 0.18), colour, start=left, end=right, across=True), wall)
    sheet.shade(INK, wall, start=right, end=left - wide, across=True, strength=0.55)
    sheet.paint(mix(colour, INK, 0.4), box(left - 5, top - 9, right + 5, top + 3, 2))
    columns, rows = int(wide // 34), int(tall // 46)
    lit = tuple(n for n in range(columns * rows) if (n * 37 + int(left)) % 7 == 0)
    gap = (wide - columns * 18) / (columns + 1)
    windows(
        sheet,
        (left + gap, top + 22),
        (columns, rows),
        (18, 24),
        (gap, 22),
        mix(colour, "#0d2228", 0.72),
        lit,
    )
    if int(left) % 3 == 0:
        sheet.paint("#93a5aa", box(left + wide * 0.3, top - 30, left + wide * 0.55, top - 9, 3))


def _loop(sheet: Sheet) -> None:
    outer, inner = ring(30, 612, 1572, 726, 50), ring(48, 630, 1554, 708, 34)
    for line, colour, light in ((outer, WARM, "#f0b980"), (inner, COOL, "#7fc4ce")):
        sheet.paint(INK, stroke([(x, y + 6) for x, y in line], 13), soft=6, strength=0.4)
        sheet.paint(colour, stroke(line, 12))
        sheet.paint(light, stroke([(x, y - 3) for x, y in line], 2))
    for n, (left, wide, _tall, _colour) in enumerate(HOUSES):
        x = left + wide / 2
        sheet.paint(WARM, stroke([(x - 10, 612), (x - 10, 560)], 7))
        sheet.paint(COOL, stroke([(x + 10, 630), (x + 10, 560)], 7))
        plant = box(x - 34, 534, x + 34, 576, 6)
        shadow(sheet, plant, soft=6, strength=0.5)
        sheet.paint("#f3efe4", plant)
        sheet.paint(
            AMBER if n % 2 else "#63b5c2", oval(x - 15, 555, 11), box(x + 3, 545, x + 26, 565, 3)
        )
    for x in range(180, 1500, 124):
        sheet.paint(
            fade("#b9c1c0", PAPER, "#c4cac9", start=x - 18, end=x + 18, across=True),
            box(x - 18, 742, x + 18, 892, 4),
        )
        pair(sheet, x, 730, 868, 7, 6)


def tower() -> Sheet:
    """Draw tall blocks on a snowy evening, a lit plant room, and pipes below the street."""
    sheet = Sheet(sky("#24505d", "#6b97a0", "#e9cfa8", floor=960), 1200, 1500)
    sheet.glow("#fbe0ae", (560, 940), 620, 0.7)
    for left, top, right, colour in (
        (-30, 420, 210, "#86a3a6"),
        (250, 560, 420, "#a9b9b3"),
        (930, 360, 1230, "#6f9299"),
        (780, 600, 930, "#9db1ae"),
    ):
        sheet.paint(fade(colour, "#dccfb4", start=top, end=1000), box(left, top, right, 1010))
    _block(sheet, 420, 150, 800)
    strata(sheet, 1010, (1120, 1230, 1340, 1430))
    sheet.paint(
        "#eef2f1",
        area([*bend((-60, 996), (300, 1004), (700, 996), (1260, 1006)), (1260, 1034), (-60, 1034)]),
    )
    _street(sheet)
    _under(sheet)
    chance = Random(7)  # noqa: S311  the same snow each time
    flakes = [
        oval(chance.uniform(0, 1200), chance.uniform(0, 1000), chance.choice((1.6, 2.4, 3.4)))
        for _ in range(240)
    ]
    sheet.paint("#f7faf9", *flakes, strength=0.85)
    return sheet


def _block(sheet: Sheet, left: float, top: float, right: float) -> None:
    front = box(left, top, right, 1000)
    side = area([(right, top), (right + 90, top + 34), (right + 90, 1000), (right, 1000)])
    sheet.paint(fade("#c98a63", "#b06a48", start=left, end=right, across=True), front)
    sheet.shade("#4a2a20", front, start=right + 60, end=left - 120, across=True, strength=0.7)
    sheet.paint(fade("#6d4030", "#8a5540", start=top, end=1000), side)
    near = laid(way("-8 4, -8 -14"), (left, top))
    sheet.paint("#f1f5f4", area([*near, *laid(way("2 -14, 98 22, 98 40, 0 4"), (right, top))]))
    lit = tuple(n for n in range(6 * 9) if (n * 29) % 11 in {0, 3, 7})
    windows(sheet, (left + 28, top + 46), (6, 9), (36, 46), (22, 30), "#27414a", lit, "#ffd98f")
    sills = [(left + 26 + (n % 6) * 58, top + 92 + (n // 6) * 76) for n in range(54)]
    sheet.paint("#e9efee", *(box(x, y, x + 40, y + 5) for x, y in sills))


def _street(sheet: Sheet) -> None:
    glass = box(450, 892, 770, 996)
    sheet.paint("#ffcf80", glass, soft=26, strength=0.8)
    sheet.paint(fade("#fff0c4", "#f0b765", start=892, end=996), glass)
    for x, colour in ((490, COOL), (580, WARM), (668, "#5d737a")):
        sheet.paint(colour, box(x, 922, x + 62, 990, 8))
        sheet.paint("#fff3d2", oval(x + 31, 946, 12))
    sheet.paint("#5b3a2c", *(box(x, 892, x + 6, 996) for x in (450, 554, 660, 766)))
    for x in (120, 330, 900, 1090):
        sheet.paint("#1b3c45", *bare_tree(x, 1010, 230 + x % 70, x))
    sheet.paint(
        "#1b2e34",
        box(232, 762, 239, 1006),
        box(1000, 762, 1007, 1006),
        stroke([(236, 766), (272, 756)], 6),
        stroke([(1003, 766), (968, 756)], 6),
    )
    for x in (276, 964):
        sheet.glow("#ffe6b0", (x, 764), 150, 0.9)
        sheet.paint("#fff6dc", oval(x, 764, 9))
    for x, coat in ((860, "#b8672f"), (896, "#27464f"), (356, "#8b4a24")):
        person(sheet, (x, 1006), 74, coat)


def _under(sheet: Sheet) -> None:
    for n, x in enumerate((560, 660)):
        colour = (WARM, COOL)[n]
        shadow(sheet, stroke([(x, 1000), (x, 1110)], 22), soft=6, strength=0.5)
        sheet.paint(colour, stroke([(x, 996), (x, 1100 + n * 44)], 18))
    for y, colour, light in ((1100, WARM, "#f3c795"), (1144, COOL, "#7fc4ce")):
        shadow(sheet, stroke([(120, y + 6), (1080, y + 6)], 18), soft=6, strength=0.45)
        sheet.paint(colour, stroke([(120, y), (1080, y)], 18))
        sheet.paint(light, stroke([(120, y - 5), (1080, y - 5)], 3))
    for x in range(160, 1080, 136):
        sheet.paint(
            fade("#b9c1c0", PAPER, "#c4cac9", start=x - 34, end=x + 34, across=True),
            box(x - 34, 1172, x + 34, 1478, 6),
        )
        sheet.paint(WARM, stroke([(x - 15, 1100), (x - 15, 1180)], 12))
        sheet.paint(COOL, stroke([(x + 15, 1144), (x + 15, 1180)], 12))
        pair(sheet, x, 1176, 1436, 15, 12)


DRAWINGS = {"cities": cities, "tower": tower}
