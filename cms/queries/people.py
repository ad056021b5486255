"""People as an admin sees them: a list to search, one with all that belongs to the account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Person, PersonSession, Role, Submission
from cms.rules.people import Standing
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


def inviter(person: Person) -> Person | None:
    """Return who invited the person, if someone did."""
    return db.session.get(Person, person.invited_by_id) if person.invited_by_id else None


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
