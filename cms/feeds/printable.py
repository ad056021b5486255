"""What every format prints of an item: legal characters only, and nothing that was taken back."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import TypeVar

from cms.feeds.feed import Feed
from cms.item import Item
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


def printable(item: Item) -> Item:
    """Return the item as the public may read it: legal, titled, and bare after a takeback."""
    clean = legal(item)
    clean = replace(clean, title=" ".join(clean.title.split()) or clean.public_id)
    if clean.state in ("retracted", "killed"):
        return replace(clean, dek=clean.note, html=_note(clean), text=clean.note, images=())
    return replace(clean, html=_note(clean) + clean.html)


def _note(item: Item) -> str:
    return f"<p><strong>{escape(item.note, quote=False)}</strong></p>" if item.note else ""


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


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC to the second, so that equal moments print equally."""
    return moment.astimezone(UTC).replace(microsecond=0)
