"""The secrets of mailed links: signed, dated, and dead as soon as the account moves on.

Each names the account by what changes with every new password or address, so that it works once;
nothing of it is stored, so that nothing can be read from a stolen database. Before anything is done
by one it is read `for_update`: of two who press at once, the second finds the account moved on.
"""

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_security import change_email, confirmable, recoverable
from flask_security.utils import check_and_get_token_status, verify_hash

from cms.models import Person
from cms.queries.accounts import is_free, lock
from cms.queries.factors import person_by_uniquifier

# Flask-Security's modules are untyped in part, and those of a new address have no public name.
_confirm: Any = confirmable
_reset: Any = recoverable
_address: Any = change_email
Status = Callable[[str], tuple[Any, ...]]


def confirmation_token(person: Person) -> str:
    """Return the secret by which an account's address is confirmed."""
    return str(_confirm.generate_confirmation_token(person))


def read_confirmation(token: str, *, for_update: bool = False) -> Person | None:
    """Return whose address the secret confirms, None when it is used, forged or too old."""
    found = _read(_confirm.confirm_email_token_status, token, for_update=for_update)
    return found[0] if found and found[0].confirmed_at is None else None


def reset_token(person: Person) -> str:
    """Return the secret by which a new password may be chosen, once."""
    return str(_reset.generate_reset_password_token(person))


def read_reset(token: str, *, for_update: bool = False) -> Person | None:
    """Return whose password may be replaced, None when the secret is used, forged or too old."""
    found = _read(_reset.reset_password_token_status, token, for_update=for_update)
    return found[0] if found else None


def address_token(person: Person, new: str) -> str:
    """Return the secret by which an account moves to the address `new`."""
    return str(_address._generate_token(person, new))  # noqa: SLF001


def read_address(token: str, *, for_update: bool = False) -> tuple[Person, str] | None:
    """Return who moves to which address, None when that is not possible any more."""
    found = _read(_address_status, token, for_update=for_update)
    return (found[0], found[1]) if found and is_free(found[1]) else None


def _address_status(token: str) -> tuple[bool, bool, Person | None, str]:
    """Do what Flask-Security does, for which every account takes its address, claimed or not."""
    within = current_app.config["SECURITY_CHANGE_EMAIL_WITHIN"]
    expired, invalid, told = check_and_get_token_status(token, "change_email", within)
    if expired or invalid:
        return expired, invalid, None, ""
    uniquifier, hashed, new = told
    person = person_by_uniquifier(uniquifier)
    holds = person is not None and verify_hash(hashed, person.email)
    return False, not holds, person, new


def _read(status: Status, token: str, *, for_update: bool) -> tuple[Any, ...] | None:
    """Return the person and what else the secret says, None when it opens nothing any more."""
    expired, invalid, *found = status(token)
    if for_update and found[0] is not None:
        lock(found[0].id)
        expired, invalid, *found = status(token)
    if expired or invalid or found[0] is None or not found[0].active:
        return None
    return tuple(found)
