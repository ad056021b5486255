"""Where files lie that are not public, for those who may see them."""

from collections.abc import Iterable, Sequence
from typing import Any

from cms.item import Image, Size
from cms.models import Media, Rendition, Revision, Submission
from cms.queries import uploads
from cms.queries.images import images, placed
from cms.rules.facts import Placed
from cms.web.context import urls
from cms.web.references import refer


def in_form(wanted: Sequence[Placed], files: Iterable[Media]) -> tuple[Image, ...]:
    """Return a form's pictures as its own browser opens them."""
    return images(wanted, {one.sha256: one for one in files}, _of_upload)


def thumbnail(media: Media) -> Size | None:
    """Return the smallest size of a picture in a form, None when it has none."""
    smallest = next(iter(media.renditions), None)
    if smallest is None:
        return None
    return Size(_of_upload(media, smallest), smallest.width, smallest.height, smallest.mime)


def images_in(revision: Revision, folder: str) -> tuple[Image, ...]:
    """Return a text's pictures as they open below `folder`, the address of its piece's files."""
    known = uploads.pictures(revision.submission_id)
    return images(placed(revision), known, lambda _media, size: f"{folder}/{_name(size)}")


def attachments_of(submission: Submission, folder: str) -> list[dict[str, Any]]:
    """Return what came for the editors alone: name, size in bytes, address."""
    return [
        {"name": one.original_name, "size": one.size, "href": f"{folder}/{_name(one)}"}
        for one in uploads.attachments(submission.id)
    ]


def desk_folder(submission_id: int) -> str:
    """Return where the desk opens a piece's files."""
    return f"{urls().desk('media')}/{submission_id}"


def my_folder(submission_id: int) -> str:
    """Return where their owner opens a piece's files."""
    return f"{urls().my('media')}/{submission_id}"


def _of_upload(media: Media, size: Rendition) -> str:
    return f"{urls().base}/uploads/{refer(media.id)}/{_name(size)}"


def _name(file: Media | Rendition) -> str:
    return f"{file.sha256}.{file.extension}"
