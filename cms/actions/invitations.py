"""Inviting people: an account that waits for its owner, opened by a link that works once."""

import hmac
import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from cms.actions.account_changes import hold, note
from cms.actions.letters import Recipient, send, site_urls
from cms.actions.people import NewPerson, add_person, person_name
from cms.actions.takeover import take_over
from cms.actions.unclaimed import delete_unused
from cms.errors import NotFound
from cms.extensions import db, settings
from cms.models import Person
from cms.queries.accounts import lock
from cms.queries.factors import needed
from cms.queries.items import section_name
from cms.queries.people import get
from cms.rules.actor import Actor
from cms.rules.people import Change, Standing, may_administer, standing
from cms.text.secret import derive_token

LIFETIME = timedelta(days=7)


def invite(new: NewPerson, *, by: Actor, now: datetime) -> Person:
    """Make an account that nobody can use yet and send its owner the link that opens it.

    `new.locale` is the letter's language.

    Raises:
        NotFound: only admins invite.
        Invalid: see `add_person`.
    """
    if not may_administer(by):
        raise NotFound
    person = add_person(replace(new, password_hash=None), now=now)
    person.active, person.confirmed_at = False, None
    _ask(person, by=by, now=now)
    note("invite", person, by=by)
    return person


def renew(person_id: int, *, by: Actor, now: datetime) -> Person:
    """Send another invitation; the link of the one before opens nothing any more."""
    person = hold(Change.REINVITE, person_id, by=by)
    _ask(person, by=by, now=now)
    note(Change.REINVITE, person, by=by)
    return person


def withdraw(person_id: int, *, by: Actor) -> None:
    """Take an invitation back: the account goes, the address is free again."""
    person = hold(Change.WITHDRAW, person_id, by=by)
    note(Change.WITHDRAW, person, by=by)
    delete_unused([person.id])


def _ask(person: Person, *, by: Actor, now: datetime) -> None:
    person.fs_uniquifier = uuid.uuid4().hex
    person.invited_at, person.invited_by_id = now, by.person_id
    db.session.flush()
    send(
        "invited",
        Recipient.of(person),
        now=now,
        context={
            "role": person.role.value,
            "by": by.name,
            "second_factor": needed(person),
            "sections": [
                section_name(one, person.locale or settings().locale) for one in person.sections
            ],
            "days": LIFETIME.days,
            "until": now + LIFETIME,
        },
        links={"link": (site_urls().invitation(""), token_of(person))},
    )


def token_of(person: Person) -> str:
    """Return the secret of the invitation as last sent: `<id>-<64 hexadecimal digits>`."""
    asked = person.invited_at.isoformat() if person.invited_at else ""
    name = f"{person.id}/{asked}/{person.fs_uniquifier}"
    return f"{person.id}-{derive_token(settings().secret_key, 'invitation', name)}"


def find(token: str, *, now: datetime, for_update: bool = False) -> Person:
    """Return whose invitation this is; raises NotFound once it was used, renewed or is too old."""
    number = token.split("-", maxsplit=1)[0]
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004  2**31
        raise NotFound
    person = lock(int(number)) if for_update else get(int(number))
    if not _opens(token, person, now):
        raise NotFound
    return person


def _opens(token: str, person: Person, now: datetime) -> bool:
    if standing(person) is not Standing.INVITED or person.invited_at is None:
        return False
    return now < person.invited_at + LIFETIME and hmac.compare_digest(
        token.encode("utf-8", "replace"), token_of(person).encode()
    )


def accept(token: str, *, name: str, password_hash: str, locale: str, now: datetime) -> Person:
    """Open the account to its owner, whose address the link proves; the link is spent.

    `locale` is the language they accept in; it holds where whoever invited them chose none.

    Raises:
        NotFound: see `find`.
        Invalid: nothing of the name can be seen.
    """
    person = find(token, now=now, for_update=True)
    person.name, person.password = person_name(name), password_hash
    person.active, person.confirmed_at = True, now
    person.locale = person.locale or locale
    person.fs_uniquifier = uuid.uuid4().hex
    take_over(person, now=now)
    note("accept", person)
    return person
