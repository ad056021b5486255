"""Pictures of a text that is not public yet, with the words that belong to them."""

from collections.abc import Callable, Mapping, Sequence

from cms.item import Image, Size
from cms.models import Media, Rendition, Revision
from cms.rules.facts import Placed

Address = Callable[[Media, Rendition], str]


def placed(revision: Revision) -> tuple[Placed, ...]:
    """Return a revision's pictures, the first of which leads the piece."""
    return tuple(Placed(**one) for one in revision.images)


def images(
    wanted: Sequence[Placed], known: Mapping[str, Media], address: Address
) -> tuple[Image, ...]:
    """Return those pictures that are known, by SHA-256; `address` says where a size of one is."""
    return tuple(_image(one, known[one.sha256], address) for one in wanted if one.sha256 in known)


def _image(words: Placed, media: Media, address: Address) -> Image:
    widest = media.renditions[-1]
    return Image(
        url=address(media, widest),
        alt=words.alt,
        caption=words.caption,
        credit=words.credit,
        width=widest.width,
        height=widest.height,
        mime=widest.mime,
        size=widest.size,
        sizes=tuple(
            Size(address(media, one), one.width, one.height, one.mime)
            for one in media.renditions
            if one.mime == widest.mime
        ),
    )
