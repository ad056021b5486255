"""The desk's forms; a decision's form is put together from what its transition asks for."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField, TextAreaField
from wtforms.validators import Optional

from cms.models import Kind, Language
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.rules.facts import Ask, Facts, Place
from cms.rules.guards import shares_in_text
from cms.rules.policies import chief
from cms.rules.submission import TRANSITIONS, Step
from cms.text.traditional import said_in
from cms.web.fields import (
    DateField,
    DateTimeLocalField,
    MultiCheckboxField,
    Readable,
    SelectField,
    VersionField,
    at_most,
    choices,
    in_our_time,
    int_or_none,
    words,
)
from cms.web.globals import section_links
from cms.web.labels import DECLINE_CODES, KINDS, LANGUAGES
from cms.web.language import choose
from cms.web.texts import TextForm

NOTE_LENGTH = 4_000
END_OF_DAY = time(18, 0)
RETURN_WITHIN = timedelta(days=10)


class StepForm(FlaskForm):
    """What every decision brings: the version that was read."""

    version = VersionField()


def _note(label: str) -> Field:
    return TextAreaField(label, [Readable(line=False), at_most(NOTE_LENGTH)])


def _assignees(facts: Facts) -> Field:
    people = submissions.assignees(facts.section_id)
    options = choices([("", _l("Choose …")), *((one.id, one.name) for one in people)])
    return SelectField(_l("Editor"), choices=options, coerce=int_or_none)


# One field for each name that a transition may ask for.
ASKED: Mapping[str, Callable[[Facts], Field]] = {
    "reason": lambda _facts: _note(_l("Reason, for the record")),
    "code": lambda _facts: SelectField(
        _l("Reason"), choices=choices([("", _l("Choose …")), *DECLINE_CODES.items()])
    ),
    "points": lambda _facts: _note(_l("What should change, one point a line")),
    "due_at": lambda _facts: DateField(_l("Back by"), [Optional(), in_our_time]),
    "release_at": lambda _facts: DateTimeLocalField(
        _l("Time of publication"), [Optional(), in_our_time]
    ),
    "assignee_id": _assignees,
}
WITH_LETTER = frozenset({Step.REQUEST_CHANGES, Step.DECLINE})


def step_form(step: Step, facts: Facts, actor: Actor) -> type[StepForm]:
    """Return the form class of one decision on one piece by one person."""
    fields = {name: ASKED[name](facts) for name in TRANSITIONS[step].asks if name in ASKED}
    if step in WITH_LETTER:
        fields["public_note"] = _note(_l("A word to the author"))
    if step is Step.APPROVE:
        fields |= _approval_fields(facts, actor)
    return type(f"{step.name.title()}Form", (StepForm,), fields)


def _approval_fields(facts: Facts, actor: Actor) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    if facts.checklist:
        locale = choose()
        items = choices(
            (item["id"], said_in(locale, item["zh"], item["en"])) for item in facts.checklist
        )
        fields["ticked"] = MultiCheckboxField(_l("Checklist"), choices=items)
    if chief(facts, actor) and shares_in_text(facts, actor):
        fields["override"] = BooleanField(_l("I approve my own text, for the reason below"))
        fields["reason"] = _note(_l("Reason, for the record"))
    fields["private_note"] = _note(_l("Note for the desk"))
    return fields


def read_ask(form: StepForm, zone: ZoneInfo) -> Ask:
    """Turn a valid form into what the step asks; local days and times become UTC."""
    data = form.data
    due, release = data.get("due_at"), data.get("release_at")
    return Ask(
        version=form.version.data,
        reason=data.get("reason") or "",
        code=data.get("code") or "",
        public_note=data.get("public_note") or "",
        private_note=data.get("private_note") or "",
        points=tuple(_points(data.get("points") or "")),
        due_at=_utc(datetime.combine(due, END_OF_DAY), zone) if due else None,
        release_at=_utc(release, zone) if release else None,
        assignee_id=data.get("assignee_id"),
        ticked=frozenset(data.get("ticked") or ()),
        override=bool(data.get("override")),
    )


def _points(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


class EditForm(TextForm):
    """An editor's own version of the text, with where it belongs."""

    version = VersionField()
    section = SelectField(_l("Section"), coerce=int)
    kind = SelectField(_l("Kind"))
    language = SelectField(_l("Language"))
    tags = StringField(_l("Tags"), [Readable(line=True), at_most(400)])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.section.choices = choices((one.id, one.name) for one in section_links())
        self.kind.choices = choices(KINDS.items())
        self.language.choices = choices(LANGUAGES.items())

    def place(self) -> Place:
        """Return where the editor says that the piece belongs."""
        return Place(
            section_id=self.section.data,
            kind=Kind(self.kind.data),
            language=Language(self.language.data),
            tags=tuple(words(self.tags.data or "")),
        )


class FilterForm(FlaskForm):
    """What the queue is narrowed to; a GET form, so it carries no token."""

    class Meta:
        """A form of the address, not of a change."""

        csrf = False

    section = SelectField(_l("Section"), coerce=int_or_none, validate_choice=False)
    state = SelectField(_l("State"), validate_choice=False)
    language = SelectField(_l("Language"), validate_choice=False)
    q = StringField(_l("Title or number"))


def in_gap(form: StepForm, zone: ZoneInfo) -> bool:
    """Tell whether a local time does not exist where the clocks go forward, and say so there."""
    local = form.data.get("release_at")
    if not local or _utc(local, zone).astimezone(zone).replace(tzinfo=None) == local:
        return False
    form["release_at"].errors = [_("The clocks skip this time; please choose another.")]
    return True
