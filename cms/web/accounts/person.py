"""Who is signed in, as Flask-Security knows it."""

from typing import cast

from flask_security import current_user

from cms.models import Person


def signed_in_person() -> Person | None:
    """Return the person whose session this request carries, if there is one."""
    return cast("Person", current_user) if current_user.is_authenticated else None
