"""What every view may ask of the running newsroom: settings, addresses, the hour, who asks."""

from datetime import UTC, datetime

from cms.config import Config
from cms.extensions import current_user, settings
from cms.models import Person
from cms.rules.actor import Actor, ActorKind
from cms.urls import Urls


def config() -> Config:
    """Return the newsroom's settings."""
    return settings()


def urls() -> Urls:
    """Return the builders of absolute addresses."""
    return Urls(config().site_url)


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def me() -> Person | None:
    """Return the person who is signed in, if one is."""
    if not current_user.is_authenticated:
        return None
    person: Person = current_user._get_current_object()  # noqa: SLF001  the proxy's only way
    return person


def actor() -> Actor | None:
    """Return the signed-in person as one who asks for steps, if one is."""
    person = me()
    if person is None:
        return None
    return Actor(
        ActorKind.PERSON,
        person_id=person.id,
        name=person.name,
        email=person.email,
        byline=person.byline,
        role=person.role,
        sections=frozenset(section.id for section in person.sections),
    )
