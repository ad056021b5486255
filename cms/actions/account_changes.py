"""How every change of an account begins and ends: allowed under a lock, and noted in the log."""

import structlog

from cms.models import Person, Role
from cms.queries.accounts import lock_with_admins
from cms.rules.actor import Actor
from cms.rules.people import Change, check

log = structlog.get_logger()


def hold(change: Change, person_id: int, *, by: Actor, role: Role | None = None) -> Person:
    """Return the person, held until the end, whose account this one may change so; `role` is new.

    Raises:
        NotFound, WrongState, GuardFailed: see `rules.people.check`.
    """
    person, account = lock_with_admins(person_id, by)
    check(change, account, by, role=role)
    return person


def note(change: str, person: Person, *, by: Actor | None = None, **more: str) -> None:
    """Write into the log what was changed; without `by` it was the account's owner."""
    who = (by.person_id or by.kind.value) if by else person.id
    # Ids only: names and addresses can be erased, a log can't.
    log.info("account_changed", change=change, person=person.id, by=who, **more)
