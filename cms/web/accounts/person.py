"""Whose account a page is about."""

from cms.errors import NotFound
from cms.models import Person
from cms.web.context import me


def owner() -> Person:
    """Return whose account it is, in a view that lets nobody else in; raises NotFound."""
    person = me()
    if person is None:
        raise NotFound
    return person
