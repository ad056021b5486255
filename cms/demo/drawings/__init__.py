"""The demo's pictures, drawn when it is loaded: scenes, sections, charts in the house's colours."""

from collections.abc import Callable, Mapping
from io import BytesIO

from cms.demo.drawings import (
    bars,
    below,
    city,
    coils,
    cores,
    courtyard,
    cover,
    curves,
    cycle,
    farm,
    gauge,
    hall,
    joint,
    manifold,
    mud,
    night,
    plans,
    plant,
    snow,
    trench,
)
from cms.demo.drawings.sheet import Sheet

SHEETS = (
    bars, below, city, coils, cores, courtyard, cover, curves, cycle, farm,
    gauge, hall, joint, manifold, mud, night, plans, plant, snow, trench,
)  # fmt: skip
DRAWINGS: Mapping[str, Callable[[], Sheet]] = {
    name: made for sheet in SHEETS for name, made in sheet.DRAWINGS.items()
}


def draw(name: str) -> BytesIO:
    """Return a drawing as a PNG file; the same name gives the same bytes. Raises KeyError."""
    file = BytesIO()
    DRAWINGS[name]().finish().save(file, "PNG", compress_level=0)
    file.seek(0)
    return file
