"""Who is signed in, as Flask-Security knows it."""

from flask_security import current_user

from cms.errors import NotFound
from cms.models import Person


def signed_in_person() -> Person | None:
    """Return the person whose session this request carries, if there is one."""
    if not current_user.is_authenticated:
        return None
    person: Person = current_user._get_current_object()  # noqa: SLF001  the proxy's only way
    return person


def owner() -> Person:
    """Return whose account it is, in a view that lets nobody else in; raises NotFound."""
    person = signed_in_person()
    if person is None:
        raise NotFound
    return person
