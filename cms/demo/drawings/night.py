"""Long greenhouses that glow at night, and a hall on a lake."""

from random import Random

from cms.demo.drawings.land import BEYOND, fir, hill, ridge, sky, stars
from cms.demo.drawings.palette import AMBER, COOL, WARM
from cms.demo.drawings.people import person
from cms.demo.drawings.shapes import Point, area, bend, box, oval, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

FAR: Point = (800, 720)
FOOT = 930


def greenhouse() -> Sheet:
    """Draw long glowing houses at night, rows of seedlings within, stars and a low moon."""
    sheet = Sheet(sky("#061920", "#103039", "#28515e", "#587d85", floor=640))
    stars(sheet, 5, 520, 150)
    sheet.glow("#f6ecd2", (330, 230), 260, 0.5)
    sheet.paint("#f7f0dd", oval(330, 230, 56))
    sheet.shade("#b9b7a4", oval(330, 230, 56), start=350, end=250, across=True, strength=0.7)
    sheet.paint("#1b444f", hill(ridge(21, 620, 150, rough=6)))
    sheet.paint("#102f38", hill(ridge(8, 660, 70, rough=8)))
    sheet.paint("#0c252c", *(fir(x, 700, 70 + (x * 7) % 60) for x in range(-20, 1640, 47)))
    sheet.paint(fade("#2c3f39", "#0b1d22", start=690, end=1000), box(-BEYOND, 690, 1660, 1060))
    for left, right, tall in ((-560, 190, 380), (1410, 2160, 380), (300, 1300, 520)):
        _house(sheet, left, right, tall)
    _yard(sheet)
    return sheet


def _towards(point: Point, part: float) -> Point:
    """Return what lies `part` of the way to the vanishing point."""
    return point[0] + (FAR[0] - point[0]) * part, point[1] + (FAR[1] - point[1]) * part


def _arch(left: float, right: float, tall: float, part: float) -> list[Point]:
    middle, wide = (left + right) / 2, right - left
    points = bend(
        (left, FOOT), (left, FOOT - tall * 0.42), (left + wide * 0.15, FOOT - tall * 0.78),
        (middle, FOOT - tall), (right - wide * 0.15, FOOT - tall * 0.78),
        (right, FOOT - tall * 0.42), (right, FOOT), smooth=8,
    )  # fmt: skip
    return [_towards(one, part) for one in points]


def _house(sheet: Sheet, left: float, right: float, tall: float) -> None:
    near, back = _arch(left, right, tall, 0), _arch(left, right, tall, 0.86)
    sheet.paint("#f4b868", area(near), soft=60, strength=0.6)
    sheet.paint(fade("#b9742f", "#f0b765", "#fbdf9f", start=FOOT - tall, end=FOOT), area(near))
    sheet.glow("#fff3cf", _towards(((left + right) / 2, FOOT), 0.86), tall, 0.8)
    if not left < FAR[0] < right:  # seen from outside, so that its flank shows
        flanks = [area(_arch(left, right, tall, 1 - 0.8**n)) for n in range(8, 0, -1)]
        sheet.paint(fade("#8f5a28", "#d99a4e", start=FOOT - tall, end=FOOT), *flanks)
        sheet.paint(fade("#b9742f", "#f0b765", "#fbdf9f", start=FOOT - tall, end=FOOT), area(near))
    floor = [near[0], near[-1], back[-1], back[0]]
    sheet.paint(fade("#e9bd78", "#8a5527", start=740, end=FOOT), area(floor))
    ribs = [_arch(left, right, tall, 1 - 0.8**n) for n in range(1, 9)]
    for n, rib in enumerate(ribs):
        sheet.paint("#7a4a22", stroke(rib, 7 * 0.8**n + 1), strength=0.6)
    for part in (0.12, 0.27, 0.42, 0.58, 0.73, 0.88):
        n = int(len(near) * part)
        sheet.paint("#7a4a22", stroke([near[n], back[n]], 2.4), strength=0.55)
    _lamps(sheet, (left + right) / 2, tall)
    _rows(sheet, left, right)
    sheet.shade("#5b3418", area(near), start=FOOT - tall * 0.5, end=FOOT - tall * 1.2, strength=0.8)
    sheet.paint("#f7e3b4", stroke(near, 9))
    sheet.paint("#27383a", stroke(near, 5))


def _lamps(sheet: Sheet, middle: float, tall: float) -> None:
    for n in range(6):
        x, y = _towards((middle, FOOT - tall * 0.72), 1 - 0.68 ** (n + 1))
        size = 30 * 0.68**n
        sheet.glow("#fffbe8", (x, y), size * 5, 0.8)
        sheet.paint("#fffdf2", box(x - size, y - size * 0.16, x + size, y + size * 0.16, 3))


def _rows(sheet: Sheet, left: float, right: float) -> None:
    chance = Random(9)  # noqa: S311  the same seedlings each time
    for column in range(6):
        x = left + (right - left) * (column + 0.5) / 6
        half = (right - left) * 0.055
        bed = [
            _towards((side, FOOT - 6), part)
            for side, part in ((x - half, 0), (x + half, 0), (x + half, 0.86), (x - half, 0.86))
        ]
        sheet.paint(fade("#8a5a30", "#4a2c17", start=740, end=FOOT), area(bed))
        plants: list[tuple[float, float, float]] = []
        for size in (0.88 ** (15 - n // 3) for n in range(48)):
            side = (len(plants) % 3 - 1) * 0.6 * half + chance.uniform(-5, 5)
            plants.append((*_towards((x + side, FOOT - 10), 1 - size), size))
        for part, colour, rise in ((1.0, "#33573b", 0.5), (0.62, "#6f9d58", 0.95)):
            sheet.paint(colour, *(
                oval(px, py - 22 * size * rise, 21 * size * part, 17 * size * part)
                for px, py, size in plants
            ))  # fmt: skip


def _yard(sheet: Sheet) -> None:
    sheet.paint(
        "#f2bd72", area([(320, 935), (1280, 935), (1480, 1010), (120, 1010)]), soft=26, strength=0.5
    )
    sheet.paint(
        "#0b1d22",
        area(
            [
                *bend((-60, 965), (300, 985), (800, 962), (1300, 988), (1660, 960)),
                (1660, 1060),
                (-60, 1060),
            ]
        ),
        soft=12,
        strength=0.85,
    )
    for x in range(-10, 1620, 23):
        lean, tall = (x * 7) % 13 - 6, 18 + (x * 11) % 26
        sheet.paint("#16343a", stroke([(x, 1010), (x + lean, 1000 - tall)], 3))


def lake() -> Sheet:
    """Draw a hall at the shore, its reflection, and the collector's coils under the water."""
    sheet = Sheet(sky("#7fa9b3", "#c4d6d4", "#f4e3c6", floor=470))
    sheet.glow("#fff3d4", (420, 430), 460, 0.8)
    far = hill(ridge(31, 420, 190, rough=5))
    sheet.paint(fade("#93b3b8", "#cfdcd6", start=230, end=500), far)
    sheet.shade("#5a8a95", far, start=480, end=200, strength=0.4)
    near = hill(ridge(17, 470, 90, rough=7))
    sheet.paint("#6f979d", near)
    sheet.shade("#2f5f6b", near, start=380, end=560, strength=0.5)
    _water(sheet)
    _hall(sheet)
    _coils(sheet)
    return sheet


def _water(sheet: Sheet) -> None:
    water = box(-BEYOND, 500, 1660, 1060)
    sheet.paint(fade("#bcd2d0", "#3f7d8b", "#0b4656", "#062c38", start=500, end=1000), water)
    sheet.shade("#062c38", water, start=560, end=1100, strength=0.55)
    chance = Random(3)  # noqa: S311  the same ripples each time
    lines = []
    for _ in range(90):
        y = 512 + 150 * chance.random() ** 1.6
        x, wide = chance.uniform(-40, 1600), 20 + (y - 500) * 0.9 * chance.random()
        lines.append(stroke([(x, y), (x + wide, y)], 2.2))
    sheet.paint("#f3ead6", *lines, strength=0.5)
    bank = area(
        [
            *bend((-60, 505), (160, 494), (420, 503), (640, 492), (1660, 496)),
            (1660, 520),
            (-60, 520),
        ]
    )
    sheet.paint("#41686b", bank)


def _hall(sheet: Sheet) -> None:
    roof = bend(*way("690 300, 850 246, 1080 262, 1290 236, 1430 292"))
    body = area(way("740 505, 740 312, 1390 296, 1390 505"))
    sheet.paint("#dfa35f", area(way("740 505, 740 698, 1390 714, 1390 505")), soft=10, strength=0.5)
    mirrored = area([(x, 1012 - y) for x, y in [*roof, (1430, 310), (690, 318)]])
    sheet.paint("#183c46", mirrored, soft=6, strength=0.5)
    sheet.paint(fade("#f8deae", "#d98f45", start=290, end=510), body)
    sheet.shade("#8a4a20", body, start=800, end=1500, across=True, strength=0.5)
    sheet.paint("#5b3a26", *(box(752 + n * 53, 290, 758 + n * 53, 505) for n in range(13)))
    sheet.paint("#5b3a26", box(740, 398, 1390, 402))
    for n, x in enumerate((800, 828, 985, 1130, 1154, 1330)):
        person(sheet, (x, 505), 62, ("#3a2a22", "#6d3a22")[n % 2])
    top = area([*roof, (1446, 312), (676, 330)])
    sheet.paint(fade("#34606b", "#15373f", start=240, end=330), top)
    sheet.shade("#0a2026", top, start=700, end=1500, across=True, strength=0.5)
    sheet.paint("#f3dcb4", stroke(roof, 3), strength=0.7)
    trees = [fir(x, 505, 90 + (x * 13) % 70) for x in (560, 604, 640, 1476, 1520, 1572)]
    sheet.paint("#24505a", *trees)


def _coils(sheet: Sheet) -> None:
    for colour, shift in ((WARM, 0), (COOL, 14)):
        line = bend(
            (1010 + shift, 500),
            (1012 + shift, 640),
            (900 + shift * 2, 720),
            (720, 790 + shift),
            (380, 830 + shift),
        )
        sheet.paint("#0a2f3a", stroke([(x, y + 6) for x, y in line], 10), soft=4, strength=0.5)
        sheet.paint(AMBER if colour == WARM else "#6fc0cc", stroke(line, 6))
    for n in range(4):
        x, y = 300 + n * 330, 850 + (n % 2) * 46
        for ring in range(5):
            band = oval(x, y - ring * 13, 124, 34)
            inner = oval(x, y - ring * 13, 112, 27)
            colour = AMBER if ring % 2 else "#6fc0cc"
            sheet.paint("#062c38", oval(x, y - ring * 13 + 6, 124, 34), strength=0.5)
            sheet.paint(colour, band)
            sheet.paint("#0b3c4a", inner)
        sheet.paint(
            "#93a5aa", box(x - 134, y + 26, x - 118, y + 60), box(x + 118, y + 26, x + 134, y + 60)
        )


DRAWINGS = {"greenhouse": greenhouse, "lake": lake}
