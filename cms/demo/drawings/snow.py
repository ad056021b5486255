"""A village school under snow."""

from cms.demo.drawings.land import bare_tree, fir, hill, ridge, shadow, sky, windows
from cms.demo.drawings.shapes import area, bend, box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade

WALL, ROOF, WHITE, BLUE = "#a9674a", "#eef3f3", "#f3f6f5", "#b9cdd2"


def school() -> Sheet:
    """Draw the school at nightfall: lit windows, a line of footprints, hills behind."""
    sheet = Sheet(sky("#3f6b78", "#86a6ab", "#e8d3b4", floor=560))
    sheet.glow("#fbe3b3", (1180, 560), 620, 0.75)
    _hills(sheet)
    _yard(sheet)
    _house(sheet)
    _lamps(sheet)
    _trees(sheet)
    _steps(sheet)
    return sheet


def _hills(sheet: Sheet) -> None:
    far = hill(ridge(4, 470, 190, rough=6))
    sheet.paint(fade("#c3d0d2", "#dcdcd2", start=280, end=600), far)
    sheet.shade("#5a8a95", far, start=620, end=240, strength=0.5)
    near = hill(ridge(11, 585, 130, rough=5))
    sheet.paint(fade("#dfe8e8", "#b9cdd2", start=440, end=700), near)
    sheet.shade("#5a8a95", near, start=430, end=760, strength=0.6)
    for n in (*range(14), *range(33, 46)):
        x = 40 + n * 36 + (n * 53) % 29
        sheet.paint("#2f5560", fir(x, 640 + (n * 37) % 34, 58 + (n * 29) % 50))


def _yard(sheet: Sheet) -> None:
    ground = hill(bend((-60, 668), (400, 640), (900, 652), (1300, 640), (1660, 670)))
    sheet.paint(fade("#e4ecec", WHITE, "#c9dade", start=640, end=1000), ground)
    sheet.shade("#7da0a9", ground, start=720, end=1060, strength=0.45)
    shadow(sheet, area([(480, 742), (1180, 742), (1010, 830), (300, 830)]), soft=22, strength=0.28)


def _house(sheet: Sheet) -> None:
    wall = box(470, 520, 1180, 745)
    sheet.paint(fade("#c07a55", WALL, start=470, end=1180, across=True), wall)
    sheet.shade("#4e2b22", wall, start=1000, end=420, across=True, strength=0.7)
    _roof(sheet)
    gable = area([(690, 745), (690, 505), (800, 392), (910, 505), (910, 745)])
    sheet.paint("#b9714e", gable)
    sheet.shade("#4e2b22", gable, start=900, end=640, across=True, strength=0.6)
    _cap(sheet)
    sheet.paint("#dfe7e6", box(470, 738, 1180, 752))
    sheet.paint("#7a4531", box(1080, 380, 1122, 450))
    sheet.paint(WHITE, box(1074, 370, 1128, 388, 8))


def _roof(sheet: Sheet) -> None:
    roof = area([(440, 530), (520, 418), (1132, 418), (1212, 530)])
    sheet.paint(fade(WHITE, "#cddbde", start=410, end=530), roof)
    sheet.shade("#6f97a2", roof, start=900, end=400, across=True, strength=0.5)
    sheet.paint("#8fb0b8", box(440, 526, 1212, 536, 4))


def _cap(sheet: Sheet) -> None:
    cap = area([(668, 520), (800, 372), (932, 520), (918, 534), (800, 404), (682, 534)])
    shadow(sheet, cap, soft=8, strength=0.35)
    sheet.paint(WHITE, cap)
    sheet.paint("#3c6470", stroke([(800, 372), (800, 330)], 4))
    sheet.paint("#b8672f", area([(802, 330), (846, 340), (802, 352)]))
    sheet.paint("#f4ead2", oval(800, 468, 24))
    sheet.paint("#14323a", stroke([(800, 468), (800, 452)], 3), stroke([(800, 468), (811, 474)], 3))


def _lamps(sheet: Sheet) -> None:
    windows(sheet, (508, 580), (3, 1), (40, 92), (16, 0), "#20434d", (0, 1, 2), "#ffdf9c")
    windows(sheet, (946, 580), (4, 1), (40, 92), (16, 0), "#20434d", (0, 1, 3), "#ffdf9c")
    windows(sheet, (716, 560), (2, 1), (44, 70), (80, 0), "#20434d", (0, 1), "#ffdf9c")
    sheet.paint("#ffe6ac", box(772, 640, 828, 745))
    bars = [box(x + 18.5, 580, x + 21.5, 672) for x in (508, 564, 620, 946, 1002, 1058, 1114)]
    sheet.paint("#7a4531", *bars)
    spill = [
        area([(x, 752), (x + 40, 752), (x + 10, 860), (x - 70, 860)])
        for x in (508, 564, 620, 946, 1002, 1114)
    ]
    sheet.paint("#ffdc9a", *spill, soft=14, strength=0.42)
    sheet.paint(
        "#ffdc9a", area([(772, 750), (828, 750), (850, 900), (660, 900)]), soft=18, strength=0.6
    )


def _trees(sheet: Sheet) -> None:
    for x, foot, tall in ((300, 735, 250), (236, 760, 190), (1330, 740, 290), (1420, 770, 220)):
        shadow(sheet, oval(x - 60, foot, 90, 12), soft=10)
        sheet.paint("#22474f", fir(x, foot, tall))
        sheet.shade(
            "#f3f6f5", fir(x, foot, tall), start=x - 30, end=x + 60, across=True, strength=0.75
        )
    sheet.paint("#1b3c45", *bare_tree(110, 900, 520, 5))
    sheet.paint("#1b3c45", *bare_tree(1530, 880, 420, 8))


def _steps(sheet: Sheet) -> None:
    way = bend((800, 770), (770, 820), (800, 880), (900, 940), (960, 1010), smooth=7)
    for n, (x, y) in enumerate(way):
        size, side = 2.5 + (y - 760) / 34, (-1) ** n * (4 + (y - 760) / 26)
        sheet.paint("#7ea2ac", oval(x + side, y, size * 1.25, size * 0.62))
        sheet.paint("#5c848f", oval(x + side, y + size * 0.16, size, size * 0.42))


DRAWINGS = {"school": school}
