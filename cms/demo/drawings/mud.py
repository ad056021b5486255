"""The mud pit beside a borehole."""

from cms.demo.drawings.land import fir, hill, ridge, shadow, sky
from cms.demo.drawings.palette import AMBER, RUST, WARM
from cms.demo.drawings.shapes import area, bend, box, oval, rim, stroke
from cms.demo.drawings.sheet import Sheet, fade


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
    edge = [(180, 760), (1060, 740), (1200, 930), (60, 960)]
    sheet.paint(
        "#5b4230", area([(x + (x - 620) * 0.05, y + (y - 850) * 0.14) for x, y in edge]), soft=5
    )
    mud = area(edge)
    sheet.paint(fade("#9a8a74", "#6d6152", start=740, end=960), mud)
    sheet.shade("#2f2a24", mud, start=700, end=1020, strength=0.6)
    for x, y, wide in (
        (420, 850, 150),
        (420, 850, 100),
        (420, 850, 54),
        (820, 880, 120),
        (820, 880, 70),
    ):
        sheet.paint("#c9bba2", rim((x, y), wide, wide * 0.24, 3), strength=0.8)
    sheet.paint("#e6dcc6", oval(700, 800, 120, 9), oval(300, 910, 90, 7), soft=5, strength=0.5)
    hose = bend((420, 850), (470, 700), (640, 640), (760, 600))
    for width, colour in ((40, "#141d20"), (30, "#2b3a40"), (8, "#5d737a")):
        sheet.paint(colour, stroke(hose, width))


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


DRAWINGS = {"mudpit": mud_pit}
