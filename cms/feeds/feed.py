"""A listing ready to be printed in any feed format."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cms.item import Item
from cms.urls import Urls

# An empty feed needs some date; now() would change its bytes and its ETag on every render.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Link:
    """A further link of the feed itself: rel like `hub`, `next`, `prev-archive`."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A listing's titles, addresses and items, newest first, as the caller ordered them.

    `url` is the feed's own absolute address, `site_url` the same listing as a page;
    `icon` the absolute address of a square PNG, GIF or JPEG; `language` like `zh-Hans`.
    """

    title: str
    subtitle: str
    url: str
    site_url: str
    language: str
    items: tuple[Item, ...]
    publisher: str
    icon: str | None = None
    links: tuple[Link, ...] = ()

    @property
    def updated(self) -> datetime:
        """When the newest change to any item happened; a fixed past date for an empty feed."""
        return max((item.updated_at for item in self.items), default=NEVER)

    @property
    def site(self) -> Urls:
        """The addresses of the site that the feed belongs to."""
        parts = urlsplit(self.url)
        return Urls(f"{parts.scheme}://{parts.netloc}")
