"""The admin's forms: inviting somebody, what a person is called and may do."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, StringField

from cms.actions.administration import fingerprint
from cms.models import Person, Role
from cms.web.accounts.forms import AddressForm, name_field
from cms.web.fields import MultiCheckboxField, RadioField, SelectField, choices
from cms.web.globals import section_links
from cms.web.labels import LOCALE_NAMES, ROLES, STANDINGS
from cms.web.language import choose

DUTIES = {
    Role.CONTRIBUTOR: _l("Contributor: sends pieces and follows them"),
    Role.REVIEWER: _l("Reviewer: is asked for an opinion"),
    Role.EDITOR: _l("Editor: decides on the pieces of the sections ticked below"),
    Role.CHIEF: _l("Chief editor: decides on every piece, hands pieces over, reopens them"),
    Role.ADMIN: _l("Administrator: all of this, and people and letters"),
}


class DutyForm(FlaskForm):
    """A role, and the sections where it is narrowed to some."""

    role = RadioField(_l("Role"))
    sections = MultiCheckboxField(_l("Sections"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = choices((role.value, label) for role, label in DUTIES.items())
        self.sections.choices = choices((one.slug, one.name) for one in section_links())

    def chosen_role(self) -> Role:
        """Return the role of a form that is valid."""
        return Role(self.role.data)

    def chosen_sections(self) -> tuple[str, ...]:
        """Return the slugs of the sections ticked."""
        return tuple(self.sections.data or ())


class InviteForm(AddressForm, DutyForm):
    """Whom to invite, as what, in which language."""

    name = name_field()
    locale = RadioField(_l("Language of the letter"), choices=choices(LOCALE_NAMES.items()))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not (args or self.is_submitted()):  # whoever gives what was typed means it
            self.role.data, self.locale.data = Role.EDITOR.value, choose()


class RoleForm(DutyForm):
    """A person's role and sections; `read` is what the form was made from."""

    read = HiddenField()

    def show(self, person: Person) -> None:
        """Fill in what holds now, over whatever was sent."""
        self.role.data = person.role.value
        self.sections.data = [section.slug for section in person.sections]
        self.read.data = fingerprint(person)


class NameForm(FlaskForm):
    """What a person is called."""

    name = name_field()


class PeopleFilterForm(Form):
    """What the list of people is narrowed to."""

    q = StringField(_l("Name or address"))
    role = SelectField(_l("Role"), validate_choice=False)
    standing = SelectField(_l("Account"), validate_choice=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = choices([("", _l("Any role")), *ROLES.items()])
        self.standing.choices = choices([("", _l("All accounts")), *STANDINGS.items()])
