"""Pictures of a text, with the words that belong to them, for whoever may see them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cms.item import Image, Size
from cms.models import Media, Rendition, Revision
from cms.rules.facts import Placed
from cms.text.figures import place

JPEG = "image/jpeg"  # for feeds and link previews; pages take the other sizes
Address = Callable[[Media, Rendition], str]


def placed(revision: Revision) -> tuple[Placed, ...]:
    """Return a revision's pictures, the first of which leads the piece."""
    return tuple(Placed(**one) for one in revision.images)


def images(
    wanted: Sequence[Placed], known: Mapping[str, Media], address: Address
) -> tuple[Image, ...]:
    """Return those pictures that are known, by SHA-256; `address` says where a size of one is."""
    return tuple(_image(one, known[one.sha256], address) for one in wanted if one.sha256 in known)


def set_in(html: str, found: Sequence[Image]) -> tuple[str, tuple[Image, ...]]:
    """Return clean HTML with its figures complete, and the pictures with those flagged.

    Of a picture that the list holds twice, the first is the one in the text.
    """
    known = {one.sha256: one for one in reversed(found)}
    complete, names = place(html, known)
    return complete, tuple(
        replace(one, placed=one.sha256 in names and known[one.sha256] is one) for one in found
    )


def _image(words: Placed, media: Media, address: Address) -> Image:
    whole = next(one for one in media.renditions if one.mime == JPEG)
    return Image(
        url=address(media, whole),
        alt=words.alt,
        caption=words.caption,
        credit=words.credit,
        width=whole.width,
        height=whole.height,
        mime=whole.mime,
        size=whole.size,
        sha256=media.sha256,
        sizes=tuple(
            Size(address(media, one), one.width, one.height, one.mime)
            for one in media.renditions
            if one is not whole
        ),
    )
