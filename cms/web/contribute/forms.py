"""The contributor's forms."""

from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired

from cms.models import Kind, Language
from cms.rules.asks import MOST_POINTS
from cms.web.addresses import address
from cms.web.contribute.keys import new_key, read_key
from cms.web.fields import (
    RadioField,
    Readable,
    SelectField,
    VersionField,
    at_most,
    choices,
    required,
)
from cms.web.globals import section_links
from cms.web.labels import KINDS, LANGUAGES
from cms.web.language import HTML_LANG, choose
from cms.web.pictures import FILE_FIELDS, WithAttachments
from cms.web.rows import Rows
from cms.web.texts import TextForm

KEYWORDS_LENGTH = 200
ANSWER_LENGTH = 2_000
YES_NO = (("yes", _l("Yes")), ("no", _l("No")))
MUST_TICK = _l("Please confirm this; without it we can't take the piece.")
MUST_ANSWER = _l("Please answer yes or no.")


class SubmitForm(WithAttachments, TextForm):
    """A new piece; `form_key` is what makes the same form sent twice one piece."""

    form_key = HiddenField()
    section = SelectField(_l("Section"), coerce=int)
    kind = SelectField(_l("Kind"))
    language = SelectField(_l("Language"))
    keywords = StringField(_l("Keywords"), [Readable(line=True), at_most(KEYWORDS_LENGTH)])
    original = BooleanField(
        _l("I wrote this piece or may send it for its authors."), [InputRequired(MUST_TICK)]
    )
    exclusive = RadioField(
        _l("Is it for us alone: not sent to others, not published yet?"),
        [InputRequired(MUST_ANSWER)],
    )
    ai_used = RadioField(
        _l("Were artificial intelligence tools used to write it?"), [InputRequired(MUST_ANSWER)]
    )
    edit_consent = BooleanField(_l("Editors may edit the wording."), [InputRequired(MUST_TICK)])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.section.choices = choices((one.id, one.name) for one in section_links())
        self.kind.choices = choices(KINDS.items())
        self.language.choices = choices(LANGUAGES.items())
        self.exclusive.choices = choices(YES_NO)
        self.ai_used.choices = choices(YES_NO)
        if not self.is_submitted():
            self.form_key.data = new_key()
            # A form that someone goes on with brings its language.
            if not self.language.raw_data:
                self.language.data = HTML_LANG[choose()]

    def validate_form_key(self, field: Field) -> None:
        """Refuse a key that this site did not give or gave too long ago, and give a fresh one."""
        if read_key(field.data or "") is None:
            field.data = new_key()
            raise ValidationError(
                _("The form was open too long or is not ours. Please look at it and send it again.")
            )

    def content(self) -> dict[str, Any]:
        """Return everything that makes this piece another one."""
        apart = {"csrf_token", "form_key", "accept_removed", "homepage", "altcha", *FILE_FIELDS}
        typed = {name: value for name, value in self.data.items() if name not in apart}
        return typed | {"images": [asdict(one) for one in self.images()], "files": self.shas()}

    def declarations(self) -> list[dict[str, Any]]:
        """Return what was asked, in the words shown, and what was answered."""
        asked = (self.original, self.exclusive, self.ai_used, self.edit_consent)
        return [
            {"id": one.short_name, "text": str(one.label.text), "answer": _answer(one)}
            for one in asked
        ]

    def piece_kind(self) -> tuple[Kind, Language]:
        """Return the kind and language chosen."""
        return Kind(self.kind.data), Language(self.language.data)


class GuestSubmitForm(SubmitForm):
    """A new piece by someone without an account."""

    email = EmailField(_l("E-mail"), address())
    homepage = StringField(_l("Leave this field empty"))
    altcha = HiddenField()


class AnswerForm(WithAttachments, TextForm):
    """The author's changed text, with an answer to each point the editors listed."""

    version = VersionField()
    answers = Rows(
        TextAreaField(
            _l("Your answer"), [Readable(line=False), required(), at_most(ANSWER_LENGTH)]
        ),
        max_entries=MOST_POINTS,
    )


class WithdrawForm(FlaskForm):
    """Taking the piece back."""

    version = VersionField()
    reason = TextAreaField(_l("Why do you take it back?"), [Readable(line=False), at_most(2_000)])


def _answer(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "yes" if field.data else "no"
    return str(field.data)
