"""Pictures of texts as they are shown: their sizes, with the words that belong to them."""

from collections.abc import Callable, Iterable, Sequence

from cms.item import Image, Source
from cms.models import Media, Rendition, Revision
from cms.queries import uploads
from cms.rules.facts import Placed

Address = Callable[[str, str], str]
PAGES = "image/webp"


def placed(revision: Revision) -> tuple[Placed, ...]:
    """Return a revision's pictures, the first of which leads the piece."""
    return tuple(Placed(**one) for one in revision.images)


def images(wanted: Sequence[Placed], address: Address) -> tuple[Image, ...]:
    """Return those pictures that there are; `address` takes a file's SHA-256 and extension."""
    known = uploads.pictures({one.sha256 for one in wanted})
    return tuple(_image(one, known[one.sha256], address) for one in wanted if one.sha256 in known)


def images_of(revisions: Iterable[Revision], address: Address) -> dict[int, tuple[Image, ...]]:
    """Return the pictures of many texts by revision id, by two queries at most."""
    texts = {one.id: placed(one) for one in revisions if one.images}
    known = uploads.pictures({one.sha256 for text in texts.values() for one in text})
    return {
        id_: tuple(_image(one, known[one.sha256], address) for one in text if one.sha256 in known)
        for id_, text in texts.items()
    }


def _image(words: Placed, media: Media, address: Address) -> Image:
    shown = _for_feeds(media)
    return Image(
        url=address(shown.sha256, shown.extension),
        alt=words.alt,
        caption=words.caption,
        credit=words.credit,
        width=shown.width or 0,
        height=shown.height or 0,
        mime=shown.mime,
        size=shown.size,
        sources=tuple(
            Source(address(one.sha256, one.extension), one.width, one.mime)
            for one in media.renditions
            if one.mime == PAGES
        ),
    )


def _for_feeds(media: Media) -> Media | Rendition:
    """Return the size that readers of feeds and link previews understand, else the picture."""
    return next((one for one in media.renditions if one.mime != PAGES), media)
