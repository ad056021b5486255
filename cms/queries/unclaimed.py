"""Accounts that somebody opened and nobody confirmed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from cms.extensions import db
from cms.models import Event, MailMessage, Media, Person, Revision, Role, Submission
from cms.text.address import as_held

WHOSE = (Submission.submitter_id, Revision.author_id, Event.actor_id, Media.owner_id)


def lock_unclaimed(before: datetime, most: int) -> Sequence[int]:
    """Return at most so many numbers of accounts that nobody claims, and hold them until the end.

    No letter went to them since `before`, whose link may still be opened.
    """
    written = exists().where(MailMessage.person_id == Person.id, MailMessage.created_at >= before)
    return _lock(Person.created_at < before, ~written, most=most)


def lock_unclaimed_at(email: str) -> Sequence[int]:
    """Return the number of the account with this address if nobody claims it, held until the end.

    One that is being claimed at this moment is not waited for: it is somebody's by then.
    """
    return _lock(Person.email == as_held(email), most=1)


def _lock(*which: ColumnElement[bool], most: int) -> Sequence[int]:
    """Say in SQL what `rules.people.is_unclaimed` says of a person; nothing here is theirs."""
    wanted = select(Person.id).where(
        Person.role == Role.CONTRIBUTOR,
        Person.active,
        Person.confirmed_at.is_(None),
        Person.invited_at.is_(None),
        *which,
        *(~exists().where(column == Person.id) for column in WHOSE),
    )
    held = wanted.limit(most).with_for_update(skip_locked=True, of=Person)
    return db.session.scalars(held).all()
