"""What a person says of themselves: name, byline, affiliation, a line about them, language."""

from dataclasses import dataclass

from cms.actions.people import person_name
from cms.models import Person
from cms.queries.accounts import lock
from cms.rules.people import names_itself
from cms.text.plain import tidy_line


@dataclass(frozen=True)
class Profile:
    """Everything that a person may change without an admin; `locale` empty follows the browser."""

    name: str
    byline: str = ""
    affiliation: str = ""
    bio: str = ""
    locale: str = ""


def set_profile(person: Person, profile: Profile) -> None:
    """Write a person's own profile; the name of one of the desk stays.

    Raises:
        Invalid: nothing of the name can be seen.
    """
    lock(person.id)  # waits for an admin who changes the account at this moment
    if names_itself(person.role):
        person.name = person_name(profile.name)
    person.byline, person.affiliation = tidy_line(profile.byline), tidy_line(profile.affiliation)
    person.bio = tidy_line(profile.bio)
    person.locale = profile.locale or None
