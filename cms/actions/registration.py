"""Accounts that people make themselves, and what their owners change by mailed links.

`token_of` makes the secret of a link from the person; what it is made of is not known here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cms.actions import account_letters
from cms.actions.people import NewPerson, add_person, set_password
from cms.actions.sessions import end_all
from cms.actions.takeover import take_over
from cms.actions.unclaimed import free_address
from cms.errors import Invalid, NotFound
from cms.extensions import db
from cms.models import Person, Submission
from cms.queries.accounts import is_free, lock_address
from cms.rules.people import is_unclaimed
from cms.text.address import as_held

TokenOf = Callable[[Person], str]


def register(new: NewPerson, *, token_of: TokenOf, now: datetime) -> None:
    """Make a contributor's account, closed until its address is confirmed by the mailed link.

    Where an account exists, its owner is told by letter; the caller learns nothing. One that was
    never confirmed is begun anew, and the links sent before are dead. It has no password: that is
    chosen by whoever reads the letter, not by whoever typed the address.

    Raises:
        Invalid: the name is empty.
    """
    known = lock_address(new.email)
    if known is None or is_unclaimed(known):
        known = _added(new, now)
    if known is None or not known.active:
        account_letters.write_to_nobody("confirm", new.email, now=now)
    elif is_unclaimed(known):
        account_letters.ask_to_confirm(known, token_of(known), now=now)
    else:
        account_letters.tell_existing(known, now=now)


def send_confirmation(email: str, *, token_of: TokenOf, now: datetime) -> None:
    """Send the confirming link anew where it is waited for; the caller learns nothing."""
    person = lock_address(email)
    if person is not None and is_unclaimed(person):
        account_letters.ask_to_confirm(person, token_of(person), now=now)
    else:
        account_letters.write_to_nobody("confirm", email, now=now)


def confirm(person: Person, password_hash: str, *, now: datetime) -> list[Submission]:
    """Open an account to the one who reads its address, with the password that this one chose.

    Pieces sent with it as a guest come along; they are returned. Every link mailed is dead.
    """
    set_password(person, password_hash)
    person.confirmed_at = person.confirmed_at or now
    db.session.flush()
    return take_over(person, now=now)


def send_reset(email: str, *, token_of: TokenOf, now: datetime) -> None:
    """Send the link for a new password where there is an account; the caller learns nothing."""
    person = lock_address(email)
    if person is not None and person.active:
        account_letters.offer_reset(person, token_of(person), now=now)
    else:
        account_letters.write_to_nobody("reset", email, now=now)


def reset_password(person: Person, password_hash: str, *, now: datetime) -> list[Submission]:
    """Replace a password by a mailed link; every session ends.

    The link proves the address too; see `confirm` for what is returned.
    """
    taken = confirm(person, password_hash, now=now)
    account_letters.tell_password_changed(person, now=now)
    return taken


def change_password(person: Person, password_hash: str, *, now: datetime) -> None:
    """Replace one's own password; every session ends, the owner is told."""
    set_password(person, password_hash)
    db.session.flush()
    account_letters.tell_password_changed(person, now=now)


def ask_for_address(person: Person, address: str, *, token: str, now: datetime) -> None:
    """Send the link that moves an account to an address that is free; the caller learns nothing."""
    if is_free(address):
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
    free_address(address)
    try:
        with db.session.begin_nested():
            person.email, person.confirmed_at = as_held(address), now
    except IntegrityError as error:
        raise NotFound from error
    end_all(person)
    db.session.flush()
    account_letters.tell_address_changed(person, old, now=now)
    return take_over(person, now=now)


def _added(new: NewPerson, now: datetime) -> Person | None:
    try:
        person = add_person(replace(new, password_hash=None), now=now)
    except Invalid as refusal:
        if "email" not in refusal.fields:
            raise
        return None  # another request made it between our look and our write
    person.confirmed_at = None
    db.session.flush()
    return person
