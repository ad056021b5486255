"""The demo's pictures, drawn when it is loaded: scenes, sections and charts in the house's colours."""

from collections.abc import Callable, Mapping
from io import BytesIO

from cms.demo.drawings import (
    old,
    snow,
)
from cms.demo.drawings.sheet import Sheet

DRAWINGS: Mapping[str, Callable[[], Sheet]] = {
    **snow.DRAWINGS,
}


def draw(name: str) -> BytesIO:
    """Return a drawing as a PNG file; the same name gives the same bytes. Raises KeyError."""
    if name not in DRAWINGS:
        return old.draw(name)
    file = BytesIO()
    DRAWINGS[name]().finish().save(file, "PNG", compress_level=1)
    file.seek(0)
    return file
