"""Changes to accounts by an admin, or by the operator at the command line."""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy import delete

from cms.actions.account_letters import offer_reset
from cms.actions.factors import tell
from cms.actions.people import NO_SECTION, sections_named
from cms.actions.sessions import end_all
from cms.errors import N_, CmsError, Invalid, StaleAccount
from cms.extensions import db
from cms.models import Passkey, Person, Role, Section
from cms.queries.people import lock
from cms.rules.actor import Actor
from cms.rules.people import NARROWED, Change, Standing, check, check_sections
from cms.text.plain import tidy_line
from cms.text.secret import hash_token

log = structlog.get_logger()


def fingerprint(person: Person) -> str:
    """Return what a form about role and sections was made from, as 64 hexadecimal digits."""
    sections = ",".join(sorted(section.slug for section in person.sections))
    return hash_token(f"{person.id}/{person.role.value}/{sections}/{person.fs_uniquifier}")


def change_role(
    person_id: int,
    role: Role,
    sections: Sequence[str],
    *,
    by: Actor,
    read: str | None = None,
) -> Person:
    """Give a person a role and the slugs of sections; every session of theirs ends.

    `read` is the fingerprint that the asker's form was made from, None to change whatever stands.

    Raises:
        StaleAccount: another admin changed the account since.
        Invalid: a section does not exist, or the role needs one.
        NotFound, GuardFailed: see `rules.people.check`.
    """
    person, account = lock(person_id, by)
    check(Change.ROLE, account, by, role=role)
    if read is not None and read != fingerprint(person):
        raise StaleAccount
    found = sections_for(role, sections)
    person.role, person.sections = role, found
    if account.standing is not Standing.INVITED:
        end_all(person)
    _note(Change.ROLE, person, by, role=role.value)
    return person


def sections_for(role: Role, slugs: Sequence[str]) -> list[Section]:
    """Return the sections of a role, none where the role is not narrowed; raises Invalid."""
    found = sections_named(slugs)
    if len(found) < len(set(slugs)):
        raise Invalid({"sections": NO_SECTION})
    refusal = check_sections(role, found)
    if refusal:
        raise Invalid({"sections": refusal})
    return found if role in NARROWED else []


def rename(person_id: int, name: str, *, by: Actor) -> Person:
    """Give a person another name; raises Invalid when nothing of it can be seen."""
    person, account = lock(person_id, by)
    check(Change.RENAME, account, by)
    if not tidy_line(name):
        raise Invalid({"name": CmsError(N_("Please give a name."))})
    person.name = tidy_line(name)
    _note(Change.RENAME, person, by)
    return person


def disable(person_id: int, *, by: Actor) -> Person:
    """Close an account: its sessions end, its pieces stay with it until a chief hands them over."""
    person, account = lock(person_id, by)
    check(Change.DISABLE, account, by)
    person.active = False
    end_all(person)
    _note(Change.DISABLE, person, by)
    return person


def enable(person_id: int, *, by: Actor) -> Person:
    """Open a closed account again."""
    person, account = lock(person_id, by)
    check(Change.ENABLE, account, by)
    person.active = True
    end_all(person)
    _note(Change.ENABLE, person, by)
    return person


def end_sessions(person_id: int, *, by: Actor) -> Person:
    """Sign a person out of every browser."""
    person, account = lock(person_id, by)
    check(Change.END_SESSIONS, account, by)
    end_all(person)
    _note(Change.END_SESSIONS, person, by)
    return person


def reset_factors(person_id: int, *, by: Actor, now: datetime) -> Person:
    """Take away codes, passkeys and recovery codes of one who lost them; tell the person.

    Signing in asks for a new second factor wherever the role needs one.
    """
    person, account = lock(person_id, by)
    check(Change.RESET_FACTOR, account, by)
    # The last code's time stays: nobody may use that code again with another app.
    person.tf_primary_method = person.tf_totp_secret = person.mf_recovery_codes = None
    db.session.execute(delete(Passkey).where(Passkey.user_id == person.id))
    end_all(person)
    tell(person, "all_removed", now=now)
    _note(Change.RESET_FACTOR, person, by)
    return person


def send_link(
    person_id: int, *, by: Actor, token_of: Callable[[Person], str], now: datetime
) -> Person:
    """Send a person the link for a new password; `token_of` makes its secret from the person."""
    person, account = lock(person_id, by)
    check(Change.SEND_LINK, account, by)
    offer_reset(person, token_of(person), now=now)
    _note(Change.SEND_LINK, person, by)
    return person


def _note(change: Change, person: Person, by: Actor, **more: str) -> None:
    # Ids only: names and addresses can be erased, a log can't.
    log.info(
        "account_changed",
        change=change.value,
        person=person.id,
        by=by.person_id or by.kind.value,
        **more,
    )
