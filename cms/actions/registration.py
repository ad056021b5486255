"""Accounts that people make themselves, and what their owners change by mailed links.

`token_of` makes the secret of a link from the person; what it is made of is not known here.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cms.actions import account_letters
from cms.actions.people import NewPerson, add_person, set_password
from cms.actions.sessions import end_all
from cms.actions.takeover import take_over
from cms.errors import Invalid, NotFound
from cms.extensions import db
from cms.models import Person, Role, Submission
from cms.queries.newsroom import person_by_email

TokenOf = Callable[[Person], str]


def register(new: NewPerson, *, token_of: TokenOf, now: datetime) -> None:
    """Make a contributor's account, closed until its address is confirmed by the mailed link.

    Where an account exists, its owner is told by letter; the caller learns nothing. One that was
    never confirmed belongs to whoever registered last, and the links sent before are dead.

    Raises:
        Invalid: the name is empty.
    """
    known = _locked(new.email)
    if known is None:
        known = _added(new, now)
    elif _unclaimed(known):
        known.name, known.locale = new.name, new.locale
        set_password(known, new.password_hash or "")
    if known is None or not known.active:
        account_letters.write_to_nobody("confirm", new.email, now=now)
    elif _unclaimed(known):
        account_letters.ask_to_confirm(known, token_of(known), now=now)
    else:
        account_letters.tell_existing(known, now=now)


def send_confirmation(email: str, *, token_of: TokenOf, now: datetime) -> None:
    """Send the confirming link anew where it is waited for; the caller learns nothing."""
    person = _locked(email)
    if person is not None and _unclaimed(person):
        account_letters.ask_to_confirm(person, token_of(person), now=now)
    else:
        account_letters.write_to_nobody("confirm", email, now=now)


def confirm(person: Person, *, now: datetime) -> list[Submission]:
    """Open an account whose owner reads its address.

    Pieces sent with it as a guest come along; they are returned.
    """
    person.confirmed_at = person.confirmed_at or now
    db.session.flush()
    return take_over(person, now=now)


def send_reset(email: str, *, token_of: TokenOf, now: datetime) -> None:
    """Send the link for a new password where there is an account; the caller learns nothing."""
    person = _locked(email)
    if person is not None and person.active:
        account_letters.offer_reset(person, token_of(person), now=now)
    else:
        account_letters.write_to_nobody("reset", email, now=now)


def reset_password(person: Person, password_hash: str, *, now: datetime) -> list[Submission]:
    """Replace a password by a mailed link; every session ends.

    The link proves the address too; see `confirm` for what is returned.
    """
    set_password(person, password_hash)
    taken = confirm(person, now=now)
    account_letters.tell_password_changed(person, now=now)
    return taken


def change_password(person: Person, password_hash: str, *, now: datetime) -> None:
    """Replace one's own password; every session ends, the owner is told."""
    set_password(person, password_hash)
    db.session.flush()
    account_letters.tell_password_changed(person, now=now)


def ask_for_address(person: Person, address: str, *, token: str, now: datetime) -> None:
    """Send the link that moves an account to an address that is free; the caller learns nothing."""
    if person_by_email(address) is None:
        account_letters.ask_new_address(person, address, token, now=now)
    else:
        account_letters.write_to_nobody("change_address", address, now=now)


def change_address(person: Person, address: str, *, now: datetime) -> list[Submission]:
    """Move an account to an address that its owner reads; every session ends, the old one is told.

    Pieces sent with the new address as a guest come along; they are returned.

    Raises:
        NotFound: somebody else has the address by now.
    """
    old = person.email
    try:
        with db.session.begin_nested():
            person.email, person.confirmed_at = address.strip().lower(), now
    except IntegrityError as error:
        raise NotFound from error
    end_all(person)
    db.session.flush()
    account_letters.tell_address_changed(person, old, now=now)
    return take_over(person, now=now)


def _added(new: NewPerson, now: datetime) -> Person | None:
    try:
        person = add_person(new, now=now)
    except Invalid as refusal:
        if "email" not in refusal.fields:
            raise
        return None  # another request made it between our look and our write
    person.confirmed_at = None
    db.session.flush()
    return person


def _unclaimed(person: Person) -> bool:
    """Tell whether nobody has proved the address and nobody was promised the account."""
    plain = person.role is Role.CONTRIBUTOR and person.invited_at is None
    return plain and person.active and person.confirmed_at is None


def _locked(email: str) -> Person | None:
    wanted = select(Person).where(Person.email == email.strip().lower())
    return db.session.scalar(wanted.with_for_update(key_share=True, of=Person))
