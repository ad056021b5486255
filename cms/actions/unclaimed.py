"""Letting go of accounts that somebody opened and nobody confirmed."""

from datetime import datetime

from sqlalchemy import delete, update

from cms.extensions import db
from cms.models import MailMessage, Person
from cms.queries.unclaimed import lock_unclaimed


def forget_unclaimed(before: datetime, *, most: int) -> int:
    """Delete at most so many accounts that nobody claimed since `before`; return how many.

    The letters that were written to them stay.
    """
    gone = lock_unclaimed(before, most)
    letters = update(MailMessage).where(MailMessage.person_id.in_(gone))
    db.session.execute(letters.values(person_id=None))
    db.session.execute(delete(Person).where(Person.id.in_(gone)))
    return len(gone)
