"""Letting go of accounts that nobody came to use; the letters that were written to them stay."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update

from cms.extensions import db
from cms.models import MailMessage, Person
from cms.queries.unclaimed import lock_unclaimed, lock_unclaimed_at


def forget_unclaimed(before: datetime, *, most: int) -> int:
    """Delete at most so many accounts that nobody claimed since `before`; return how many."""
    gone = lock_unclaimed(before, most)
    delete_unused(gone)
    return len(gone)


def free_address(email: str) -> None:
    """Delete the account that somebody opened with this address and nobody claimed, if any."""
    delete_unused(lock_unclaimed_at(email))


def delete_unused(person_ids: Sequence[int]) -> None:
    """Delete accounts that nobody ever signed in to."""
    letters = update(MailMessage).where(MailMessage.person_id.in_(person_ids))
    db.session.execute(letters.values(person_id=None))
    db.session.execute(delete(Person).where(Person.id.in_(person_ids)))
