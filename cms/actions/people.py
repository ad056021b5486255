"""Accounts made by the newsroom."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from cms.actions.sessions import end_all
from cms.errors import N_, CmsError, Invalid, NotFound
from cms.extensions import db
from cms.models import Person, Role, Section
from cms.queries.accounts import lock_address
from cms.queries.newsroom import has_admin
from cms.rules.people import NARROWED, check_password_wanted, check_sections, is_unclaimed
from cms.text.address import as_held
from cms.text.plain import tidy_line
from cms.text.visible import has_words

NAMELESS = CmsError(N_("Please give a name."))
NO_SECTION = CmsError(N_("There is no such section."))
TAKEN = CmsError(N_("There is an account with this address already."))


@dataclass(frozen=True)
class NewPerson:
    """An account to make; `password_hash` is None until its owner sets one, sections are slugs."""

    email: str
    name: str
    role: Role
    password_hash: str | None = None
    sections: tuple[str, ...] = ()
    locale: str | None = None
    bio: str = ""
    demo: bool = False


def add_person(new: NewPerson, *, now: datetime) -> Person:
    """Make an account whose address counts as confirmed, since the newsroom vouches for it.

    One that somebody made with this address and nobody claimed becomes this account; what was set
    for it before, and links mailed for it, are worth nothing.

    Raises:
        Invalid: the address is taken, the name shows nothing, the sections don't fit the role.
    """
    known = lock_address(new.email)
    name, sections = _checked(new, known)
    person = known or Person(email=as_held(new.email), fs_uniquifier=uuid.uuid4().hex)
    if known is not None:
        end_all(known)
    person.name, person.role, person.sections = name, new.role, sections
    person.password, person.confirmed_at, person.created_at = new.password_hash, now, now
    person.locale, person.bio, person.demo = new.locale, new.bio, new.demo
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError as error:
        # Somebody else took the address between our look and our write.
        raise Invalid({"email": TAKEN}) from error
    return person


def add_first_admin(new: NewPerson, *, now: datetime) -> Person:
    """Make the first admin; of several who try at once, one succeeds.

    Raises:
        NotFound: there is an admin already.
        Invalid: see `add_person`.
    """
    if db.engine.dialect.name != "sqlite":
        # On SQLite the whole database is ours since BEGIN IMMEDIATE.
        db.session.execute(text("LOCK TABLE person IN EXCLUSIVE MODE"))
    if has_admin():
        raise NotFound
    return add_person(new, now=now)


def person_name(typed: str) -> str:
    """Return the name as an account holds it; raises Invalid when nothing of it can be seen."""
    if not has_words(typed):
        raise Invalid({"name": NAMELESS})
    return tidy_line(typed)


def sections_for(role: Role, slugs: Sequence[str]) -> list[Section]:
    """Return the sections of a role, none where the role is not narrowed; raises Invalid."""
    found = list(db.session.scalars(select(Section).where(Section.slug.in_(slugs))))
    refusal = NO_SECTION if len(found) < len(set(slugs)) else check_sections(role, found)
    if refusal:
        raise Invalid({"sections": refusal})
    return found if role in NARROWED else []


def set_password(person: Person, password_hash: str) -> None:
    """Replace the password; every session of theirs ends.

    Raises:
        WrongState: the person is invited, and chooses a password by accepting.
    """
    check_password_wanted(person)
    person.password = password_hash
    end_all(person)


def _checked(new: NewPerson, known: Person | None) -> tuple[str, list[Section]]:
    """Return name and sections as they will be kept; raises Invalid with all that is wrong."""
    name, sections, errors = "", [], dict[str, CmsError]()
    if known is not None and not is_unclaimed(known):
        errors["email"] = TAKEN
    try:
        name = person_name(new.name)
    except Invalid as refusal:
        errors |= refusal.fields
    try:
        sections = sections_for(new.role, new.sections)
    except Invalid as refusal:
        errors |= refusal.fields
    if errors:
        raise Invalid(errors)
    return name, sections
