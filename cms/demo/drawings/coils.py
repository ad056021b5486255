"""A yard full of coils in the evening."""

from cms.demo.drawings.land import BEYOND, hill, ridge, shadow, sky
from cms.demo.drawings.palette import TAR, WARM
from cms.demo.drawings.shapes import arc, bend, box, laid, oval, rim, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

TURNS = 8


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
    under = oval(x + 110 * size, foot + 20 * size, 230 * size, 26 * size)
    shadow(sheet, under, soft=16 * size, strength=0.55)
    _pallet(sheet, x, foot, size)
    wide, tall = 150 * size, 40 * size
    black = fade("#e8a765", "#3a4145", "#161e21", start=x - wide, end=x + wide * 0.7, across=True)
    top = foot - 22 * size - (TURNS - 1) * 19 * size
    for n in range(TURNS):
        y = foot - 22 * size - n * 19 * size
        sheet.paint("#0d1518", oval(x, y + 5 * size, wide, tall))
        sheet.paint(black, oval(x, y, wide, tall))
    for n in range(6):
        inner = 1 - n * 0.085
        sheet.paint("#4b5254" if n % 2 else "#1b2427", oval(x, top, wide * inner, tall * inner))
    sheet.paint("#0b1316", oval(x, top, wide * 0.5, tall * 0.5))
    sheet.paint("#f3bf85", rim((x, top), wide * 0.96, tall * 0.94, 3 * size, (150, 240)))
    for side in (0.89, -0.89):
        start = (x + side * wide, top + tall * 0.42)
        sheet.paint("#d9dfdc", stroke([start, (start[0], start[1] + 138 * size)], 7 * size))
    tail = bend(*laid(way("90 24, 135 64, 172 96"), (x, top), size))
    sheet.paint(TAR, stroke(tail, 12 * size))
    sheet.paint(WARM, oval(*tail[-1], 9 * size))


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


DRAWINGS = {"coils": coils}
