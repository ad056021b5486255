"""The newsroom's own order: sections, calls, people."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import or_, select

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Byline, Call, Person, Role, Section, Tag
from cms.text.address import as_held

T = TypeVar("T")


def sections() -> list[Section]:
    """Return every section in the newsroom's order."""
    return list(db.session.scalars(select(Section).order_by(Section.position, Section.id)))


def section(slug: str) -> Section:
    """Return the section; raises NotFound."""
    return _one(db.session.scalar(select(Section).where(Section.slug == slug)))


def tag(slug: str) -> Tag:
    """Return the tag; raises NotFound."""
    return _one(db.session.scalar(select(Tag).where(Tag.slug == slug)))


def author(slug: str) -> Byline:
    """Return the newest credit under this slug; raises NotFound."""
    wanted = select(Byline).where(Byline.slug == slug).order_by(Byline.article_id.desc()).limit(1)
    return _one(db.session.scalar(wanted))


def call(slug: str) -> Call:
    """Return the call for submissions; raises NotFound."""
    return _one(db.session.scalar(select(Call).where(Call.slug == slug)))


def open_calls(now: datetime) -> list[Call]:
    """Return the calls that take pieces now, the first to close first."""
    wanted = select(Call).where(
        or_(Call.opens_at.is_(None), Call.opens_at <= now),
        or_(Call.closes_at.is_(None), Call.closes_at > now),
    )
    return list(db.session.scalars(wanted.order_by(Call.closes_at, Call.id)))


def person_by_email(email: str) -> Person | None:
    """Return the account with this address, if there is one."""
    return db.session.scalar(select(Person).where(Person.email == as_held(email)))


def has_admin() -> bool:
    """Tell whether an admin exists who can sign in."""
    wanted = select(Person.id).where(Person.role == Role.ADMIN, Person.active).limit(1)
    return db.session.scalar(wanted) is not None


def _one(found: T | None) -> T:
    if found is None:
        raise NotFound
    return found
