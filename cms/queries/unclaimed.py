"""Accounts that somebody opened and nobody confirmed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from cms.extensions import db
from cms.models import Event, MailMessage, Media, Person, Revision, Role, Submission

WHOSE = (Submission.submitter_id, Revision.author_id, Event.actor_id, Media.owner_id)


def lock_unclaimed(before: datetime, most: int) -> Sequence[int]:
    """Return at most so many numbers of accounts that nobody claims, and hold them until the end.

    Nobody confirmed the address, nobody was invited, nothing here is theirs, and no letter went to
    them since `before`, whose link may still be opened.
    """
    wanted = select(Person.id).where(
        Person.role == Role.CONTRIBUTOR,
        Person.active,
        Person.confirmed_at.is_(None),
        Person.invited_at.is_(None),
        Person.created_at < before,
        ~exists().where(MailMessage.person_id == Person.id, MailMessage.created_at >= before),
        *(~exists().where(column == Person.id) for column in WHOSE),
    )
    held = wanted.limit(most).with_for_update(skip_locked=True, of=Person)
    return db.session.scalars(held).all()
