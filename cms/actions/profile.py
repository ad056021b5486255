"""What a person says of themselves: name, byline, affiliation, a line about them, language."""

from dataclasses import dataclass

from cms.errors import N_, CmsError, Invalid
from cms.extensions import db
from cms.models import Person
from cms.rules.policies import DESK
from cms.text.plain import tidy_line
from cms.text.visible import has_words


@dataclass(frozen=True)
class Profile:
    """Everything that a person may change without an admin; `locale` empty follows the browser."""

    name: str
    byline: str = ""
    affiliation: str = ""
    bio: str = ""
    locale: str = ""


def names_itself(person: Person) -> bool:
    """Tell whether the person may change their own name.

    The four-eyes rule compares an editor's name with the bylines, so an admin keeps that one.
    """
    return person.role not in DESK


def set_profile(person: Person, profile: Profile) -> None:
    """Write a person's own profile; the name of one of the desk stays.

    Raises:
        Invalid: nothing of the name can be seen.
    """
    # On PostgreSQL this waits for an admin who changes the account at this moment.
    db.session.refresh(person, with_for_update={"of": Person})
    if names_itself(person):
        if not has_words(profile.name):
            raise Invalid({"name": CmsError(N_("Please give a name."))})
        person.name = tidy_line(profile.name)
    person.byline, person.affiliation = tidy_line(profile.byline), tidy_line(profile.affiliation)
    person.bio = tidy_line(profile.bio)
    person.locale = profile.locale or None
