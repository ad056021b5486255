"""People in coats, seen from afar."""

from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import TAR, mix
from cms.demo.drawings.shapes import Point, area, bend, laid, oval, stroke, way
from cms.demo.drawings.sheet import Sheet

COAT = "-4 -83, -10 -80, -13 -68, -13 -40, -11 -34, 11 -34, 13 -40, 13 -68, 10 -80, 4 -83"
ARM, OTHER = "9 -76, 15 -62, 14 -45", "-9 -76, -15 -60, -14 -46"
LEGS = ("-5 -36, -6 0", "5 -36, 7 0")
HAIR = "-7 -90, -7 -97, 0 -101, 7 -97, 6 -92, 3 -96, -3 -96, -6 -90"
HAT = "-8 -95, -6 -100, 0 -102, 6 -100, 8 -95, 11 -94, -8 -94"


def person(
    sheet: Sheet, foot: Point, tall: float, coat: str, *, turn: float = 1, hat: str = ""
) -> None:
    """Paint someone who stands on `foot`, `tall` pixels high, in a coat, or a hat too."""

    def at(points: str) -> list[Point]:
        return laid(way(points), foot, tall / 100, turn)

    shadow(sheet, oval(foot[0] - tall * 0.1, foot[1], tall * 0.24, tall * 0.035), soft=tall * 0.05)
    sheet.paint(mix(coat, TAR, 0.7), *(stroke(at(leg), tall * 0.075) for leg in LEGS))
    body = area(bend(*at(COAT), smooth=6))
    sheet.paint(mix(coat, TAR, 0.35), stroke(bend(*at(OTHER), smooth=6), tall * 0.06))
    sheet.paint(coat, body, stroke(bend(*at(ARM), smooth=6), tall * 0.065))
    edges = sorted((at("-13 0")[0][0], at("22 0")[0][0]))
    sheet.shade(mix(coat, TAR, 0.8), body, start=edges[1], end=edges[0], across=True, strength=0.7)
    sheet.paint("#c4905f", stroke(at("0 -80, 1 -88"), tall * 0.05))
    sheet.paint("#d9a87c", oval(*at("1 -91")[0], tall * 0.055, tall * 0.068))
    crown = at(HAT if hat else HAIR)
    sheet.paint(hat or "#2b211c", area(bend(*crown, smooth=5)))
