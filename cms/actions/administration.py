"""Changes to accounts by an admin, or by the operator at the command line."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete

from cms.actions.account_changes import hold, note
from cms.actions.account_letters import offer_reset, tell_way_in_changed
from cms.actions.people import person_name, sections_for
from cms.actions.sessions import end_all
from cms.errors import StaleAccount
from cms.extensions import db
from cms.models import Passkey, Person, Role
from cms.rules.actor import Actor
from cms.rules.people import Change, Standing, standing
from cms.text.secret import hash_token


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
    person = hold(Change.ROLE, person_id, by=by, role=role)
    if read is not None and read != fingerprint(person):
        raise StaleAccount
    person.role, person.sections = role, sections_for(role, sections)
    if standing(person) is not Standing.INVITED:  # whose link would end with the sessions
        end_all(person)
    note(Change.ROLE, person, by=by, role=role.value)
    return person


def rename(person_id: int, name: str, *, by: Actor) -> Person:
    """Give a person another name; raises Invalid when nothing of it can be seen."""
    person = hold(Change.RENAME, person_id, by=by)
    person.name = person_name(name)
    note(Change.RENAME, person, by=by)
    return person


def disable(person_id: int, *, by: Actor) -> Person:
    """Close an account: its sessions end, its pieces stay with it until a chief hands them over."""
    person = hold(Change.DISABLE, person_id, by=by)
    person.active = False
    end_all(person)
    note(Change.DISABLE, person, by=by)
    return person


def enable(person_id: int, *, by: Actor) -> Person:
    """Open a closed account again."""
    person = hold(Change.ENABLE, person_id, by=by)
    person.active = True
    end_all(person)
    note(Change.ENABLE, person, by=by)
    return person


def end_sessions(person_id: int, *, by: Actor) -> Person:
    """Sign a person out of every browser."""
    person = hold(Change.END_SESSIONS, person_id, by=by)
    end_all(person)
    note(Change.END_SESSIONS, person, by=by)
    return person


def reset_factors(person_id: int, *, by: Actor, now: datetime) -> Person:
    """Take away codes, passkeys and recovery codes of one who lost them; tell the person.

    Signing in asks for a new second factor wherever the role needs one.
    """
    person = hold(Change.RESET_FACTOR, person_id, by=by)
    # The last code's time stays: nobody may use that code again with another app.
    person.tf_primary_method = person.tf_totp_secret = person.mf_recovery_codes = None
    db.session.execute(delete(Passkey).where(Passkey.user_id == person.id))
    end_all(person)
    tell_way_in_changed(person, "all_removed", now=now)
    note(Change.RESET_FACTOR, person, by=by)
    return person


def send_link(
    person_id: int, *, by: Actor, token_of: Callable[[Person], str], now: datetime
) -> Person:
    """Send a person the link for a new password; `token_of` makes its secret from the person."""
    person = hold(Change.SEND_LINK, person_id, by=by)
    offer_reset(person, token_of(person), now=now)
    note(Change.SEND_LINK, person, by=by)
    return person
