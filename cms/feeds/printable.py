"""What every format prints of an item: legal characters only, and nothing that was taken back."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import TypeVar

from cms.feeds.feed import Feed
from cms.item import Image, Item
from cms.text.plain import xml_safe

log = logging.getLogger(__name__)

T = TypeVar("T")
Made = TypeVar("Made")


def legal(value: T) -> T:
    """Return a copy of a text, a tuple or a dataclass whose texts hold only legal XML."""
    made: object = value
    if isinstance(value, str):
        made = xml_safe(value)
    elif isinstance(value, tuple):
        made = tuple(legal(part) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{f.name: legal(getattr(value, f.name)) for f in fields(value)})
    return made  # type: ignore[return-value]  # each branch keeps the type it found


def title_of(feed: Feed) -> str:
    """Return the feed's title, or the site's host, since no format takes a blank one."""
    return _line(feed.title) or feed.site.host


def printable(item: Item) -> Item:
    """Return the item as the public may read it, with a title, a body and no nameless names.

    A correction's note stands above the text; of a piece taken back only the note is left.
    """
    clean = legal(item)
    clean = replace(
        clean,
        title=_line(clean.title) or clean.public_id,
        section=replace(clean.section, name=clean.section.name or clean.section.slug),
        tags=tuple(tag for tag in clean.tags if tag.slug and tag.name),
        authors=tuple(credit for credit in clean.authors if credit.name),
    )
    if clean.state in ("retracted", "killed"):
        clean = replace(clean, dek=clean.note, html="", images=())
    return replace(clean, html=_body(clean))


def _body(item: Item) -> str:
    note = f"<p><strong>{escape(item.note, quote=False)}</strong></p>" if item.note else ""
    # Atom and JSON Feed refuse an item without any text.
    plain = "" if note else f"<p>{escape(item.title, quote=False)}</p>"
    return note + (item.html if item.html.strip() else plain)


def _line(text: str) -> str:
    return " ".join(legal(text).split())


def each(feed: Feed, make: Callable[[Feed, Item], Made]) -> Iterator[Made]:
    """Make one thing of each item in order; an item that fails is logged and left out."""
    for item in feed.items:
        made = _attempt(feed, item, make)
        if made is not None:
            yield made


def _attempt(feed: Feed, item: Item, make: Callable[[Feed, Item], Made]) -> Made | None:
    try:
        return make(feed, printable(item))
    except Exception:
        log.exception("Left %s out of %s: it can't be printed", item.public_id, feed.url)
        return None


def beside(item: Item) -> tuple[Image, ...]:
    """Return the pictures that its text does not show already."""
    return tuple(image for image in item.images if not image.placed)


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC to the second, so that equal moments print equally."""
    return moment.astimezone(UTC).replace(microsecond=0)
