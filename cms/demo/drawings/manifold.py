"""A manifold close by."""

from cms.demo.drawings.land import BEYOND, shadow
from cms.demo.drawings.palette import COOL, INK, STEEL, TAR, WARM
from cms.demo.drawings.pipework import dial, pipe
from cms.demo.drawings.shapes import box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade

SHUT = 5  # the one valve that is closed


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
    lever = [(x, 388), (x + 86, 380) if n == SHUT else (x + 8, 470)]
    shadow(sheet, stroke([(a + 6, b + 8) for a, b in lever], 20), soft=5)
    sheet.paint("#a2231f" if n == SHUT else COOL, stroke(lever, 20))
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


DRAWINGS = {"manifold": manifold}
