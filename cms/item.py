"""One released revision as the world sees it, for every outlet: frozen and complete."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

State = Literal["live", "corrected", "retracted", "killed"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A name in the byline; `slug` is empty when the author has no page."""

    name: str
    slug: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A section or a tag."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Size:
    """The same picture in another size, for pages; width and height in pixels."""

    url: str
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that can be opened at `url`; width and height in pixels, size in bytes.

    `sizes` are the same picture for pages, the narrowest first. `sha256` is what texts name it by;
    `placed` tells that its figure stands in the text, so that it is not shown beside it again.
    """

    url: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int
    mime: str
    size: int
    sizes: tuple[Size, ...] = ()
    sha256: str = ""
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An article as published: `html` is clean with absolute links and complete figures.

    `note` is the public note of a correction, retraction or kill; `html` does not hold it.
    Raises ValueError for a naive datetime.
    """

    public_id: str
    url: str
    title: str
    dek: str
    html: str
    language: str
    kind: str
    section: Topic
    tags: tuple[Topic, ...]
    authors: tuple[Credit, ...]
    responsible_editor: str
    published_at: datetime
    updated_at: datetime
    tag_uri: str
    state: State = "live"
    note: str = ""
    images: tuple[Image, ...] = ()

    def __post_init__(self) -> None:
        _require_aware(self.published_at)
        _require_aware(self.updated_at)


def tag_uri(host: str, published_at: datetime, public_id: str) -> str:
    """Give an article's permanent id, `tag:host,YYYY-MM-DD:public_id` (RFC 4151), dated in UTC.

    `host` is the ASCII host name without a port (`Urls.host`). Raises ValueError for a naive date.
    """
    _require_aware(published_at)
    return f"tag:{host},{published_at.astimezone(UTC):%Y-%m-%d}:{public_id}"


def _require_aware(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError(f"A published date needs its time zone: {moment!r}")
