"""Bars and dots: hourly loads, monthly heat, tender prices, the performance of many plants."""

import math
from random import Random

from cms.demo.drawings.charts import BOTTOM, LEFT, RIGHT, SMALL, TOP, Axes, bar, dots, ruled, yuan
from cms.demo.drawings.palette import COOL, EARTH, INK, PAPER, RULE, WARM
from cms.demo.drawings.shapes import area, box, stroke
from cms.demo.drawings.sheet import Sheet

MIDDLE = (TOP + BOTTOM) / 2
PRICES = (86, 92, 97, 101, 104, 108, 113, 121, 132)
TAKEN = (46, 41, 30, 11, 0, 0, 0, 0, 0, 9, 27, 42)
GIVEN = (0, 0, 0, 8, 27, 49, 66, 63, 38, 12, 0, 0)


def loads() -> Sheet:
    """Draw two days hour by hour: heat given off above the line, heat needed below it."""
    sheet = Sheet(PAPER, grain=0)
    for row, label in enumerate((400, 200, 0, 200, 400)):
        y = TOP + (BOTTOM - TOP) * row / 4
        sheet.paint(RULE, box(LEFT, y - 0.8, RIGHT, y + 0.8))
        sheet.write(str(label), (LEFT - 22, y), SMALL, "#5d737a", "rm")
    sheet.write("kW", (LEFT - 22, TOP - 56), SMALL, INK, "rm")
    for hour in range(48):
        x = LEFT + 12 + hour * 28.2
        ice = 190 + 90 * math.sin((hour - 13) * math.pi / 12) + 34 * math.sin(hour * 2.1)
        pool = 180 + 110 * math.cos((hour - 7) * math.pi / 12) + 26 * math.sin(hour * 1.3)
        bar(sheet, (x, MIDDLE - ice, x + 19, MIDDLE - 3), WARM)
        bar(sheet, (x, MIDDLE + 3, x + 19, MIDDLE + pool), COOL)
        if hour % 6 == 0:
            sheet.write(str(hour % 24), (x + 10, BOTTOM + 46), SMALL, "#5d737a")
    sheet.paint(INK, box(LEFT, MIDDLE - 1.5, RIGHT, MIDDLE + 1.5))
    sheet.write("h", (RIGHT, BOTTOM + 46), SMALL, "#5d737a", "rm")
    return sheet


def monthly() -> Sheet:
    """Draw a year's heat by months: what the ground is given above, what is taken below."""
    axes = Axes(-60, 80, 0.4, 12.6)
    sheet = ruled(axes, (-60, -40, -20, 0, 20, 40, 60, 80), range(1, 13), ("MWh", ""))
    level = axes.at(1, 0)[1]
    for month, (given, taken) in enumerate(zip(GIVEN, TAKEN, strict=True), 1):
        x = axes.at(month, 0)[0]
        if given:
            top = axes.at(month, given)[1]
            bar(sheet, (x - 36, top, x + 36, level), WARM)
            sheet.write(str(given), (x, top - 24), SMALL - 3, WARM)
        if taken:
            bottom = axes.at(month, -taken)[1]
            bar(sheet, (x - 36, level, x + 36, bottom), COOL)
            sheet.write(str(taken), (x, bottom + 26), SMALL - 3, COOL)
    sheet.paint(INK, box(LEFT, level - 1.5, RIGHT, level + 1.5))
    return sheet


def tenders() -> Sheet:
    """Draw nine tender prices in order, with the median across."""
    axes = Axes(0, 140, 0.4, 9.6)
    sheet = ruled(axes, (0, 20, 40, 60, 80, 100, 120, 140), range(1, 10), ("", ""))
    yuan(sheet, (LEFT - 86, TOP - 56), INK, 30)
    sheet.write("/m", (LEFT - 66, TOP - 56), SMALL, INK, "lm")
    median = axes.at(1, PRICES[4])[1]
    for left in range(LEFT, RIGHT, 26):
        sheet.paint(WARM, stroke([(left, median), (left + 13, median)], 3))
    for place, price in enumerate(PRICES, 1):
        x, y = axes.at(place, price)
        bar(sheet, (x - 46, y, x + 46, BOTTOM - 2), COOL if price != PRICES[4] else WARM)
        sheet.write(str(price), (x, y + 34), SMALL + 4, PAPER)
    return sheet


def performance() -> Sheet:
    """Draw sixty plants: seasonal performance over the temperature of the flow, and the trend."""
    axes = Axes(2, 7, 25, 65)
    sheet = ruled(axes, (2, 3, 4, 5, 6, 7), range(25, 66, 5), ("", "°C"))
    sheet.write("kWh/kWh", (LEFT - 86, TOP - 56), SMALL, INK, "lm")
    chance = Random(60)  # noqa: S311  the same plants each time
    plants = []
    for _ in range(60):
        flow = chance.triangular(28, 62, 40)
        plants.append((flow, _trend(flow) + chance.gauss(0, 0.36)))
    ends = range(27, 64)
    upper = axes.line([(t, _trend(t) + 0.5) for t in ends])
    lower = axes.line([(t, _trend(t) - 0.5) for t in ends])
    sheet.paint(EARTH[3], area([*upper, *reversed(lower)]), strength=0.3)
    sheet.paint(WARM, stroke(axes.line([(t, _trend(t)) for t in ends]), 6))
    dots(sheet, axes.line(sorted(plants)), COOL, 9)
    return sheet


def _trend(flow: float) -> float:
    return 5.95 - 0.083 * (flow - 28) + 0.00042 * (flow - 28) ** 2


DRAWINGS = {"loads": loads, "monthly": monthly, "tenders": tenders, "cop": performance}
