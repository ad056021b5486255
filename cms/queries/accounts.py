"""One account on its own: what a decision about it looks at, and the lock before it is changed."""

from sqlalchemy import ColumnElement, Select, and_, or_, select

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Person, Role
from cms.queries.newsroom import person_by_email
from cms.rules.actor import Actor, ActorKind
from cms.rules.people import Account, is_proved, is_unclaimed, standing
from cms.text.address import as_held


def account(person: Person) -> Account:
    """Return what a decision about the account looks at."""
    others = select(Person.id).where(_is_admin(), Person.id != person.id).limit(1)
    alone = _signs_in_as_admin(person) and db.session.scalar(others) is None
    return _account(person, alone=alone)


def _account(person: Person, *, alone: bool) -> Account:
    proved = is_proved(person)
    return Account(person.id, person.role, standing(person), last_admin=alone, proved=proved)


def is_free(email: str) -> bool:
    """Tell whether an account may move to this address: it is nobody's, or nobody claimed it."""
    known = person_by_email(email)
    return known is None or is_unclaimed(known)


def lock_with_admins(person_id: int, by: Actor) -> tuple[Person, Account]:
    """Return a person and the account with both, and every admin, locked until the end.

    Of two admins who take each other's role at once, the second waits here and then finds out
    that it is too late. On SQLite the whole database is ours since BEGIN IMMEDIATE.

    Raises:
        NotFound: there is no such person, or the asker is no admin any more.
    """
    wanted = select(Person).where(or_(Person.id == person_id, _is_admin())).order_by(Person.id)
    held = list(db.session.scalars(_locked(wanted)))
    admins = {each.id for each in held if _signs_in_as_admin(each)}
    person = next((each for each in held if each.id == person_id), None)
    if person is None or (by.kind is ActorKind.PERSON and by.person_id not in admins):
        raise NotFound
    return person, _account(person, alone=admins == {person.id})


def lock(person_id: int) -> Person:
    """Return the person, read again and held until the transaction ends; raises NotFound."""
    person = db.session.scalar(_locked(select(Person).where(Person.id == person_id)))
    if person is None:
        raise NotFound
    return person


def lock_address(email: str) -> Person | None:
    """Return the account with this address, read again and held until the end, if there is one.

    Whoever needs a person and pieces locks the person first, so that nobody waits for each other.
    """
    wanted = select(Person).where(Person.email == as_held(email))
    return db.session.scalar(_locked(wanted))


def _locked(wanted: Select[Person]) -> Select[Person]:
    # The key stays free: rows that only refer to a person need not wait.
    held = wanted.with_for_update(key_share=True, of=Person)
    return held.execution_options(populate_existing=True)


def _is_admin() -> ColumnElement[bool]:
    return and_(Person.role == Role.ADMIN, Person.active)


def _signs_in_as_admin(person: Person) -> bool:
    return person.role is Role.ADMIN and person.active
