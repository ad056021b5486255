"""The files of a request: kept before its own transaction begins, so that no error loses them."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import BinaryIO, cast

from flask import abort, g, request
from werkzeug.datastructures import FileStorage

from cms.actions import media
from cms.actions.counters import Bound, tally
from cms.errors import N_, BadAttachment, BadPicture, Busy, CmsError, TooMany
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.queries.stored import unattached_bytes
from cms.rules.actor import guest
from cms.storage import attachments, pictures
from cms.storage.attachments import Attachment
from cms.storage.pictures import Picture
from cms.text.plain import tidy_line
from cms.web import refused
from cms.web.context import actor, now
from cms.web.network import from_here, network

HOUR = timedelta(hours=1)
NAME_LENGTH = 120
MOST_OF_A_NETWORK = 200  # an hour; a seminar's twenty pieces with all their pictures
MOST_OF_ALL = 3_000
# A guest's day: five pieces with three of the largest attachments, or fifty with pictures.
KB_OF_A_NETWORK = 300_000
# Of all that waits in forms, on a disk that the database may share.
MOST_UNATTACHED = 5_000_000_000  # bytes
MOST_AT_WORK = 2  # requests; the server's other threads answer pages meanwhile
MOST = {"new_pictures": 10, "new_attachments": 5}

at_work = threading.BoundedSemaphore(MOST_AT_WORK)


@dataclass(frozen=True)
class Upload:
    """One file of the request: the row that it became, or why it was refused."""

    field: str
    name: str
    media_id: int | None = None
    refusal: CmsError | None = None


def receive(*, ours: bool) -> None:
    """Keep this request's files, each with its row in a short transaction of its own.

    A file where none belongs ends the request with 415. Of a request that is not ours nothing is
    kept; its form says which files to add again. So does one that comes while
    MOST_AT_WORK others have their files looked at.
    """
    sent = list(_sent())
    if any(field not in MOST for field, _file in sent):
        abort(415)
    if not ours:
        g.uploads = [_again(*one) for one in sent]
    elif not at_work.acquire(blocking=False):
        g.uploads = [_busy(*one) for one in sent]
    else:
        try:
            g.uploads = list(_keep(sent))
        finally:
            at_work.release()
    for one in g.uploads:
        if ours and one.refusal:
            # The message's own words, before anything of the file is filled in.
            refused.note("upload", why=one.refusal.message)


def uploads(field: str) -> list[Upload]:
    """Return what came of the files that this request brought in a field."""
    return [one for one in g.get("uploads", []) if one.field == field]


def _sent() -> Iterator[tuple[str, FileStorage]]:
    # An empty file field is sent as a file without a name.
    for field, files in request.files.lists():
        yield from ((field, one) for one in files if one.filename)


def _keep(sent: list[tuple[str, FileStorage]]) -> Iterator[Upload]:
    room = {field: most - _there(field) for field, most in MOST.items()}
    for field, file in sent:
        made = _kept(field, file) if room[field] > 0 else _too_many(field, file)
        room[field] -= made.media_id is not None
        yield made


def _there(field: str) -> int:
    """Return how many files the form has in the list already."""
    name = field.removeprefix("new_")
    rows = re.compile(rf"{name}-\d+-(reference|left_out)")
    found = [match[1] for key in request.form if (match := rows.fullmatch(key))]
    return found.count("reference") - found.count("left_out")


def _kept(field: str, file: FileStorage) -> Upload:
    made = Upload(field, _name(file))
    try:
        _count()
        row = _stored(_read(field, file), made.name)
    except CmsError as refusal:
        return replace(made, refusal=refusal)
    return replace(made, media_id=row)


def _count() -> None:
    """Keep one network, and all of them, from filling the disk; raises TooMany."""
    bounds = [Bound("upload:all", MOST_OF_ALL, HOUR)]
    if not from_here():
        bounds.insert(0, Bound(f"upload:network:{network()}", MOST_OF_A_NETWORK, HOUR))
    over = [one for one in tally(bounds, now=now()) if one.over]
    if over:
        raise TooMany(retry_after=over[0].wait(now()))


def _weigh(found: Picture | Attachment) -> None:
    """Keep what guests of one network, and all together, send but never hand in, within bounds.

    Raises:
        TooMany: the network's guests brought enough for a day.
        Busy: too much waits in forms.
    """
    known, waiting = actor() is not None, unattached_bytes()
    db.session.rollback()  # read, and counting has a connection of its own
    size = media.kept_bytes(found)
    if waiting + size > MOST_UNATTACHED:
        raise Busy(N_("There is no room for more files right now. Please try again later."))
    if known or from_here():
        return
    bound = Bound(f"upload:kilobytes:{network()}", KB_OF_A_NETWORK, 24 * HOUR)
    count = tally([bound], now=now(), amount=size // 1000 + 1)[0]
    if count.over:
        raise TooMany(
            retry_after=count.wait(now()),
            message=N_(
                "Your network has sent many files today. Sign in to send this one, or choose it"
                " again tomorrow."
            ),
        )


def _read(field: str, file: FileStorage) -> Picture | Attachment:
    stream = cast("BinaryIO", file.stream)
    if field == "new_pictures":
        return pictures.encode(stream)
    return attachments.check(stream, _name(file))


def _stored(found: Picture | Attachment, name: str) -> int:
    """Commit the upload's row before the next file is read: no lock is held over slow work."""
    _weigh(found)
    media.store(found)
    begin_write(db.session)
    media_id = media.keep(found, original_name=name, by=actor() or guest(), now=now()).id
    db.session.commit()
    return media_id


def _too_many(field: str, file: FileStorage) -> Upload:
    if field == "new_pictures":
        why: CmsError = BadPicture(
            N_("A piece takes at most %(most)d pictures."), most=MOST["new_pictures"]
        )
    else:
        why = BadAttachment(
            N_("A piece takes at most %(most)d attachments."), most=MOST["new_attachments"]
        )
    return Upload(field, _name(file), refusal=why)


def _again(field: str, file: FileStorage) -> Upload:
    return Upload(field, _name(file), refusal=CmsError(N_("Please choose this file again.")))


def _busy(field: str, file: FileStorage) -> Upload:
    why = N_("Many files are being read just now. Please choose this file again in a moment.")
    return Upload(field, _name(file), refusal=Busy(why))


def _name(file: FileStorage) -> str:
    """Return the name as its sender knows it, on one line and without old browsers' folders."""
    return tidy_line(re.split(r"[\\/]", file.filename or "")[-1])[:NAME_LENGTH]
