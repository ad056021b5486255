"""Core samples and bits on a bench."""

import math
from random import Random

from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import AMBER, INK, RUST, mix
from cms.demo.drawings.shapes import Point, area, bend, box, laid, oval, way
from cms.demo.drawings.sheet import Sheet, fade

CORES = (
    ("#b9a283", "#d9c4a3"),
    ("#c9b795", "#e6dcc6"),
    ("#8d7358", "#b08d66"),
    ("#7f8f8d", "#b9c5c3"),
    ("#5f7a80", "#93a5aa"),
)

END = 988


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
    shadow(sheet, box(88, top + 16, 1032, top + 150, 8), soft=14, strength=0.6)
    wood = fade("#c39a63", "#8a6444", start=70, end=1010, across=True)
    sheet.paint(wood, box(70, top, 1010, top + 132, 6))
    sheet.paint("#3a2a1d", box(84, top + 14, 996, top + 118, 4))
    chance = Random(n)  # noqa: S311  the same cores each time
    x = 92.0
    while x < END - 28:
        long = min(chance.uniform(60, 210), END - x)
        _core(sheet, (x, top + 20, x + long - 5, top + 112), CORES[n], chance)
        x += long
    sheet.paint("#f3e9d2", box(20, top + 40, 64, top + 92, 4))
    sheet.write(str(n * 20), (42, top + 66), 30, INK)


def _core(
    sheet: Sheet, bounds: tuple[float, float, float, float], tones: tuple[str, str], chance: Random
) -> None:
    (left, top, right, bottom), (dark, light) = bounds, tones
    core, deep = box(*bounds, 9), mix(dark, "#14282e", 0.65)
    round_ = fade(light, mix(light, dark, 0.5), dark, deep, start=top, end=bottom)
    sheet.paint(round_, core)
    sheet.shade(deep, core, start=top - 10, end=bottom + 18, strength=0.8)
    specks = [
        oval(
            chance.uniform(left + 8, right - 8), chance.uniform(top + 8, bottom - 8),
            chance.uniform(1.5, 5.5), chance.uniform(1, 4),
        )
        for _ in range(int((right - left) / 6))
    ]  # fmt: skip
    sheet.paint(mix(dark, "#14282e", 0.4), *specks, strength=0.6)
    sheet.paint("#fff3d6", box(left + 6, top + 6, right - 7, top + 12, 3), strength=0.55)


def _bit(sheet: Sheet, x: float, y: float, size: float) -> None:
    shadow(sheet, oval(x + size * 0.35, y + size * 0.5, size * 1.25), soft=26, strength=0.6)
    face = oval(x, y, size)
    steel = fade("#c9d4d2", "#5d737a", "#20353c", start=x - size, end=x + size, across=True)
    sheet.paint(steel, face)
    sheet.shade(
        "#0d2228", face, start=x - size * 0.4, end=x + size * 1.4, across=True, strength=0.7
    )
    for n in range(3):
        turn = math.radians(-90 + n * 120)
        _cone(sheet, (x + math.cos(turn) * size * 0.5, y + math.sin(turn) * size * 0.5), size, n)
    sheet.paint("#0d2228", oval(x, y, size * 0.1))


def _cone(sheet: Sheet, at: Point, size: float, n: int) -> None:
    (x, y), half = at, size * 0.46
    shadow(sheet, oval(x + 5, y + 7, half), soft=6, strength=0.5)
    steel = fade("#e6ebe7", "#7c949a", "#2d3f45", start=x - half, end=x + half, across=True)
    sheet.paint(steel, oval(x, y, half))
    teeth = [
        (
            x + math.cos(math.tau * k / count + n) * size * out,
            y + math.sin(math.tau * k / count + n) * size * out,
        )
        for out, count in ((0.36, 9), (0.2, 5), (0.0, 1))
        for k in range(count)
    ]
    sheet.paint("#14282e", *(oval(a + 2, b + 3, size * 0.065) for a, b in teeth))
    sheet.paint(AMBER, *(oval(a, b, size * 0.058) for a, b in teeth))
    sheet.paint("#fff3d6", *(oval(a - size / 56, b - size / 56, size * 0.02) for a, b in teeth))


def _crown(sheet: Sheet) -> None:
    x, y = 1290, 740
    shadow(sheet, oval(x + 40, y + 130, 190, 60), soft=26, strength=0.6)
    steel = fade(
        "#dfe6e2", "#93a5aa", "#3b5058", "#1d2b30", start=x - 150, end=x + 150, across=True
    )
    foot = bend(*laid(way("150 110, 80 146, 0 156, -80 146, -150 110"), (x, y)))
    sheet.paint(steel, area([(x - 150, y - 150), (x + 150, y - 150), *foot]))
    sheet.paint("#b9c5c3", oval(x, y - 150, 150, 44))
    bore = fade("#0d2228", "#3b5058", start=x - 112, end=x + 112, across=True)
    sheet.paint(bore, oval(x, y - 150, 112, 31))
    gold = fade(AMBER, RUST, start=x - 150, end=x + 150, across=True)
    for n in range(7):
        turn = math.radians(20 + n * 23.3)
        a, b = x - math.cos(turn) * 140, y + 104 + math.sin(turn) * 42
        sheet.paint(gold, box(a - 19, b - 20, a + 19, b + 34, 4))
        sheet.paint(
            "#fff3d6", *(oval(a - 10 + k * 7, b - 8 + (k * 17) % 30, 2.4) for k in range(4))
        )
    sheet.paint("#f3e9d2", box(x - 118, y - 96, x - 104, y + 84, 6), strength=0.5)


DRAWINGS = {"cores": cores}
