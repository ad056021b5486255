"""People as an admin sees them: a list to search, one with all that belongs to the account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Person, PersonSession, Role, Submission
from cms.rules.actor import Actor, ActorKind
from cms.rules.people import Account, Standing, is_proved, standing
from cms.rules.submission import OPEN

PAGE = 50
MOST_PIECES = 50


@dataclass(frozen=True)
class PeopleFilters:
    """What the list is narrowed to; empty means everyone."""

    words: str = ""
    role: Role | None = None
    standing: Standing | None = None


def people_like(
    filters: PeopleFilters, after: tuple[datetime, int] | None = None
) -> list[tuple[Person, datetime | None]]:
    """Return at most PAGE + 1 people with when they were last seen, the newest accounts first."""
    seen = (
        select(func.max(PersonSession.seen_at))
        .where(PersonSession.person_id == Person.id)
        .scalar_subquery()
    )
    wanted = select(Person, seen).where(*_narrow(filters)).options(selectinload(Person.sections))
    if after is not None:
        wanted = wanted.where(tuple_(Person.created_at, Person.id) < after)
    wanted = wanted.order_by(Person.created_at.desc(), Person.id.desc()).limit(PAGE + 1)
    return [(row[0], row[1]) for row in db.session.execute(wanted)]


def _narrow(filters: PeopleFilters) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.role is not None:
        found.append(Person.role == filters.role)
    if filters.standing is not None:
        found.append(_stands(filters.standing))
    if filters.words:
        held = [
            each.icontains(filters.words, autoescape=True) for each in (Person.name, Person.email)
        ]
        found.append(or_(*held))
    return found


def _stands(wanted: Standing) -> ColumnElement[bool]:
    """Say in SQL what `rules.people.standing` says of a person."""
    invited = and_(
        not_(Person.active),
        Person.invited_at.is_not(None),
        Person.password.is_(None),
        Person.confirmed_at.is_(None),
    )
    if wanted is Standing.ACTIVE:
        return Person.active.is_(True)
    return invited if wanted is Standing.INVITED else and_(not_(Person.active), not_(invited))


def get(person_id: int) -> Person:
    """Return the person; raises NotFound."""
    found = db.session.get(Person, person_id)
    if found is None:
        raise NotFound
    return found


def account(person: Person) -> Account:
    """Return what a decision about the account looks at."""
    others = select(Person.id).where(_is_admin(), Person.id != person.id).limit(1)
    alone = _signs_in_as_admin(person) and db.session.scalar(others) is None
    return _account(person, alone=alone)


def _account(person: Person, *, alone: bool) -> Account:
    proved = is_proved(person)
    return Account(person.id, person.role, standing(person), last_admin=alone, proved=proved)


def lock(person_id: int, by: Actor) -> tuple[Person, Account]:
    """Return a person and the account with both, and every admin, locked until the end.

    Of two admins who take each other's role at once, the second waits here and then finds out
    that it is too late. On SQLite the whole database is ours since BEGIN IMMEDIATE.

    Raises:
        NotFound: there is no such person, or the asker is no admin any more.
    """
    wanted = select(Person).where(or_(Person.id == person_id, _is_admin())).order_by(Person.id)
    held = list(
        db.session.scalars(
            # The key stays free: rows that only refer to a person need not wait.
            wanted.with_for_update(key_share=True, of=Person).execution_options(
                populate_existing=True
            )
        )
    )
    admins = {each.id for each in held if _signs_in_as_admin(each)}
    person = next((each for each in held if each.id == person_id), None)
    if person is None or (by.kind is ActorKind.PERSON and by.person_id not in admins):
        raise NotFound
    return person, _account(person, alone=admins == {person.id})


def lock_address(email: str) -> Person | None:
    """Return the account with this address, read again and held until the end, if there is one.

    Whoever needs a person and pieces locks the person first, so that nobody waits for each other.
    """
    wanted = select(Person).where(Person.email == email.strip().lower())
    held = wanted.with_for_update(key_share=True, of=Person)
    return db.session.scalar(held.execution_options(populate_existing=True))


def _is_admin() -> ColumnElement[bool]:
    return and_(Person.role == Role.ADMIN, Person.active)


def _signs_in_as_admin(person: Person) -> bool:
    return person.role is Role.ADMIN and person.active


def inviter(person: Person) -> Person | None:
    """Return who invited the person, if someone did."""
    return db.session.get(Person, person.invited_by_id) if person.invited_by_id else None


def sessions_of(person_id: int, now: datetime) -> tuple[int, datetime | None]:
    """Return how many browsers are signed in, and when one was last seen."""
    wanted = select(func.count(PersonSession.id), func.max(PersonSession.seen_at)).where(
        PersonSession.person_id == person_id, PersonSession.expires_at > now
    )
    count, seen = db.session.execute(wanted).one()
    return count, seen


def held_pieces(person_id: int) -> list[Submission]:
    """Return the open pieces that the person is responsible for, the longest waiting first."""
    wanted = (
        select(Submission)
        .where(Submission.assignee_id == person_id, Submission.state.in_(OPEN))
        .order_by(Submission.state_since, Submission.id)
        .limit(MOST_PIECES)
        .options(joinedload(Submission.current))
    )
    return list(db.session.scalars(wanted))
