"""A piece that may go out, as each outlet will show it."""

from dataclasses import dataclass, replace
from functools import partial

from cms.channels.wechat import Pasted, paste
from cms.errors import NotFound
from cms.extensions import settings
from cms.feeds import FORMATS, Feed
from cms.item import Image, Item
from cms.models import State, Submission
from cms.queries.items import to_item
from cms.queries.previews import preview, to_release
from cms.storage import open_storage
from cms.web.context import config, now, urls
from cms.web.guarded import text_in
from cms.web.language import choose

OPEN = frozenset({State.APPROVED, State.SCHEDULED, State.RELEASED})
TAKEN_BACK = frozenset({"retracted", "killed", "unpublished"})


@dataclass(frozen=True)
class Outlook:
    """`item` is the piece for readers, with pictures that the desk can open.

    `pasted` is what goes onto the clipboard; None when the piece was taken back.
    """

    item: Item
    public: bool
    pasted: Pasted | None

    @property
    def as_seen(self) -> Pasted:
        """Return the piece as WeChat's readers will see it, pictures in their places."""
        return paste(self.item, address=self.address, reachable=True)

    @property
    def address(self) -> str:
        """Return the short address that leads to the piece, empty before it is public."""
        return urls().article(self.item.public_id, "").rstrip("/") if self.public else ""


def outlook(submission: Submission) -> Outlook:
    """Return how the piece will go out; raises NotFound before it is approved."""
    if submission.state not in OPEN:
        raise NotFound
    article = submission.article if submission.state is State.RELEASED else None
    if article is None:
        item = preview(submission, _text(submission), urls(), choose(), now())
        return Outlook(item, public=False, pasted=paste(item))
    item = to_item(article, urls(), choose())
    if item.state in TAKEN_BACK:
        return Outlook(item, public=False, pasted=None)
    found = Outlook(item, public=True, pasted=None)
    return replace(found, pasted=paste(item, address=found.address, reachable=_reachable()))


def _text(submission: Submission) -> tuple[str, tuple[Image, ...]]:
    return text_in(to_release(submission), partial(urls().desk_media, submission.id))


def _reachable() -> bool:
    """Tell whether WeChat's own machines can fetch a public picture of ours."""
    return config().secure and not config().on_loopback


def feed_item(item: Item) -> str:
    """Return the entry that RSS readers get, as it is printed there."""
    feed = Feed(
        title=config().site_name,
        subtitle=config().site_tagline,
        url=urls().feed("all", "rss"),
        site_url=urls().front(),
        language=config().locale.replace("_", "-"),
        items=(item,),
        publisher=config().site_name,
    )
    printed = FORMATS["rss"].render(feed).decode()
    start, end = printed.find("<item>"), printed.find("</item>")
    return printed[start : end + len("</item>")]


def picture_name(url: str) -> str:
    """Return the name that the bytes of an item's picture are kept under."""
    return url.rpartition("/")[2]


def picture_bytes(url: str) -> bytes:
    """Return the bytes of an item's picture."""
    return open_storage(settings().media_url).read(picture_name(url))
