"""Passwords: what makes a good one, how it is kept, whether one is right."""

from collections.abc import Iterable

from flask import g
from flask_security import hash_password, verify_password
from wtforms import Field, Form
from wtforms.validators import ValidationError

from cms.errors import N_, CmsError
from cms.extensions import security
from cms.models import Person
from cms.text.plain import faults
from cms.web.accounts.guessing import easy_to_guess
from cms.web.errors import translate

SHORTEST = 12
LONGEST = 200
LONGEST_TYPED = 1_000  # the hasher raises past 4096; nobody's password is that long

# OWASP's least is 19 MiB, two rounds, one lane; sixteen at once must fit into a small machine.
ARGON2 = {"argon2__memory_cost": 32 * 1024, "argon2__rounds": 2, "argon2__parallelism": 1}


def weakness(password: str, about: Iterable[str] = ()) -> CmsError | None:
    """Return the first thing wrong with a new password: short, endless, unreadable, easy to guess.

    `about` is what is known of its owner, such as the address.
    """
    plain = normal(password)
    if len(plain) < SHORTEST:
        return CmsError(N_("Twelve characters at least, please."))
    if len(password) > LONGEST:
        return CmsError(N_("Please keep this to %(max)d characters."), max=LONGEST)
    if faults(plain, line=True):
        return CmsError(N_("This holds characters that nobody can see. Please type it again."))
    if easy_to_guess(plain, about):
        return CmsError(N_("This is easy to guess. A short sentence of your own is hard to guess."))
    return None


class Strong:
    """Refuse a new password that is weak.

    `about` names fields of the form, such as the address, that make a password easy to guess.
    """

    def __init__(self, *about: str) -> None:
        self.about = about

    def __call__(self, form: Form, field: Field) -> None:
        """Say what is wrong with it; a forged form comes back without that."""
        if g.get("forged"):
            return
        known = (str(form[name].data or "") for name in self.about)
        if (refusal := weakness(field.data or "", known)) is not None:
            raise ValidationError(translate(refusal))


def normal(password: str) -> str:
    """Return the one spelling of a password, whichever keyboard composed its letters."""
    return str(security.password_util.normalize(password))


def hashed(password: str) -> str:
    """Return the argon2 hash of a password; takes some 50 ms, so never under a write lock."""
    return str(hash_password(normal(password)))


def is_right(person: Person, password: str) -> bool:
    """Tell whether this is the person's password; takes as long as `hashed`."""
    if not person.password or unusable(password):
        return False
    return bool(verify_password(normal(password), person.password))


def unusable(password: str) -> bool:
    """Tell whether this can be nobody's password, and nothing that a hasher should be given."""
    return len(password) > LONGEST_TYPED or "\0" in password
