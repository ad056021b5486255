"""Things on a bench: core samples and bits, a welded joint cut open, the circle of a heat pump."""

import math
from random import Random

from cms.demo.drawings.charts import SMALL
from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import AMBER, COOL, INK, PAPER, RUST, WARM, mix
from cms.demo.drawings.shapes import area, bend, box, oval, ring, stroke
from cms.demo.drawings.sheet import Sheet, fade

CORES = (
    ("#b9a283", "#d9c4a3"), ("#c9b795", "#e6dcc6"), ("#8d7358", "#b08d66"), ("#7f8f8d", "#b9c5c3"), ("#5f7a80", "#93a5aa"),
)  # fmt: skip


def cores() -> Sheet:
    """Draw core samples in trays and three bits, lit from the left."""
    sheet = Sheet(fade("#2b3f45", "#14282e", start=0, end=1600, across=True))
    sheet.glow("#f3cf94", (120, 200), 1300, 0.55)
    for n in range(5):
        _tray(sheet, 110 + n * 158, n)
    for n, x in enumerate((1180, 1400)):
        _bit(sheet, x, 330, 118 - n * 14)
    _crown(sheet)
    return sheet


def _tray(sheet: Sheet, top: float, n: int) -> None:
    bounds = (70, top, 1010, top + 132)
    shadow(
        sheet,
        box(bounds[0] + 18, top + 16, bounds[2] + 22, bounds[3] + 18, 8),
        soft=14,
        strength=0.6,
    )
    sheet.paint(fade("#c39a63", "#8a6444", start=70, end=1010, across=True), box(*bounds, 6))
    sheet.paint("#3a2a1d", box(84, top + 14, 996, top + 118, 4))
    chance = Random(n)  # noqa: S311  the same cores each time
    x, dark, light = 92.0, *CORES[n]
    while x < 960:
        long = min(chance.uniform(60, 210), 988 - x)
        core = box(x, top + 20, x + long - 5, top + 112, 9)
        sheet.paint(
            fade(
                light,
                mix(light, dark, 0.5),
                dark,
                mix(dark, "#14282e", 0.65),
                start=top + 20,
                end=top + 112,
            ),
            core,
        )
        sheet.shade(mix(dark, "#14282e", 0.6), core, start=top + 10, end=top + 130, strength=0.8)
        specks = [
            oval(
                x + 8 + chance.random() * (long - 22),
                top + 28 + chance.random() * 74,
                chance.uniform(1.5, 5.5),
                chance.uniform(1, 4),
            )
            for _ in range(int(long / 6))
        ]
        sheet.paint(mix(dark, "#14282e", 0.4), *specks, strength=0.6)
        sheet.paint("#fff3d6", box(x + 6, top + 26, x + long - 12, top + 32, 3), strength=0.55)
        x += long
    sheet.paint("#f3e9d2", box(20, top + 40, 64, top + 92, 4))
    sheet.write(str(n * 20), (42, top + 66), 30, INK)


def _bit(sheet: Sheet, x: float, y: float, size: float) -> None:
    shadow(sheet, oval(x + size * 0.35, y + size * 0.5, size * 1.25), soft=26, strength=0.6)
    sheet.paint(
        fade("#c9d4d2", "#5d737a", "#20353c", start=x - size, end=x + size, across=True),
        oval(x, y, size),
    )
    sheet.shade(
        "#0d2228",
        oval(x, y, size),
        start=x - size * 0.4,
        end=x + size * 1.4,
        across=True,
        strength=0.7,
    )
    for n in range(3):
        a = math.radians(-90 + n * 120)
        cx, cy = x + math.cos(a) * size * 0.5, y + math.sin(a) * size * 0.5
        cone = oval(cx, cy, size * 0.46)
        shadow(sheet, oval(cx + 5, cy + 7, size * 0.46), soft=6, strength=0.5)
        sheet.paint(
            fade(
                "#e6ebe7",
                "#7c949a",
                "#2d3f45",
                start=cx - size * 0.46,
                end=cx + size * 0.46,
                across=True,
            ),
            cone,
        )
        teeth = []
        for ring_, count in ((0.36, 9), (0.2, 5), (0.0, 1)):
            for k in range(count):
                b = math.tau * k / count + n
                teeth.append((cx + math.cos(b) * size * ring_, cy + math.sin(b) * size * ring_))
        sheet.paint("#14282e", *(oval(px + 2, py + 3, size * 0.065) for px, py in teeth))
        sheet.paint(AMBER, *(oval(px, py, size * 0.058) for px, py in teeth))
        sheet.paint(
            "#fff3d6",
            *(oval(px - size * 0.018, py - size * 0.018, size * 0.02) for px, py in teeth),
        )
    sheet.paint("#0d2228", oval(x, y, size * 0.1))


def _crown(sheet: Sheet) -> None:
    x, y = 1290, 740
    shadow(sheet, oval(x + 40, y + 130, 190, 60), soft=26, strength=0.6)
    sheet.paint(
        fade("#dfe6e2", "#93a5aa", "#3b5058", "#1d2b30", start=x - 150, end=x + 150, across=True),
        area(
            [
                (x - 150, y - 150),
                (x + 150, y - 150),
                (x + 150, y + 110),
                *bend(
                    (x + 150, y + 110),
                    (x + 80, y + 146),
                    (x, y + 156),
                    (x - 80, y + 146),
                    (x - 150, y + 110),
                ),
            ]
        ),
    )
    sheet.paint("#b9c5c3", oval(x, y - 150, 150, 44))
    sheet.paint(
        fade("#0d2228", "#3b5058", start=x - 112, end=x + 112, across=True),
        oval(x, y - 150, 112, 31),
    )
    for n in range(7):
        a = math.radians(20 + n * 23.3)
        px, py = x - math.cos(a) * 140, y + 104 + math.sin(a) * 42
        sheet.paint(
            fade(AMBER, RUST, start=x - 150, end=x + 150, across=True),
            box(px - 19, py - 20, px + 19, py + 34, 4),
        )
        sheet.paint(
            "#fff3d6", *(oval(px - 10 + k * 7, py - 8 + (k * 17) % 30, 2.4) for k in range(4))
        )
    sheet.paint("#f3e9d2", box(x - 118, y - 96, x - 104, y + 84, 6), strength=0.5)


def pressing() -> Sheet:
    """Draw a butt-welded joint of a plastic pipe, cut open, with its measures."""
    sheet = Sheet(fade("#eef1ec", "#d9e0dc", start=0, end=1000))
    sheet.glow("#fffdf4", (700, 300), 900, 0.8)
    top, bottom, wall = 330, 710, 74
    shadow(sheet, box(-80, bottom - 10, 1680, bottom + 60), soft=30, strength=0.4)
    inside = box(-80, top + wall, 1680, bottom - wall)
    sheet.paint(
        fade("#0d1518", "#2d3f45", "#5d737a", "#27363b", start=top + wall, end=bottom - wall),
        inside,
    )
    sheet.shade("#05090a", inside, start=900, end=-200, across=True, strength=0.7)
    sheet.shade("#05090a", inside, start=700, end=1800, across=True, strength=0.7)
    for level in (top, bottom - wall):
        cut = box(-80, level, 1680, level + wall)
        sheet.paint(fade("#4b565a", "#343e42", start=level, end=level + wall), cut)
        sheet.shade("#11181b", cut, start=level - 30, end=level + wall + 40, strength=0.8)
        hatch = [stroke([(x, level + wall), (x + wall, level)], 2) for x in range(-100, 1680, 26)]
        sheet.paint("#6d7d82", *hatch, strength=0.55)
    _beads(sheet, top, bottom, wall)
    _measures(sheet, top, bottom, wall)
    return sheet


def _beads(sheet: Sheet, top: float, bottom: float, wall: float) -> None:
    for y, way in ((top, -1), (top + wall, 1), (bottom - wall, -1), (bottom, 1)):
        for x in (778, 822):
            bead = oval(x, y + way * 6, 30, 26)
            sheet.paint("#343e42", bead)
            sheet.shade("#c9d4d2", bead, start=y + 8, end=y - 44, strength=0.7)
    for level in (top, bottom - wall):
        sheet.paint(WARM, box(797, level - 14, 803, level + wall + 14, 3))
        sheet.paint(WARM, box(786, level, 814, level + wall), soft=9, strength=0.55)
    sheet.paint(
        "#6d7d82", stroke([(800, top + wall + 30), (800, bottom - wall - 30)], 2), strength=0.5
    )


def _measures(sheet: Sheet, top: float, bottom: float, wall: float) -> None:
    lines = (
        ((360, top), (360, bottom), "110 mm", (346, (top + bottom) / 2), "rm", PAPER),
        ((1180, top), (1180, top + wall), "10.0 mm", (1204, top - 40), "lm", INK),
        ((748, bottom + 90), (852, bottom + 90), "12.5 mm", (800, bottom + 140), "mm", INK),
    )
    for start, end, said, place, anchor, colour in lines:
        sheet.paint(AMBER, stroke([start, end], 3.5))
        level = start[1] == end[1]
        for x, y in (start, end):
            mark = [(x, y - 16), (x, y + 16)] if level else [(x - 16, y), (x + 16, y)]
            sheet.paint(AMBER, stroke(mark, 3.5))
        sheet.write(said, place, SMALL + 8, colour, anchor)
    sheet.paint(AMBER, stroke([(1180, top), (1180, top - 40), (1194, top - 40)], 2))
    sheet.paint(AMBER, *(stroke([(x, bottom + 40), (x, bottom + 74)], 2) for x in (748, 852)))


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
    for said, at, colour in (
        ("8 °C", (190, 330), COOL), ("4 °C", (190, 700), COOL), ("45 °C", (1420, 330), WARM), ("38 °C", (1420, 700), WARM),
        ("72 °C", (985, 168), WARM), ("2 °C", (610, 842), COOL),
    ):  # fmt: skip
        sheet.write(said, at, 52, colour)
    return sheet


def _exchanger(sheet: Sheet, x: float, colour: str, pale: str) -> None:
    way = -1 if x < 800 else 1
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


DRAWINGS = {"cores": cores, "pressing": pressing, "cycle": cycle}
