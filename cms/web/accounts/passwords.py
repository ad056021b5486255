"""Passwords: what makes a good one, how it is kept, whether one is right."""

from flask import g
from flask_babel import gettext as _
from flask_security import hash_password, verify_password
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from cms.extensions import security
from cms.models import Person
from cms.text.plain import faults
from cms.web.accounts.guessing import easy_to_guess

SHORTEST = 12
LONGEST = 200
LONGEST_TYPED = 1_000  # the hasher raises past 4096; nobody's password is that long

# OWASP's least is 19 MiB, two rounds, one lane; sixteen at once must fit into a small machine.
ARGON2 = {"argon2__memory_cost": 32 * 1024, "argon2__rounds": 2, "argon2__parallelism": 1}


class Strong:
    """Refuse a new password that is short, endless, unreadable or easy to guess.

    `about` names fields of the form, such as the address, that make a password easy to guess.
    """

    def __init__(self, *about: str) -> None:
        self.about = about

    def __call__(self, form: Form, field: Field) -> None:
        """Say the first thing that is wrong; a forged form comes back without that."""
        if g.get("forged"):
            return
        password = normal(field.data or "")
        if len(password) < SHORTEST:
            raise StopValidation(_("Twelve characters at least, please."))
        if len(field.data) > LONGEST:
            raise StopValidation(_("Please keep this to %(max)d characters.", max=LONGEST))
        if faults(password, line=True):
            raise StopValidation(
                _("This holds characters that nobody can see. Please type it again.")
            )
        if easy_to_guess(password, (str(form[name].data or "") for name in self.about)):
            raise ValidationError(
                _("This is easy to guess. A short sentence of your own is hard to guess.")
            )


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
