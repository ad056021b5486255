"""Which bytes the tables know of, to be compared with those that are there."""

from sqlalchemy import func, select, union

from cms.extensions import db
from cms.models import Media, Rendition, Submission
from cms.storage import Storage


def known_names() -> set[str]:
    """Return the names of the bytes of every upload, in every size."""
    own = select(Media.sha256, Media.extension)
    sizes = select(Rendition.sha256, Rendition.extension)
    return {f"{row[0]}.{row[1]}" for row in db.session.execute(union(own, sizes))}


def unattached_bytes() -> int:
    """Return how many bytes wait in forms: of uploads, in every size, that no piece has yet."""
    waiting = Media.submission_id.is_(None)
    own = select(func.sum(Media.size)).where(waiting)
    sizes = select(func.sum(Rendition.size)).join(Rendition.media).where(waiting)
    return sum(int(db.session.scalar(wanted) or 0) for wanted in (own, sizes))


def missing(storage: Storage) -> list[str]:
    """Return the names that the tables know of and the storage has not, in order.

    Raises:
        StorageFailed: the storage does not answer.
    """
    # The rows first: what they name was stored before them, so it is in any later listing.
    known = known_names()
    return sorted(known - {name for name, _modified in storage.names()})


def receipts_of(name: str) -> list[str]:
    """Return the receipts of the pieces that the bytes of this name belong to."""
    sha256, _dot, extension = name.partition(".")
    sizes = select(Rendition.media_id).where(
        Rendition.sha256 == sha256, Rendition.extension == extension
    )
    own = (Media.sha256 == sha256) & (Media.extension == extension)
    wanted = select(Submission.receipt).join(Media, Media.submission_id == Submission.id)
    found = db.session.scalars(wanted.where(own | Media.id.in_(sizes)).distinct())
    return sorted(receipt for receipt in found if receipt)
