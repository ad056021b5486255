"""On site: coils on pallets, a header trench, the mud pit beside a borehole."""

import math
from random import Random

from cms.demo.drawings.land import BEYOND, crown, fir, hill, ridge, shadow, sky
from cms.demo.drawings.palette import AMBER, COOL, INK, RUST, TAR, WARM, mix
from cms.demo.drawings.shapes import arc, area, bend, box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade


def coils() -> Sheet:
    """Draw rows of coils on pallets in the evening sun, a crane behind."""
    sheet = Sheet(sky("#5f909c", "#c9d3c6", "#f6cf94", "#f2a964", floor=560))
    sheet.glow("#fff0c8", (360, 500), 560, 0.95)
    sheet.paint("#fff6df", oval(360, 500, 54))
    sheet.paint("#a98f78", hill(ridge(14, 560, 90)))
    _crane(sheet)
    for left, top, right in ((1060, 440, 1400), (1330, 400, 1660)):
        sheet.paint(fade("#8d6f58", "#c29268", start=top, end=600), box(left, top, right, 600))
        sheet.paint(
            "#6d5243", *(box(x, top + 40, x + 60, 600) for x in range(left + 40, right - 60, 110))
        )
    yard = box(-BEYOND, 590, 1660, 1060)
    sheet.paint(fade("#d9a56c", "#a98360", "#5d5a52", start=590, end=1000), yard)
    sheet.shade("#2a2f2e", yard, start=640, end=1080, strength=0.7)
    for y, size, count, shift in ((640, 0.5, 9, 60), (720, 0.78, 6, -20), (860, 1.25, 4, 60)):
        for n in range(count):
            _coil(sheet, shift + n * 420 * size + 130 * size, y, size)
    return sheet


def _crane(sheet: Sheet) -> None:
    legs = [
        stroke([(1000, 600), (1000, 120)], 7),
        stroke([(1030, 600), (1030, 120)], 7),
        stroke([(620, 150), (1230, 110)], 6),
        stroke([(640, 176), (1230, 140)], 6),
        stroke([(1015, 60), (640, 160)], 3),
        stroke([(1015, 60), (1225, 118)], 3),
        stroke([(1015, 120), (1015, 56)], 7),
        stroke([(720, 160), (720, 400)], 3),
    ]
    braces = [
        stroke([(1000 + 30 * (n % 2), 600 - n * 30), (1030 - 30 * (n % 2), 570 - n * 30)], 3)
        for n in range(16)
    ]
    lattice = [
        stroke([(640 + n * 30, 174 - n * 1.8), (655 + n * 30, 149 - n * 1.8)], 2.4)
        for n in range(19)
    ]
    sheet.paint("#6d4a35", *legs, *braces, *lattice)
    sheet.paint(
        "#6d4a35",
        box(1180, 132, 1226, 186),
        box(996, 150, 1046, 196),
        arc(720, 410, 11, 4, 300, 540),
    )


def _coil(sheet: Sheet, x: float, foot: float, size: float) -> None:
    shadow(
        sheet,
        oval(x + 110 * size, foot + 20 * size, 230 * size, 26 * size),
        soft=16 * size,
        strength=0.55,
    )
    _pallet(sheet, x, foot, size)
    wide, tall, turns = 150 * size, 40 * size, 8
    for n in range(turns):
        y = foot - 22 * size - n * 19 * size
        ring = oval(x, y, wide, tall)
        sheet.paint("#0d1518", oval(x, y + 5 * size, wide, tall))
        sheet.paint(
            fade("#e8a765", "#3a4145", "#161e21", start=x - wide, end=x + wide * 0.7, across=True),
            ring,
        )
    top = foot - 22 * size - (turns - 1) * 19 * size
    for n in range(6):
        sheet.paint(
            "#4b5254" if n % 2 else "#1b2427",
            oval(x, top, wide * (1 - n * 0.085), tall * (1 - n * 0.085)),
        )
    sheet.paint("#0b1316", oval(x, top, wide * 0.5, tall * 0.5))
    sheet.paint("#f3bf85", arc_of(x, top, wide * 0.96, tall * 0.94, 3 * size))
    for turn in (25, 155, 270):
        a = math.radians(turn)
        sx, sy = x + math.cos(a) * wide * 0.98, top + math.sin(a) * tall * 0.98
        if turn != 270:
            sheet.paint(
                "#d9dfdc", stroke([(sx, sy), (sx, sy + 138 * size)], 7 * size), strength=0.9
            )
    tail = bend(
        (x + wide * 0.6, top + tall * 0.6),
        (x + wide * 0.9, top + tall * 1.6),
        (x + wide * 1.15, top + tall * 2.4),
    )
    sheet.paint(TAR, stroke(tail, 12 * size))
    sheet.paint(WARM, oval(*tail[-1], 9 * size))


def arc_of(x: float, y: float, across: float, tall: float, width: float) -> object:
    """Return the light on a coil's left edge."""
    turns = [math.radians(150 + n * 8) for n in range(12)]
    return stroke([(x + math.cos(a) * across, y + math.sin(a) * tall) for a in turns], width)


def _pallet(sheet: Sheet, x: float, foot: float, size: float) -> None:
    half = 176 * size
    sheet.paint(
        "#5d412b",
        *(
            box(
                x + n * half * 0.8 - 16 * size,
                foot + 4 * size,
                x + n * half * 0.8 + 16 * size,
                foot + 34 * size,
            )
            for n in (-1, 0, 1)
        ),
    )
    sheet.paint(
        fade("#d8a873", "#8a6444", start=x - half, end=x + half, across=True),
        box(x - half, foot - 10 * size, x + half, foot + 8 * size, 2),
    )
    sheet.paint("#8a6444", box(x - half, foot + 30 * size, x + half, foot + 38 * size, 2))


def trench() -> Sheet:
    """Draw a trench whose bundled pipes run to a chamber: spoil on both sides, a spade."""
    sheet = Sheet(sky("#9dbfc6", "#dbe4dc", "#f3e4c4", floor=390))
    sheet.paint(fade("#a9c2bd", "#c8d3bd", start=300, end=430), hill(ridge(27, 380, 80)))
    for x in range(30, 1600, 88):
        crown(sheet, x, 418, 26 + (x * 7) % 22, "#6f9484")
    field = box(-BEYOND, 410, 1660, 1060)
    sheet.paint(fade("#b7c08f", "#8fa574", "#6b8a62", start=410, end=1000), field)
    sheet.shade("#3f5f4a", field, start=430, end=1080, strength=0.6)
    _spoil(sheet, -1)
    _spoil(sheet, 1)
    cut = [(770, 430), (850, 430), (1330, 1010), (250, 1010)]
    sheet.paint(fade("#8d6b4b", "#4f3523", start=430, end=1000), area(cut))
    left, right = (
        area([(770, 430), (250, 1010), (470, 1010), (792, 430)]),
        area([(850, 430), (1330, 1010), (1130, 1010), (830, 430)]),
    )
    sheet.paint(fade("#6b4a31", "#3a2518", start=430, end=1000), left)
    sheet.paint(fade("#b58a5f", "#7d5737", start=430, end=1000), right)
    for side in (left, right):
        sheet.shade("#2a190f", side, start=500, end=1080, strength=0.8)
    _bundle(sheet)
    _chamber(sheet)
    _spade(sheet)
    return sheet


def _spoil(sheet: Sheet, way: int) -> None:
    line = [(810 + way * (70 + 560 * t), 430 + 600 * t) for t in (0, 0.25, 0.5, 0.75, 1)]
    heap = area(
        bend(
            line[0],
            *((x + way * (40 + 150 * n), y - 36 - 44 * n) for n, (x, y) in enumerate(line[1:])),
            smooth=10,
        )
        + [(810 + way * 1200, 1060), line[-1]]
    )
    shadow(sheet, heap, soft=14, strength=0.3)
    sheet.paint(fade("#b48d63", "#8a6241", "#5f4029", start=440, end=1000), heap)
    sheet.shade("#3a2518", heap, start=480, end=1060, strength=0.7)
    chance = Random(way + 5)  # noqa: S311  the same clods each time
    for _ in range(60):
        t = chance.random()
        x, y = 810 + way * (150 + 640 * t + chance.uniform(-20, 240 * t)), 440 + 560 * t
        sheet.paint(
            chance.choice(("#6f4c31", "#c39a6d", "#543622")), oval(x, y, 3 + 12 * t, 2 + 8 * t)
        )


def _bundle(sheet: Sheet) -> None:
    for n in range(8):
        near, far = 540 + n * 74, 797 + n * 4
        colour = WARM if n % 2 else COOL
        edge = 27
        body = area([(near - edge, 1010), (near + edge, 1010), (far + 1.6, 440), (far - 1.6, 440)])
        shadow(
            sheet,
            area([(near - edge + 16, 1010), (near + edge + 20, 1010), (far + 3, 440), (far, 440)]),
            soft=8,
            strength=0.5,
        )
        sheet.paint(mix(colour, INK, 0.3), body)
        sheet.paint(
            colour,
            area(
                [
                    (near - edge * 0.8, 1010),
                    (near + edge * 0.5, 1010),
                    (far + 1, 440),
                    (far - 1.4, 440),
                ]
            ),
        )
        sheet.paint(
            mix(colour, "#ffffff", 0.5),
            area(
                [
                    (near - edge * 0.55, 1010),
                    (near - edge * 0.3, 1010),
                    (far - 0.4, 440),
                    (far - 1, 440),
                ]
            ),
        )
    for t in (0.9, 0.62, 0.42, 0.28):
        y = 440 + 570 * t
        left, right = 797 + (512 - 797) * t, 830 + (1086 - 830) * t
        sheet.paint("#f3e9d2", box(left, y, right, y + 14 * t + 2, 3))


def _chamber(sheet: Sheet) -> None:
    sheet.paint("#9fb0ae", box(738, 366, 884, 440, 4))
    sheet.shade(
        "#14323a", box(738, 366, 884, 440, 4), start=760, end=900, across=True, strength=0.6
    )
    sheet.paint("#e6e9e3", box(730, 356, 892, 372, 4))
    sheet.paint("#20353c", box(776, 396, 846, 440, 4))


def _spade(sheet: Sheet) -> None:
    sheet.paint("#c39a63", stroke([(1396, 560), (1350, 806)], 15))
    sheet.paint("#8a6444", stroke([(1400, 560), (1355, 806)], 5))
    sheet.paint("#5d412b", stroke([(1370, 548), (1424, 560)], 15))
    blade = area([(1312, 792), (1392, 806), (1384, 880), (1340, 916), (1308, 868)])
    sheet.paint(fade("#dfe6e2", "#7c949a", start=1310, end=1392, across=True), blade)
    sheet.paint(
        "#6f4c31",
        area(bend((1270, 900), (1320, 868), (1380, 876), (1430, 912), (1350, 930), (1270, 900))),
    )


def mud_pit() -> Sheet:
    """Draw the mud pit, the shale shaker and hoses beside the borehole, with its spoil."""
    sheet = Sheet(sky("#a5bfc3", "#d9ddd3", "#ecdcbf", floor=430))
    sheet.paint("#b7c5bf", hill(ridge(33, 420, 100)))
    sheet.paint("#4c6f66", *(fir(x, 450, 60 + (x * 11) % 60) for x in range(-10, 1640, 46)))
    ground = hill(bend((-60, 450), (500, 440), (1100, 452), (1660, 442)))
    sheet.paint(fade("#b99b76", "#a17f5c", "#6d5139", start=440, end=1000), ground)
    sheet.shade("#3a2a1e", ground, start=500, end=1080, strength=0.6)
    heap = area(
        bend(
            (-60, 640),
            (80, 470),
            (240, 420),
            (380, 500),
            (520, 650),
            (400, 690),
            (160, 704),
            (-60, 690),
        )
    )
    shadow(sheet, heap, soft=16)
    sheet.paint(fade("#8fa0a0", "#5f6f70", start=420, end=700), heap)
    sheet.shade("#26383c", heap, start=420, end=760, strength=0.9)
    _pit(sheet)
    _shaker(sheet)
    _casing(sheet)
    return sheet


def _pit(sheet: Sheet) -> None:
    rim = [(180, 760), (1060, 740), (1200, 930), (60, 960)]
    sheet.paint(
        "#5b4230", area([(x + (x - 620) * 0.05, y + (y - 850) * 0.14) for x, y in rim]), soft=5
    )
    mud = area(rim)
    sheet.paint(fade("#9a8a74", "#6d6152", start=740, end=960), mud)
    sheet.shade("#2f2a24", mud, start=700, end=1020, strength=0.6)
    for x, y, wide in (
        (420, 850, 150),
        (420, 850, 100),
        (420, 850, 54),
        (820, 880, 120),
        (820, 880, 70),
    ):
        sheet.paint("#c9bba2", ellipse_line(x, y, wide, wide * 0.24, 3), strength=0.8)
    sheet.paint("#e6dcc6", oval(700, 800, 120, 9), oval(300, 910, 90, 7), soft=5, strength=0.5)
    hose = bend((420, 850), (470, 700), (640, 640), (760, 600))
    for width, colour in ((40, "#141d20"), (30, "#2b3a40"), (8, "#5d737a")):
        sheet.paint(colour, stroke(hose, width))


def ellipse_line(x: float, y: float, across: float, tall: float, width: float) -> object:
    """Return an ellipse's outline."""
    turns = [math.radians(n * 8) for n in range(46)]
    return stroke([(x + math.cos(a) * across, y + math.sin(a) * tall) for a in turns], width)


def _shaker(sheet: Sheet) -> None:
    shadow(sheet, box(700, 640, 1120, 700), soft=18, strength=0.5)
    sheet.paint(
        "#27464f",
        box(720, 600, 740, 690),
        box(1040, 560, 1060, 690),
        stroke([(730, 690), (1050, 600)], 9),
    )
    tray = area([(690, 596), (1090, 520), (1100, 580), (700, 656)])
    sheet.paint(fade(AMBER, WARM, start=520, end=656), tray)
    sheet.shade(RUST, tray, start=540, end=690, strength=0.9)
    sheet.paint("#3b3430", area([(704, 588), (1078, 517), (1078, 532), (704, 604)]))
    for n in range(24):
        x = 712 + n * 15.4
        sheet.paint("#c9bba2", oval(x, 590 - n * 3 + (n * 7) % 6, 6 + n % 4, 4))
    sheet.paint("#27464f", box(846, 492, 940, 562, 8))
    sheet.paint("#63b5c2", oval(893, 526, 20))
    falls = area([(690, 640), (716, 650), (700, 772), (664, 772)])
    sheet.paint("#b3a58c", falls, soft=3)


def _casing(sheet: Sheet) -> None:
    x = 1340
    shadow(sheet, oval(x + 30, 760, 170, 34), soft=14, strength=0.5)
    sheet.paint("#5b4230", oval(x, 756, 140, 36))
    sheet.paint(
        fade("#dfe6e2", "#5d737a", start=x - 60, end=x + 60, across=True),
        box(x - 56, 640, x + 56, 756),
    )
    sheet.paint(
        fade("#9fb0b3", "#4b5f66", start=x - 60, end=x + 60, across=True), oval(x, 756, 56, 14)
    )
    sheet.paint("#93a5aa", oval(x, 640, 56, 15))
    sheet.paint("#20353c", oval(x, 640, 46, 11))
    rod = box(x - 18, -20, x + 18, 642)
    sheet.paint(fade("#c9d4d2", "#4b5f66", start=x - 18, end=x + 18, across=True), rod)
    for y in (180, 420):
        sheet.paint("#5d737a", box(x - 23, y, x + 23, y + 44, 4))
    hose = bend((x - 50, 690), (1240, 720), (1200, 640), (1090, 570))
    for width, colour in ((34, "#141d20"), (25, "#2b3a40"), (7, "#5d737a")):
        sheet.paint(colour, stroke(hose, width))


DRAWINGS = {"coils": coils, "trench": trench, "mudpit": mud_pit}
