"""One's own name, byline and language."""

import re

from flask import flash, make_response, redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, StringField, TextAreaField, ValidationError

from cms.actions.profile import Profile, set_profile
from cms.errors import Invalid, NotFound
from cms.extensions import db
from cms.models import Person
from cms.rules.people import names_itself
from cms.text.han import HAN
from cms.web.accounts.forms import name_field
from cms.web.answers import Answer, form_page
from cms.web.context import me, urls
from cms.web.contribute import contribute
from cms.web.fields import Readable, SelectField, at_most, choices
from cms.web.guards import signed_in_only
from cms.web.labels import LOCALE_NAMES
from cms.web.language import forget
from cms.web.refusals import put_on
from cms.web.texts import NAME_LENGTH
from cms.web.transactions import forged_comes_back

HAN_BIO, LATIN_BIO = 60, 200  # characters; as much as fits beside a portrait


class ProfileForm(FlaskForm):
    """What a person says of themselves."""

    name = name_field()
    byline = StringField(_l("Byline"), [Readable(line=True), at_most(NAME_LENGTH)])
    affiliation = StringField(_l("Affiliation"), [Readable(line=True), at_most(NAME_LENGTH)])
    bio = TextAreaField(_l("About you, in a line"), [Readable(line=False)])
    locale = SelectField(_l("Language of the pages and letters"))

    def __init__(self, person: Person) -> None:
        super().__init__(obj=person)
        known = LOCALE_NAMES.items()
        self.locale.choices = choices([("", _l("As my browser asks")), *known])
        if not self.is_submitted():
            self.locale.data = person.locale or ""
        if not names_itself(person.role):
            del self.name

    def validate_bio(self, bio: Field) -> None:
        """Keep it to a line, which holds fewer Chinese characters than Latin ones."""
        text = bio.data or ""
        most = HAN_BIO if re.search(f"[{HAN}]", text) else LATIN_BIO
        if len(text) > most:
            raise ValidationError(_("Please keep this to %(max)d characters.", max=most))

    def profile(self, person: Person) -> Profile:
        """Return what was typed."""
        return Profile(
            name=self.name.data if "name" in self else person.name,
            byline=self.byline.data or "",
            affiliation=self.affiliation.data or "",
            bio=self.bio.data or "",
            locale=self.locale.data or "",
        )


@contribute.route("/account/profile", methods=["GET", "POST"])
@forged_comes_back
@signed_in_only
def profile() -> Answer:
    """Show one's profile, or take a changed one."""
    person = me()
    if person is None:
        raise NotFound
    form = ProfileForm(person)
    if not (form.validate_on_submit() and _save(form, person)):
        return form_page("accounts/profile.html", form, name=person.name, email=person.email)
    flash(_("Your profile is saved."))
    return _back(person)


def _save(form: ProfileForm, person: Person) -> bool:
    try:
        set_profile(person, form.profile(person))
    except Invalid as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return False
    return True


def _back(person: Person) -> Response:
    response = make_response(redirect(urls().profile(), code=303))
    if person.locale:
        # The choice of an earlier day in this browser would go before the account's.
        forget(response)
    return response
