"""The feed formats: one file each, one line in this registry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cms.feeds import atom, jsonfeed, rss
from cms.feeds.feed import Feed, Link

__all__ = ["FORMATS", "Feed", "Format", "Link"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to print a feed; `name` is the extension in its address, `mime` the Content-Type."""

    name: str
    label: str
    mime: str
    render: Callable[[Feed], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        made.name: made
        for made in (
            Format("rss", "RSS", f"{rss.MIME}; charset=utf-8", rss.render),
            Format("atom", "Atom", f"{atom.MIME}; charset=utf-8", atom.render),
            Format("json", "JSON Feed", f"{jsonfeed.MIME}; charset=utf-8", jsonfeed.render),
        )
    }
)
