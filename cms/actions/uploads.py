"""Uploads that go with a piece: each form may bring them, the same ones more than once."""

from collections.abc import Iterable

from sqlalchemy import select

from cms.actions.media import attach
from cms.extensions import db
from cms.models import Media, Rendition, Submission

FILE = ("sha256", "extension", "mime", "size", "width", "height")


def bring(submission: Submission, files: Iterable[Media]) -> None:
    """Give the piece what its form holds; what it has already, by content, it keeps.

    A form sent again as another piece brings what the first piece has: that piece keeps its row,
    and this one gets a row of its own, over the same bytes.
    """
    theirs = select(Media.sha256, Media.private).where(Media.submission_id == submission.id)
    has = {(sha256, private) for sha256, private in db.session.execute(theirs)}
    for one in files:
        if (one.sha256, one.private) not in has:
            attach(submission, [one if one.submission_id is None else _again(one)])
            has.add((one.sha256, one.private))


def _again(media: Media) -> Media:
    kept = ("private", "original_name", "owner_id", "created_at")
    made = Media(
        **{name: getattr(media, name) for name in (*FILE, *kept)},
        renditions=[
            Rendition(**{name: getattr(one, name) for name in FILE}) for one in media.renditions
        ],
    )
    db.session.add(made)
    return made
