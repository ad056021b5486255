"""Browsers that are signed in."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from cms.extensions import db
from cms.models import Person, PersonSession
from cms.text.secret import hash_token


def open_session(token: str, uniquifier: str, now: datetime) -> PersonSession | None:
    """Return the session of this secret with its person, if it holds and the account is open.

    `uniquifier` is the person that the cookie names; a row of anyone else's opens nothing.
    """
    wanted = select(PersonSession).join(PersonSession.person).where(*_opens(token, uniquifier, now))
    return db.session.scalar(wanted.options(contains_eager(PersonSession.person)))


def is_open(token: str, uniquifier: str, now: datetime) -> bool:
    """Tell whether `open_session` would find one, by a read outside of the request's transaction.

    Whoever asks is about to begin that transaction, as a writer perhaps.
    """
    wanted = select(PersonSession.id).join(PersonSession.person)
    with db.engine.connect() as connection:
        return connection.scalar(wanted.where(*_opens(token, uniquifier, now))) is not None


def sessions_of(person_id: int, now: datetime) -> list[PersonSession]:
    """Return where a person is signed in, the browser last seen first."""
    wanted = select(PersonSession).where(
        PersonSession.person_id == person_id, PersonSession.expires_at > now
    )
    ordered = wanted.order_by(PersonSession.seen_at.desc(), PersonSession.id.desc())
    return list(db.session.scalars(ordered))


def browsers_of(person_id: int, now: datetime) -> tuple[int, datetime | None]:
    """Return in how many browsers a person is signed in, and when one was last seen."""
    wanted = select(func.count(PersonSession.id), func.max(PersonSession.seen_at)).where(
        PersonSession.person_id == person_id, PersonSession.expires_at > now
    )
    count, seen = db.session.execute(wanted).one()
    return count, seen


def _opens(token: str, uniquifier: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        PersonSession.token_hash == hash_token(token),
        PersonSession.expires_at > now,
        Person.fs_uniquifier == uniquifier,
        Person.active.is_(True),
    )
