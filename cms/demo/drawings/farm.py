"""A dairy on its meadow in the morning, and a yard full of coils in the evening."""

from cms.demo.drawings.land import crown, hill, mist, ridge, shadow, sky, windows
from cms.demo.drawings.palette import TAR, mix
from cms.demo.drawings.shapes import Point, area, bend, box, laid, oval, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

HERD = (
    (60, 760, 0.8, 1, True),
    (1420, 800, 1.05, -1, True),
    (190, 830, 1.25, 1, False),
    (700, 850, 1.2, 1, False),
    (420, 900, 1.6, -1, True),
    (1330, 900, 1.65, 1, False),
)


def dairy() -> Sheet:
    """Draw a milking barn with two silos, cows on the meadow, hills in morning light."""
    sheet = Sheet(sky("#8fb4bb", "#d3ddd6", "#f7e6c6", floor=520))
    sheet.glow("#fff4d6", (1240, 380), 520, 0.9)
    sheet.paint("#fdf6e3", oval(1240, 372, 46))
    for seed, level, tall, top, low, dark in (
        (41, 440, 170, "#a9c2c3", "#d9e0d3", "#5a8a95"),
        (52, 520, 120, "#8fae9f", "#c6d2b4", "#4c6f66"),
        (67, 590, 90, "#7f9c8b", "#b4c59a", "#3f6a5c"),
    ):
        line = hill(ridge(seed, level, tall, rough=5))
        sheet.paint(fade(top, low, start=level - tall, end=level + 120), line)
        sheet.shade(dark, line, start=level + 110, end=level - tall, strength=0.55)
    mist(sheet, 570, 70, "#f6ead0", 0.5)
    for x in range(60, 520, 52):
        crown(sheet, x, 610 + (x * 7) % 16, 34 + (x * 3) % 16, "#5f8577")
    _meadow(sheet)
    _barn(sheet)
    _herd(sheet)
    return sheet


def _meadow(sheet: Sheet) -> None:
    meadow = hill(bend((-60, 660), (380, 630), (820, 660), (1240, 640), (1660, 668)))
    sheet.paint(fade("#b9c98f", "#8fae74", "#5f8560", start=630, end=1000), meadow)
    sheet.shade("#33584a", meadow, start=660, end=1080, strength=0.75)
    sheet.shade("#fbeab8", meadow, start=900, end=560, strength=0.35)
    lane = area(
        [
            *bend((1010, 742), (960, 800), (1050, 890), (960, 1020)),
            (1290, 1020),
            (1210, 890),
            (1070, 800),
            (1075, 742),
        ]
    )
    sheet.paint(fade("#eadfc0", "#c9b48f", start=740, end=1000), lane)


def _barn(sheet: Sheet) -> None:
    shadow(sheet, area([(420, 742), (1180, 742), (1010, 800), (250, 800)]), soft=20, strength=0.4)
    for x in (430, 536):
        silo = box(x, 370, x + 92, 748, 6)
        sheet.paint(fade("#6f8990", "#dfe6e2", "#9fb3b5", start=x, end=x + 92, across=True), silo)
        sheet.paint(
            "#5d737a", *(box(x, 400 + n * 48, x + 92, 403 + n * 48) for n in range(7)), strength=0.6
        )
        sheet.paint(
            fade("#5d737a", "#c9d4d2", start=x, end=x + 92, across=True),
            area(bend((x - 2, 374), (x + 14, 336), (x + 46, 322), (x + 78, 336), (x + 94, 374))),
        )
    wall = box(640, 560, 1190, 750)
    sheet.paint(fade("#a4553a", "#c67a52", start=640, end=1190, across=True), wall)
    sheet.shade("#5c2c1e", wall, start=1240, end=560, across=True, strength=0.8)
    gable = area([(640, 750), (640, 555), (740, 450), (840, 555), (840, 750)])
    sheet.paint("#8f4a34", gable)
    sheet.shade("#3c1d15", gable, start=840, end=560, across=True, strength=0.7)
    roof = area([(734, 436), (1120, 436), (1216, 566), (842, 566)])
    sheet.paint(fade("#5a7f88", "#34565f", start=430, end=570), roof)
    sheet.shade("#f6e7c4", roof, start=700, end=1300, across=True, strength=0.6)
    sheet.paint("#27464f", stroke([(628, 572), (738, 442), (852, 570)], 12))
    _doors(sheet)


def _doors(sheet: Sheet) -> None:
    sheet.paint("#f3e9d2", box(700, 610, 780, 750))
    sheet.paint("#2a1a15", box(706, 616, 774, 750))
    sheet.paint(
        "#f3e9d2",
        stroke([(708, 618), (772, 748)], 5),
        stroke([(772, 618), (708, 748)], 5),
        box(722, 510, 758, 550),
    )
    windows(sheet, (884, 610), (6, 1), (30, 40), (18, 0), "#f6d79c")
    sheet.paint("#f3e9d2", *(box(882 + n * 48, 607, 916 + n * 48, 611) for n in range(6)))
    sheet.paint("#e6ebe7", box(1040, 676, 1150, 750, 6))
    sheet.paint("#9fb3b5", box(1048, 684, 1094, 742, 4), box(1098, 684, 1142, 742, 4))
    sheet.paint(TAR, oval(1071, 713, 17), oval(1120, 713, 17))
    sheet.paint("#dfe6e2", oval(1071, 713, 4), oval(1120, 713, 4))


def _herd(sheet: Sheet) -> None:
    for x, y, size, turn, brown in HERD:
        _cow(sheet, x, y, size, turn, "#7a4a30" if brown else "#3b2f2a")
    posts = range(-20, 1640, 92)
    sheet.paint("#4d4a3c", *(box(x, 930 + (x * 3) % 8, x + 9, 1010) for x in posts))
    sheet.paint(
        "#4d4a3c", stroke([(-30, 952), (1640, 958)], 2.4), stroke([(-30, 976), (1640, 982)], 2.4)
    )


def _cow(sheet: Sheet, x: float, y: float, size: float, turn: int, dark: str) -> None:
    def at(points: str) -> list[Point]:
        return laid(way(points), (x, y), size, turn)

    shadow(sheet, oval(x - 26 * size, y + 2, 62 * size, 7 * size), soft=6, strength=0.4)
    legs = ("-36 -30, -34 0", "-24 -30, -26 0", "26 -30, 28 0", "38 -30, 37 0")
    sheet.paint(mix(dark, "#f0e6d2", 0.35), *(stroke(at(leg), 7 * size) for leg in legs))
    body = area(
        bend(*at("-44 -48, -40 -67, 0 -68, 38 -70, 46 -54, 40 -30, 0 -25, -38 -31, -44 -48"))
    )
    sheet.paint("#f3ead8", body, oval(*at("-22 -27")[0], 8 * size, 6 * size))
    sheet.paint(dark, oval(*at("-22 -56")[0], 15 * size, 10 * size))
    sheet.paint(dark, oval(*at("14 -52")[0], 20 * size, 14 * size))
    sheet.paint(dark, area(at("34 -69, 58 -66, 73 -47, 63 -38, 44 -50")))
    sheet.paint("#e3b9a0", oval(*at("68 -43")[0], 7 * size, 6 * size))
    sheet.paint(
        dark, stroke(at("46 -68, 38 -75"), 5 * size), stroke(at("54 -68, 58 -75"), 4 * size)
    )
    sheet.paint(dark, stroke(at("-44 -62, -52 -38"), 3 * size))
    sheet.shade("#3b2f2a", body, start=y - 50 * size, end=y - 14 * size, strength=0.5)


DRAWINGS = {"dairy": dairy}
