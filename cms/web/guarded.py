"""Where files lie that are not public, for those who may see them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cms.item import Image, Size
from cms.models import Media, Rendition, Revision, Submission
from cms.queries import uploads
from cms.queries.images import images, placed, set_in
from cms.rules.facts import Placed
from cms.web.context import urls
from cms.web.references import refer

FileAddress = Callable[[str], str]
"""Where one of a piece's files opens, by the name that its bytes are kept under."""


def in_form(wanted: Sequence[Placed], files: Iterable[Media]) -> tuple[Image, ...]:
    """Return a form's pictures as its own browser opens them."""
    return images(wanted, {one.sha256: one for one in files}, _of_upload)


def thumbnail(media: Media) -> Size | None:
    """Return the smallest size of a picture in a form, None when it has none."""
    return _shown(media, media.renditions[:1])


def near(media: Media) -> Size | None:
    """Return a picture in a form as wide as a text stands, None when it has no size."""
    pages = [one for one in media.renditions if one.mime == "image/webp"]
    return _shown(media, pages[1:2] or pages[:1] or media.renditions[:1])


def _shown(media: Media, sizes: Sequence[Rendition]) -> Size | None:
    for one in sizes:
        return Size(_of_upload(media, one), one.width, one.height, one.mime)
    return None


def text_in(revision: Revision, at: FileAddress) -> tuple[str, tuple[Image, ...]]:
    """Return a text's HTML with its pictures set in, and the pictures.

    `at` gives the addresses where whoever asks may open them.
    """
    known = uploads.pictures(revision.submission_id)
    found = images(placed(revision), known, lambda _media, size: at(_name(size)))
    return set_in(revision.html, found)


def attachments_of(submission: Submission, at: FileAddress) -> list[dict[str, Any]]:
    """Return what came for the editors alone: name, size in bytes, address."""
    return [
        {"name": one.original_name, "size": one.size, "href": at(_name(one))}
        for one in uploads.attachments(submission.id)
    ]


def _of_upload(media: Media, size: Rendition) -> str:
    return urls().upload(refer(media.id), _name(size))


def _name(file: Media | Rendition) -> str:
    return f"{file.sha256}.{file.extension}"
