"""Curves over time: temperatures in the ground, a response test, a load in order of size."""

import math
from collections.abc import Iterator

from cms.demo.drawings.charts import BOTTOM, SMALL, Axes, curve, dots, ruled, under
from cms.demo.drawings.palette import COOL, EARTH, INK, PAPER, WARM
from cms.demo.drawings.shapes import Point, box, stroke
from cms.demo.drawings.sheet import Sheet, fade

DAYS = 365
BASE = 660


def temperatures() -> Sheet:
    """Draw a year of ground temperatures at three depths."""
    axes = Axes(6, 26, 0, DAYS)
    months = [31 * n - 15.5 for n in range(1, 13)]
    sheet = ruled(axes, (6, 10, 14, 18, 22, 26), (), ("°C", ""))
    for number, day in enumerate(months, 1):
        sheet.write(str(number), (axes.at(day, 6)[0], BOTTOM + 46), SMALL, "#5d737a")
    for mean, swing, late, colour, name, at in (
        (16, 8.6, 0, WARM, "2 m", (228, 24.3)),
        (16.4, 2.4, 70, EARTH[4], "20 m", (300, 19.6)),
        (17.2, 0.25, 130, COOL, "60 m", (30, 18.3)),
    ):
        curve(sheet, axes.line(_year(mean, swing, late)), colour, 7)
        sheet.write(name, axes.at(*at), SMALL + 3, colour, "lm")
    return sheet


def _year(mean: float, swing: float, late: float) -> Iterator[Point]:
    """Yield one year's temperatures at a depth: the deeper, the smaller and later the swing."""
    for day in range(0, DAYS + 1, 3):
        yield day, mean - swing * math.cos(2 * math.pi * (day - 20 - late) / DAYS)


def ten_years() -> Sheet:
    """Draw the same field twice: drifting upwards, and settled every spring."""
    axes = Axes(10, 34, 0, 10)
    sheet = ruled(axes, (10, 14, 18, 22, 26, 30, 34), range(11), ("°C", "a"))
    drifting, settled = list(_decade(0.95)), list(_decade(0.0))
    gap = [*axes.line(_means(0.95)), *reversed(axes.line(_means(0.0)))]
    for points, colour in ((gap, WARM),):
        sheet.paint(colour, under(points, points[-1][1]), strength=0.10)
    curve(sheet, axes.line(drifting), WARM, 4.5)
    curve(sheet, axes.line(settled), COOL, 4.5)
    sheet.write("+0.8 °C/a", axes.at(6.9, 31.4), SMALL + 4, WARM, "rm")
    sheet.write("±0 °C/a", axes.at(8.6, 11.7), SMALL + 4, COOL, "lm")
    return sheet


def _decade(drift: float) -> Iterator[Point]:
    for step in range(481):
        year = step / 48
        swing = 5.2 * math.sin(2 * math.pi * (year - 0.28)) + 1.1 * math.sin(4 * math.pi * year)
        yield year, 18 + swing * (1 - 0.01 * year) + drift * 8.4 * (1 - math.exp(-year / 7.5))


def _means(drift: float) -> Iterator[Point]:
    for year in range(11):
        yield year, 18 + drift * 8.4 * (1 - math.exp(-year / 7.5))


def response() -> Sheet:
    """Draw a thermal response test: readings over the logarithm of time, and the fitted line."""
    axes = Axes(14, 34, 0.5, 100, math.log10)
    sheet = ruled(axes, (14, 18, 22, 26, 30, 34), (0.5, 1, 2, 5, 10, 20, 50, 100), ("°C", "h"))
    for hour in (1, 10, 100):
        x = axes.at(hour, 14)[0]
        sheet.paint("#dfe5e3", box(x - 0.8, 120, x + 0.8, BOTTOM - 2))
    left, right = axes.at(0.5, 14)[0], axes.at(10, 14)[0]
    sheet.paint("#e9eeed", box(left, 120, right, BOTTOM - 2), strength=0.75)
    fitted = axes.line([(0.7, _fitted(0.7)), (100, _fitted(100))])
    sheet.paint(WARM, stroke(fitted, 5))
    dots(sheet, axes.line(_readings()), COOL, 7)
    sheet.write("2.31 W/(m·K)", axes.at(13, 23.4), SMALL + 14, WARM, "lm")
    sheet.write("10 h", (right - 16, 150), SMALL, "#5d737a", "rm")
    return sheet


def _fitted(hour: float) -> float:
    return 20.6 + 5.3 * math.log10(hour)


def _readings() -> Iterator[Point]:
    for step in range(70):
        hour = 0.5 * 10 ** (step * 2.16 / 69)
        early = 4.9 * math.exp(-hour / 1.7)
        yield (
            hour,
            _fitted(hour) - early + 0.16 * math.sin(step * 2.3) + 0.09 * math.sin(step * 5.1),
        )


def duration() -> Sheet:
    """Draw a load in order of size over a year: the base for heat pumps, the peak for another."""
    axes = Axes(0, 1200, 0, 8760)
    columns = (0, 1460, 2920, 4380, 5840, 7300, 8760)
    sheet = ruled(axes, (0, 200, 400, 600, 800, 1000, 1200), columns, ("kW", "h"))
    load = [(h, _load(h)) for h in range(0, 8761, 20)]
    base = axes.line([(h, min(kw, BASE)) for h, kw in load])
    peak = [axes.at(h, kw) for h, kw in load if kw >= BASE]
    level = axes.at(0, BASE)[1]
    sheet.paint(fade("#3c8294", "#0b5c70", start=400, end=880), under(base))
    sheet.shade("#073f4e", under(base), start=1300, end=-200, across=True, strength=0.7)
    sheet.paint(fade("#dd9a58", WARM, start=120, end=480), under(peak, level))
    sheet.shade("#7a3d1a", under(peak, level), start=360, end=40, across=True, strength=0.6)
    sheet.paint(PAPER, box(150, level - 2.5, axes.at(8760, 0)[0], level + 2.5))
    sheet.paint(INK, stroke(axes.line(load), 4))
    sheet.write("92 %", axes.at(1850, 270), 76, PAPER)
    sheet.write("8 %", axes.at(520, 752), 46, PAPER)
    sheet.write("660 kW", axes.at(8760, 690), SMALL + 3, INK, "rs")
    return sheet


def _load(hour: float) -> float:
    part = hour / 8760
    return 960 * math.pow(1 - part, 1.55) + 165 * math.exp(-part * 26) + 36 * (1 - part**6)


DRAWINGS = {
    "temperatures": temperatures,
    "tenyears": ten_years,
    "response": response,
    "duration": duration,
}
