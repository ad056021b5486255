"""A plant room: machines, tanks, pumps and pipes."""

from cms.demo.drawings.land import BEYOND, shadow
from cms.demo.drawings.palette import AMBER, COOL, INK, RUST, TAR, WARM
from cms.demo.drawings.pipework import dial, flange, pipe
from cms.demo.drawings.shapes import box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade


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


DRAWINGS = {"plantroom": plant_room}
