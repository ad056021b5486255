"""Pictures and tables on pages: nothing shifts, nothing is bigger than needed, numbers align."""

import re
from collections.abc import Iterable

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from cms.item import Image
from cms.text.lines import held
from cms.text.tables import set_tables

COLUMN = "(min-width: 44rem) 40.5rem, 94vw"
"""How wide a picture stands in the text, for the browser to choose a size by."""
_STANDING = re.compile(r'<img src="([^"]*)"')


def register(app: Flask) -> None:
    """Hand the filters to templates."""
    app.jinja_env.filters.update(pictured=pictured, sources=sources)


def pictured(html: str, images: Iterable[Image]) -> Markup:
    """Give the pictures that stand in a text their sizes, set its tables, hold its lines.

    Pictures load when they come near. `html` is clean with complete figures
    (`queries.images.set_in`), `images` those of its piece.
    """
    known = {str(escape(one.url)): one for one in images if one.placed}

    def sized(found: re.Match[str]) -> str:
        image = known.get(found[1])
        return f'{found[0]}{sources(image)} loading="lazy" decoding="async"' if image else found[0]

    found = held(set_tables(_STANDING.sub(sized, html), _("Table")))
    return Markup(found)  # noqa: S704  cleaned, and its words were escaped


def sources(image: Image, sizes: str = COLUMN) -> Markup:
    """Return the attributes `srcset` and `sizes` with a space before; nothing for one size."""
    if not image.sizes:
        return Markup()
    found = ", ".join(f"{one.url} {one.width}w" for one in image.sizes)
    return Markup(' srcset="{}" sizes="{}"').format(found, sizes)
