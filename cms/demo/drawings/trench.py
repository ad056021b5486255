"""A header trench in a field."""

from random import Random

from cms.demo.drawings.land import BEYOND, crown, hill, ridge, shadow, sky
from cms.demo.drawings.palette import COOL, INK, WARM, mix
from cms.demo.drawings.shapes import Shape, area, bend, box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade


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
        [
            *bend(
                line[0],
                *((x + way * (40 + 150 * n), y - 36 - 44 * n) for n, (x, y) in enumerate(line[1:])),
                smooth=10,
            ),
            (810 + way * 1200, 1060),
            line[-1],
        ]
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
        near, far, colour = 540 + n * 74, 797 + n * 4, WARM if n % 2 else COOL

        def band(left: float, right: float, near: float = near, far: float = far) -> Shape:
            ends = [(far + right * 0.06, 440), (far + left * 0.06, 440)]
            return area([(near + left, 1010), (near + right, 1010), *ends])

        shadow(sheet, band(-11, 47), soft=8, strength=0.5)
        sheet.paint(mix(colour, INK, 0.3), band(-27, 27))
        sheet.paint(colour, band(-22, 14))
        sheet.paint(mix(colour, "#ffffff", 0.5), band(-15, -8))
    for part in (0.9, 0.62, 0.42, 0.28):
        y, left, right = 440 + 570 * part, 797 - 285 * part, 830 + 256 * part
        sheet.paint("#f3e9d2", box(left, y, right, y + 14 * part + 2, 3))


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


DRAWINGS = {"trench": trench}
