"""Signing browsers in and out: a row each, without which a cookie is worth nothing."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.exc import OperationalError

from cms.extensions import db
from cms.extensions.database import is_writing
from cms.models import Person, PersonSession
from cms.text.secret import hash_token, new_secret

IDLE = timedelta(days=14)
LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=5)


def begin(person_id: int, *, device: str, network: str, now: datetime) -> str:
    """Sign a browser in and return the secret that its cookie carries; stored is the hash.

    `device` is what the list of sessions calls it, `network` its address cut to a network.
    """
    db.session.execute(delete(PersonSession).where(PersonSession.expires_at <= now))
    token = new_secret()
    db.session.add(
        PersonSession(
            token_hash=hash_token(token),
            person_id=person_id,
            device=device,
            network=network,
            created_at=now,
            seen_at=now,
            expires_at=_expiry(now, now),
        )
    )
    db.session.flush()
    return token


def note_seen(session: PersonSession, now: datetime) -> None:
    """Keep a session in use alive, by a short write of its own at most every few minutes.

    A request that writes does it with its own transaction, which another write would wait for.
    """
    if now - session.seen_at < SEEN_EVERY:
        return
    seen = update(PersonSession).where(PersonSession.id == session.id)
    seen = seen.values(seen_at=now, expires_at=_expiry(session.created_at, now))
    if is_writing(db.session):
        db.session.execute(seen, execution_options={"synchronize_session": False})
        return
    try:
        with db.engine.connect().execution_options(write=True) as connection, connection.begin():
            connection.execute(seen)
    except OperationalError:
        return  # a busy database has better things to do; the next page notes it


def end(token: str) -> None:
    """Sign out the browser that holds this secret."""
    _end(PersonSession.token_hash == hash_token(token))


def end_one(person_id: int, session_id: int) -> bool:
    """Sign out one browser of the person's; False when there is none of that number."""
    return _end(PersonSession.person_id == person_id, PersonSession.id == session_id) > 0


def end_others(person_id: int, token: str) -> None:
    """Sign out every browser of the person's but the one that holds this secret."""
    own = PersonSession.token_hash == hash_token(token)
    _end(PersonSession.person_id == person_id, ~own)


def end_all(person: Person) -> None:
    """Sign the person out everywhere; old cookies, and links mailed so far, name nobody now."""
    person.fs_uniquifier = uuid.uuid4().hex
    _end(PersonSession.person_id == person.id)


def _end(*which: ColumnElement[bool]) -> int:
    gone = db.session.execute(delete(PersonSession).where(*which).returning(PersonSession.id))
    return len(gone.all())


def _expiry(created: datetime, now: datetime) -> datetime:
    return min(now + IDLE, created + LONGEST)
