"""Uploads as forms and pages find them: by the id that a form refers to, by what they contain."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cms.extensions import db
from cms.models import Media


def by_ids(ids: Collection[int]) -> dict[int, Media]:
    """Return the uploads with these ids, by id."""
    if not ids:
        return {}
    return {one.id: one for one in db.session.scalars(select(Media).where(Media.id.in_(ids)))}


def pictures(submission_id: int) -> dict[str, Media]:
    """Return a piece's pictures with their renditions, by SHA-256.

    The same bytes may belong to other pieces too, under other names, which are nobody's business.
    """
    wanted = select(Media).where(Media.submission_id == submission_id, ~Media.private)
    found = db.session.scalars(wanted.options(selectinload(Media.renditions)))
    return {one.sha256: one for one in found}


def attachments(submission_id: int) -> list[Media]:
    """Return what came with a piece for its editors alone, in the order it came."""
    wanted = select(Media).where(Media.submission_id == submission_id, Media.private)
    return list(db.session.scalars(wanted.order_by(Media.id)))
