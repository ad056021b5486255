"""The secrets of mailed links: signed, dated, and dead as soon as the account moves on.

Each names the account by what changes with every new password or address, so that it works once;
nothing of it is stored, so that nothing can be read from a stolen database.
"""

from typing import Any

from flask_security import change_email, confirmable, recoverable

from cms.models import Person

# Flask-Security's modules are untyped in part, and those of a new address have no public name.
_confirm: Any = confirmable
_reset: Any = recoverable
_address: Any = change_email


def confirmation_token(person: Person) -> str:
    """Return the secret by which an account's address is confirmed."""
    return str(_confirm.generate_confirmation_token(person))


def read_confirmation(token: str) -> Person | None:
    """Return whose address the secret confirms, None when it is none of ours or too old."""
    expired, invalid, person = _confirm.confirm_email_token_status(token)
    return _usable(person, expired=expired, invalid=invalid)


def reset_token(person: Person) -> str:
    """Return the secret by which a new password may be chosen, once."""
    return str(_reset.generate_reset_password_token(person))


def read_reset(token: str) -> Person | None:
    """Return whose password may be replaced, None when the secret is used, forged or too old."""
    expired, invalid, person = _reset.reset_password_token_status(token)
    return _usable(person, expired=expired, invalid=invalid)


def address_token(person: Person, new: str) -> str:
    """Return the secret by which an account moves to the address `new`."""
    return str(_address._generate_token(person, new))  # noqa: SLF001


def read_address(token: str) -> tuple[Person, str] | None:
    """Return who moves to which address, None when that is not possible any more."""
    expired, invalid, person, new = _address._verify_token_status(token)  # noqa: SLF001
    found = _usable(person, expired=expired, invalid=invalid)
    return (found, new) if found and new else None


def _usable(person: Person | None, *, expired: bool, invalid: bool) -> Person | None:
    if person is None or expired or invalid or not person.active:
        return None
    return person
