"""The circle of a heat pump."""

import math

from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import AMBER, COOL, INK, PAPER, WARM
from cms.demo.drawings.shapes import area, bend, box, oval, ring, stroke
from cms.demo.drawings.sheet import Sheet, fade

READINGS = (
    ("8 °C", 190, 330, COOL),
    ("4 °C", 190, 700, COOL),
    ("45 °C", 1420, 330, WARM),
    ("38 °C", 1420, 700, WARM),
    ("72 °C", 985, 168, WARM),
    ("2 °C", 610, 842, COOL),
)


def cycle() -> Sheet:
    """Draw a heat pump's circle: evaporator, compressor, condenser, valve; °C at each corner."""
    sheet = Sheet(PAPER, grain=0)
    sheet.paint(fade("#e7f1f2", PAPER, start=0, end=560, across=True), box(0, 0, 600, 1000))
    sheet.paint(fade(PAPER, "#f8eadb", start=1040, end=1600, across=True), box(1000, 0, 1600, 1000))
    way = ring(520, 220, 1080, 780, 90)
    colours = fade(COOL, "#5a8a95", AMBER, WARM, start=520, end=1080, across=True)
    sheet.paint("#c9d2d0", stroke([(x, y + 8) for x, y in way], 26), soft=6, strength=0.7)
    sheet.paint(colours, stroke(way, 26))
    sheet.paint("#ffffff", stroke([(x - 3, y - 4) for x, y in way], 4), strength=0.5)
    _exchanger(sheet, 520, COOL, "#9cc3ca")
    _exchanger(sheet, 1080, WARM, "#e6b48a")
    _compressor(sheet)
    _valve(sheet)
    for said, x, y, colour in READINGS:
        sheet.write(said, (x, y), 52, colour)
    return sheet


def _exchanger(sheet: Sheet, x: float, colour: str, pale: str) -> None:
    way = -1 if colour == COOL else 1
    for y, out in ((390, colour), (640, colour)):
        pipe = [(x, y), (x + way * 440, y)]
        sheet.paint(pale, stroke(pipe, 22))
        sheet.paint(out, stroke(pipe, 5))
    inward = 640 if way > 0 else 390
    for y in (390, 640):
        tip = x + way * 290
        turn = -way if y == inward else way
        sheet.paint(
            colour,
            area([(tip + turn * 34, y), (tip - turn * 14, y - 30), (tip - turn * 14, y + 30)]),
        )
    body = box(x - 92, 330, x + 92, 700, 18)
    shadow(sheet, box(x - 86, 344, x + 100, 712, 18), soft=16, strength=0.3)
    sheet.paint(fade("#ffffff", "#e3e9e6", start=330, end=700), body)
    sheet.paint(colour, stroke(ring(x - 92, 330, x + 92, 700, 18), 6))
    plates = [
        stroke(
            [(x - 62 + n * 31, 366 + (n % 2) * 22), (x - 62 + n * 31, 664 - (n + 1) % 2 * 22)], 9
        )
        for n in range(5)
    ]
    sheet.paint(pale, *plates)
    sheet.paint(colour, *(stroke(p.points, 3) for p in plates))


def _compressor(sheet: Sheet) -> None:
    shadow(sheet, oval(806, 232, 104), soft=16, strength=0.35)
    sheet.paint(fade("#24505d", INK, start=120, end=330), oval(800, 220, 104))
    sheet.shade("#061920", oval(800, 220, 104), start=160, end=360, strength=0.6)
    turns = [math.radians(n * 12) for n in range(66)]
    spiral = [
        (800 + math.cos(a) * (8 + n * 1.02), 220 + math.sin(a) * (8 + n * 1.02))
        for n, a in enumerate(turns)
    ]
    sheet.paint("#9cc3ca", stroke(spiral, 9))
    sheet.paint("#ffffff", oval(800, 220, 7))


def _valve(sheet: Sheet) -> None:
    shadow(sheet, box(716, 730, 884, 850, 10), soft=14, strength=0.3)
    for way in (-1, 1):
        sheet.paint(
            fade("#3f7d8b", "#14323a", start=720, end=840),
            area([(800, 780), (800 + way * 84, 722), (800 + way * 84, 838)]),
        )
    sheet.paint("#14323a", stroke([(800, 780), (800, 690)], 9), oval(800, 780, 15))
    sheet.paint("#14323a", area(bend((748, 694), (760, 656), (800, 642), (840, 656), (852, 694))))


DRAWINGS = {"cycle": cycle}
