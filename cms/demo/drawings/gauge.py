"""Gloved hands at a gauge."""

import math

from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import INK, RUST, mix
from cms.demo.drawings.pipework import dial, flange, pipe
from cms.demo.drawings.shapes import Point, area, bend, box, laid, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

GLOVE = "#d98a3f"
PALM = "330 820, 296 700, 300 560, 352 470, 450 470, 566 560, 650 690, 560 800, 430 850, 330 820"
FINGERS = (
    ("430 490, 352 370, 286 314, 196 300", 62),
    ("430 538, 352 436, 286 388, 176 374", 66),
    ("430 588, 352 504, 286 464, 176 450", 64),
    ("430 634, 352 568, 286 536, 196 522", 58),
)


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
    for turn in (1, -1):
        _hand(sheet, turn)
    return sheet


def _hand(sheet: Sheet, turn: int) -> None:
    def at(points: str) -> list[Point]:
        return laid(way(points), (810, 0), 1, turn)

    sleeve = area(at("330 1060, 420 720, 640 690, 900 820, 900 1060"))
    sheet.paint(fade("#2f5f6b", "#123039", start=690, end=1000), sleeve)
    sheet.shade("#061920", sleeve, start=700, end=1080, strength=0.8)
    palm = area(bend(*at(PALM)))
    shadow(sheet, palm, soft=22, strength=0.5)
    sheet.paint(fade("#eaa85d", GLOVE, RUST, start=440, end=860), palm)
    sheet.shade(RUST, palm, start=560, end=900, strength=0.8)
    for n, (finger, thick) in enumerate(FINGERS):
        _finger(sheet, bend(*at(finger)), thick, mix(GLOVE, RUST, 0.25 + 0.1 * n))
    sheet.paint("#14323a", stroke(at("400 838, 480 770, 640 712"), 46))
    sheet.paint("#3f7d8b", stroke(at("396 826, 476 758, 636 700"), 8))


def _finger(sheet: Sheet, along: list[Point], thick: float, colour: str) -> None:
    shadow(sheet, stroke([(x, y + 12) for x, y in along], thick), soft=10, strength=0.45)
    sheet.paint(colour, stroke(along, thick))
    light = [(x, y - thick * 0.22) for x, y in along[6:]]
    sheet.paint("#f2bd7b", stroke(light, thick * 0.3), strength=0.75)


DRAWINGS = {"gauge": gauge}
