"""Checks and fields that more than one form needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, IntegerField, ValidationError, fields
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, StopValidation
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from cms.text.plain import faults, strip_faults, tidy_line
from cms.text.visible import has_words
from cms.web.requests import LARGEST_ID

REQUIRED = _l("Please fill this in.")
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_SEARCH = 200


class Told:
    """Says what a field wants in our words, instead of what WTForms calls its fault."""

    wanted = _l("Please choose one of these.")

    def gettext(self, _string: str) -> str:
        """Return the one thing that there is to say."""
        return str(self.wanted)

    def ngettext(self, _one: str, _many: str, _count: int) -> str:
        """Return the same for any number."""
        return str(self.wanted)


class SelectField(Told, fields.SelectField):
    """One choice of a list."""


class RadioField(Told, fields.RadioField):
    """One choice of several that are all in sight."""


class DateField(Told, fields.DateField):
    """A day."""

    wanted = _l("Please give a day, such as 2026-11-30.")


class DateTimeLocalField(Told, fields.DateTimeLocalField):
    """A day and a time, in the newsroom's zone."""

    wanted = _l("Please give a day and a time, such as 2026-11-30 18:00.")


class MultiCheckboxField(Told, fields.SelectMultipleField):
    """Several choices as a list of checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class VersionField(IntegerField):
    """The version that a form was made from, hidden; given a newer one, it shows that."""

    widget = HiddenInput()

    def __init__(self, **bound: Any) -> None:  # noqa: ANN401  what WTForms binds a field with
        super().__init__(validators=[InputRequired(REQUIRED)], **bound)

    def renew(self, version: int) -> None:
        """Let the form be sent again from this version; what came in would be shown otherwise."""
        self.data, self.raw_data = version, None


class Readable:
    """Refuse what nobody can see; the field comes back without it, so that sending again works."""

    def __init__(self, *, line: bool) -> None:
        self.line = line

    def __call__(self, _form: Form, field: Field) -> None:
        """Name the kinds of invisible characters found and take them out of what comes back."""
        text = str(field.data or "")
        found = faults(text, line=self.line)
        if not found:
            return
        field.data = strip_faults(text, line=self.line)
        named = str(_(", ")).join(str(_names()[one]) for one in found)
        raise ValidationError(
            _(
                "This held characters that nobody can see (%(named)s). They are taken out now;"
                " please look at the text and send it again.",
                named=named,
            )
        )


def _names() -> Mapping[str, str]:
    return {
        "nul": _("NUL"),
        "control": _("control characters"),
        "surrogate": _("halves of characters"),
        "bidi": _("marks that turn the direction of reading"),
        "replacement": _("marks of a broken encoding"),
    }


class Filled:
    """Refuse a field that shows a reader nothing, were it full of invisible characters."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop at the first thing to say: it is empty."""
        if not has_words(str(field.data or "")):
            raise StopValidation(str(REQUIRED))


def required() -> Filled:
    """Refuse an empty field in plain words."""
    return Filled()


def in_our_time(_form: Form, field: Field) -> None:
    """Refuse a year that nobody means, and from which no days can be counted."""
    if field.data is not None and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(
            _(
                "Please check the year; it must lie between %(first)d and %(last)d.",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )


def at_most(count: int) -> Length:
    """Refuse more than `count` characters in plain words."""
    return Length(max=count, message=_l("Please keep this to %(max)d characters."))


def choices(options: Iterable[tuple[object, str | LazyString]]) -> list[SelectChoice]:
    """Return (value, label) pairs as WTForms takes them."""
    return [SelectChoice(value=value, label=label) for value, label in options]


def int_or_none(value: Any) -> int | None:  # noqa: ANN401  whatever the form brought
    """Read an optional id of a select field; "" means none, raises ValueError for no id."""
    if value in (None, "", "None"):
        return None
    if not 0 <= (number := int(value)) <= LARGEST_ID:
        raise ValueError
    return number


def searched_for(typed: str | None) -> str:
    """Return what was typed into a search box, on one line and without what nobody sees."""
    return tidy_line(strip_faults(typed or "", line=True))[:LONGEST_SEARCH]


def words(text: str) -> list[str]:
    """Split a line at the separators that people put between names, Chinese ones included."""
    for mark in "；;、，\n":
        text = text.replace(mark, ",")
    return [found for one in text.split(",") if (found := tidy_line(one))]
