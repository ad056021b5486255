"""Ties between accounts here and at another sign-in service, known by issuer and subject."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from cms.actions.account_letters import tell_way_in_changed
from cms.actions.people import NewPerson, add_person
from cms.actions.takeover import take_over
from cms.errors import Invalid
from cms.extensions import db
from cms.models import Identity, Person, Role
from cms.queries.accounts import lock
from cms.text.visible import has_words

LONGEST_NAME = 120


def tie(person_id: int, issuer: str, subject: str, *, now: datetime) -> bool:
    """Let the person sign in through that account too; False when it is somebody else's."""
    person = lock(person_id)
    known = select(Identity.person_id).where(Identity.issuer == issuer, Identity.subject == subject)
    if (owner := db.session.scalar(known)) is not None:
        return owner == person_id
    _add(person, issuer, subject, now)
    tell_way_in_changed(person, "identity_added", now=now)
    return True


def untie(person_id: int, issuer: str, *, now: datetime) -> None:
    """Let the person sign in through that service no more."""
    person = lock(person_id)
    gone = delete(Identity).where(Identity.person_id == person_id, Identity.issuer == issuer)
    if db.session.execute(gone.returning(Identity.id)).all():
        tell_way_in_changed(person, "identity_removed", now=now)


def join(
    *, issuer: str, subject: str, email: str, name: str, locale: str, now: datetime
) -> Person | None:
    """Make a contributor's account for an address that the service has confirmed.

    None when somebody has an account with this address, or the address can't be used: whoever comes
    from another service does not get what its owner here has begun.
    """
    shown = name[:LONGEST_NAME] if has_words(name[:LONGEST_NAME]) else email.partition("@")[0]
    new = NewPerson(email, shown, Role.CONTRIBUTOR, locale=locale)
    try:
        with db.session.begin_nested():
            person = add_person(new, now=now)
            _add(person, issuer, subject, now)
    except (Invalid, IntegrityError):
        return None
    take_over(person, now=now)
    return person


def _add(person: Person, issuer: str, subject: str, now: datetime) -> None:
    tied = Identity(issuer=issuer, subject=subject, person_id=person.id, created_at=now)
    db.session.add(tied)
    db.session.flush()
