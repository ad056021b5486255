"""Uploads: bytes into the storage before the transaction, their rows within it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from cms.errors import NotFound
from cms.extensions import db, settings
from cms.models import Media, Rendition, Submission
from cms.queries.autosaves import held_media
from cms.rules.actor import Actor
from cms.storage import open_storage
from cms.storage.attachments import Attachment, clean_name
from cms.storage.pictures import Encoded, Picture

PICTURES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "webp"})


def store(*uploads: Picture | Attachment) -> None:
    """Put the bytes into the storage, durably; call it before the transaction begins.

    Without a row that follows, the sweeper takes them away after a day.

    Raises:
        StorageFailed: the storage is full or out of reach.
    """
    storage = open_storage(settings().media_url)
    for upload in uploads:
        for file in _files(upload):
            storage.put(file.name, file.data)


def keep(upload: Picture | Attachment, *, original_name: str, by: Actor, now: datetime) -> Media:
    """Write the rows of an upload whose bytes are stored; it belongs to no piece yet."""
    made = Media(
        **_columns(upload),
        original_name=_name(upload, original_name),
        owner_id=by.person_id,
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def attach(submission: Submission, medias: Iterable[Media]) -> None:
    """Give the uploads to the piece; those that it has already stay.

    Raises:
        NotFound: one belongs to another piece, or was swept away.
    """
    db.session.flush()
    wanted = {media.id: media for media in medias}
    free = or_(Media.submission_id.is_(None), Media.submission_id == submission.id)
    taken = db.session.execute(
        update(Media)
        .where(Media.id.in_(wanted), free)
        .values(submission_id=submission.id)
        .returning(Media.id)
        .execution_options(synchronize_session=False)
    )
    # In one statement, since the sweeper may be taking away what belongs to no piece.
    if len(taken.all()) != len(wanted):
        raise NotFound
    for media in wanted.values():
        db.session.expire(media, ["submission_id"])


def kept_bytes(upload: Picture | Attachment) -> int:
    """Return how many bytes `store` puts into the storage."""
    return sum(len(file.data) for file in _files(upload))


def forget_unattached(before: datetime, *, guests_documents: datetime) -> int:
    """Delete the rows of uploads from before that moment that no piece took; return how many.

    Attachments of guests go when they are from before the moment `guests_documents`; anything else
    stays while a form that someone writes in is kept with it.
    """
    theirs = Media.private & Media.owner_id.is_(None) & (Media.created_at < guests_documents)
    free, old = Media.submission_id.is_(None), Media.created_at < before
    # Kept forms are long; they are only looked through when there is something to delete.
    found = db.session.scalar(select(Media.id).where(free, old).limit(1))
    unheld = Media.id.not_in(held_media() if found else ())
    waiting = delete(Media).where(free, (old & unheld) | theirs)
    waiting = waiting.execution_options(synchronize_session=False)
    return len(db.session.execute(waiting.returning(Media.id)).all())


def _name(upload: Picture | Attachment, sent: str) -> str:
    if isinstance(upload, Attachment):
        return clean_name(sent, upload.extension)
    # It is re-encoded, but people look for the name that they know; nothing is downloaded by it.
    own = sent.rpartition(".")[2]
    return clean_name(sent, own if own.lower() in PICTURES else upload.original.extension)


def _files(upload: Picture | Attachment) -> Iterable[Encoded | Attachment]:
    return (upload.original, *upload.renditions) if isinstance(upload, Picture) else (upload,)


def _columns(upload: Picture | Attachment) -> dict[str, object]:
    if isinstance(upload, Attachment):
        return _file(upload) | {"private": True}
    smaller = [Rendition(**_pixels(one)) for one in upload.renditions]
    return _pixels(upload.original) | {"renditions": smaller}


def _pixels(file: Encoded) -> dict[str, object]:
    return _file(file) | {"width": file.width, "height": file.height}


def _file(file: Encoded | Attachment) -> dict[str, object]:
    return {
        "sha256": file.sha256,
        "extension": file.extension,
        "mime": file.mime,
        "size": len(file.data),
    }
