"""A welded joint of a plastic pipe, cut open."""

from cms.demo.drawings.charts import SMALL
from cms.demo.drawings.land import shadow
from cms.demo.drawings.palette import AMBER, INK, PAPER, WARM
from cms.demo.drawings.shapes import box, oval, stroke
from cms.demo.drawings.sheet import Sheet, fade


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


DRAWINGS = {"pressing": pressing}
