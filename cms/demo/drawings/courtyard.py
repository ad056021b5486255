"""A drilling rig at dawn in a city courtyard, and a winter street above its boreholes."""

from cms.demo.drawings.land import BEYOND, bare_tree, crown, mist, shadow, sky
from cms.demo.drawings.palette import AMBER, INK, RUST, STEEL, TAR, WARM
from cms.demo.drawings.people import person
from cms.demo.drawings.shapes import Point, Shape, area, bend, box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade

FLOOR = 800


def rig() -> Sheet:
    """Draw the rig between old blocks: first light, steam, one lit window."""
    sheet = Sheet(sky("#4b7f8d", "#9fb9b6", "#f0cf9d", "#f4b777", floor=720))
    sheet.glow("#fff0c9", (860, 640), 560, 0.9)
    _far_roofs(sheet)
    mist(sheet, 640, 150, "#f3d3a4", 0.55)
    _blocks(sheet)
    _ground(sheet)
    _steam(sheet)
    _mast(sheet)
    _carrier(sheet)
    _yard_things(sheet)
    return sheet


def _far_roofs(sheet: Sheet) -> None:
    for left, top, right in (
        (470, 520, 600),
        (590, 560, 720),
        (700, 500, 790),
        (930, 540, 1040),
        (1020, 490, 1130),
        (790, 570, 940),
    ):
        sheet.paint(fade("#b59a85", "#e4bb8b", start=500, end=720), box(left, top, right, 760))
    sheet.paint("#b59a85", box(738, 430, 752, 520))
    sheet.paint("#f1d7b0", oval(750, 405, 30, 16), oval(778, 385, 40, 20), soft=9, strength=0.7)


def _blocks(sheet: Sheet) -> None:
    for wall, light, dark in (
        (area([(-20, 60), (400, 150), (400, 820), (-20, 900)]), "#6f6a63", "#3e4d52"),
        (area([(1620, 20), (1180, 130), (1180, 815), (1620, 900)]), "#c49a74", "#7d5f4d"),
    ):
        sheet.paint(
            fade(dark, light, start=0, end=400, across=True)
            if light == "#6f6a63"
            else fade(light, dark, start=1180, end=1600, across=True),
            wall,
        )
    left = area([(-20, 60), (400, 150), (400, 820), (-20, 900)])
    right = area([(1620, 20), (1180, 130), (1180, 815), (1620, 900)])
    sheet.shade("#122b33", left, start=430, end=-100, across=True, strength=0.9)
    sheet.shade("#3d2a22", right, start=1200, end=1700, across=True, strength=0.8)
    _facade(sheet, (50, 350), 4, -1)
    _facade(sheet, (1240, 1540), 4, 1)
    sheet.paint("#2b3f45", area([(-20, 42), (415, 136), (415, 156), (-20, 66)]))
    sheet.paint("#5f4536", area([(1620, 0), (1166, 116), (1166, 138), (1620, 26)]))


def _facade(sheet: Sheet, between: Point, columns: int, side: int) -> None:
    dark: list[Shape] = []
    frames: list[Shape] = []
    lamps: list[Shape] = []
    for row in range(5):
        for column in range(columns):
            x = between[0] + (between[1] - between[0]) * (column + 0.5) / columns
            lean = (x - 400) * 0.215 if side < 0 else (1180 - x) * 0.25
            y = 250 + row * 112 + lean * (1 - row / 5.2) + (18 if side > 0 else 0)
            pane = box(x - 20, y - 34, x + 20, y + 30)
            frames.append(box(x - 24, y - 38, x + 24, y + 36))
            (lamps if (row, column, side) == (2, 2, -1) else dark).append(pane)
    sheet.paint("#56605f" if side < 0 else "#a98462", *frames)
    sheet.paint("#1d343c" if side < 0 else "#49586a", *dark)
    if side > 0:
        sheet.paint("#f4c48a", *dark, strength=0.28)
    for lamp in lamps:
        sheet.paint("#ffd98d", lamp, soft=26, strength=0.9)
        sheet.paint("#ffe4a6", lamp)


def _ground(sheet: Sheet) -> None:
    yard = area(
        [(-BEYOND, 900), (400, 800), (1180, 796), (1660, 900), (1660, 1060), (-BEYOND, 1060)]
    )
    sheet.paint(fade("#d8a878", "#8d7a69", "#4d5551", start=790, end=1010), yard)
    sheet.shade("#24383c", yard, start=800, end=1060, strength=0.8)
    light = area([(700, 800), (1010, 798), (1150, 1010), (560, 1010)])
    sheet.paint("#f6c68a", light, soft=50, strength=0.45)
    shadow(sheet, area([(620, 850), (1120, 850), (1190, 940), (420, 960)]), soft=24, strength=0.5)
    for x, y, wide in ((330, 905, 130), (1250, 880, 100), (760, 965, 90)):
        sheet.paint("#c99c72", oval(x, y, wide, wide * 0.13))
        sheet.paint("#f0cf9f", oval(x - wide * 0.1, y - 2, wide * 0.7, wide * 0.07), strength=0.8)


def _steam(sheet: Sheet) -> None:
    for x, y, size in (
        (905, 770, 60),
        (960, 715, 84),
        (1010, 650, 104),
        (1074, 575, 120),
        (1120, 492, 130),
    ):
        sheet.paint("#fff1dc", oval(x, y, size, size * 0.7), soft=size * 0.34, strength=0.34)
        sheet.paint(
            "#fff7ea",
            oval(x - size * 0.3, y - size * 0.2, size * 0.5, size * 0.36),
            soft=size * 0.24,
            strength=0.4,
        )


def _mast(sheet: Sheet) -> None:
    x, top, foot = 852, 96, 846
    rails = [stroke([(x + side, foot), (x + side, top)], 9) for side in (-24, 24)]
    rungs = [
        stroke([(x - 24 * (-1) ** n, y), (x + 24 * (-1) ** n, y - 46)], 4)
        for n, y in enumerate(range(foot, top + 40, -46))
    ]
    sheet.paint("#20353c", *rungs)
    sheet.paint(TAR, *rails)
    sheet.paint("#e7a765", stroke([(x + 28, foot), (x + 28, top)], 2.4))
    sheaves = [oval(x + side, top - 18, 17) for side in (-30, 30)]
    sheet.paint(TAR, box(x - 44, top - 16, x + 44, top + 18, 5), *sheaves)
    head = box(x - 38, 318, x + 38, 420, 7)
    sheet.paint(fade(AMBER, WARM, start=x - 40, end=x + 40, across=True), head)
    sheet.shade(RUST, head, start=x + 40, end=x - 60, across=True)
    sheet.paint(TAR, box(x - 46, 334, x + 46, 346), box(x - 46, 396, x + 46, 408))
    sheet.paint(STEEL, box(x - 7, 420, x + 7, 868))
    sheet.paint(INK, *(stroke([(x + side, top), (x + side, 318)], 2) for side in (-2, 4)))
    hose = bend((x - 38, 372), (x - 150, 330), (x - 190, 520), (x - 160, 700), (x - 230, 770))
    sheet.paint(TAR, stroke(hose, 9))


def _carrier(sheet: Sheet) -> None:
    body = area(
        [(560, 838), (560, 730), (600, 690), (780, 690), (800, 734), (930, 734), (930, 838)]
    )
    sheet.paint(fade(AMBER, WARM, start=640, end=850), body)
    sheet.shade(RUST, body, start=960, end=480, across=True, strength=0.9)
    cab = area([(590, 742), (616, 704), (700, 704), (700, 742)])
    sheet.paint(fade("#f6d9a8", "#5a8a95", start=700, end=590, across=True), cab)
    sheet.paint(TAR, box(540, 822, 960, 886, 32))
    sheet.paint("#3b5058", *(oval(572 + n * 89, 854, 22) for n in range(5)))
    sheet.paint(TAR, *(oval(572 + n * 89, 854, 9) for n in range(5)))
    sheet.paint(
        "#20353c", stroke([(800, 734), (840, 560)], 14), stroke([(930, 740), (876, 610)], 9)
    )
    sheet.paint(
        "#20353c",
        box(822, 868, 884, 884),
        stroke([(946, 838), (1000, 886)], 12),
        box(976, 880, 1030, 892),
    )


def _yard_things(sheet: Sheet) -> None:
    for n in range(6):
        x, y = 1040 + n * 7, 868 - n * 4
        sheet.paint("#3b5058", stroke([(x, y), (x + 190, y + 14)], 7))
        sheet.paint("#d9a874", stroke([(x, y - 2), (x + 190, y + 12)], 1.6))
    for x, foot, tall, coat in ((440, 912, 132, "#d07a35"), (500, 906, 124, "#22434d")):
        person(sheet, (x, foot), tall, coat, hat="#f3e4c2")
    sheet.paint("#12292f", *bare_tree(196, 960, 460, 3))
    crown(sheet, 1440, 905, 96, "#6d7f68")


DRAWINGS = {"rig": rig}
