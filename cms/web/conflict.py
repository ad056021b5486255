"""The page for a save that came second: both versions field by field, nothing lost."""

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields.choices import SelectFieldBase

from cms.models import Submission
from cms.queries.images import set_in
from cms.text.plain import plain
from cms.web.fields import words
from cms.web.globals import signed_in
from cms.web.guarded import in_form
from cms.web.rounds import rounds_of
from cms.web.texts import TextForm
from cms.web.unsent import autosaving

# Short ones first, so that a long body hides none of them.
_PLACE = ("section", "kind", "language", "tags")
COMPARED = ("title", "dek", "byline", "affiliation", *_PLACE, "format", "body")
LISTS = frozenset({"byline", "tags"})


@dataclass(frozen=True)
class Row:
    """One field of both versions; `theirs` is as people read it, `field` is yours.

    `mine` are the lines of yours, to be told from theirs where a text is long.
    """

    field: Field
    theirs: str
    differs: bool
    mine: tuple[str, ...] = ()


def conflict(
    form: TextForm,
    stands: TextForm,
    submission: Submission,
    *,
    last: tuple[str, bool],
    layout: str,
    back: str,
    can_save: bool,
) -> tuple[str, int]:
    """Show both versions; saving again from here is deliberate: the form has the new version.

    `stands` is the same form filled with what is saved now, `last` is of meanwhile.last_changer().
    Without `can_save` the piece has moved on to where no text is taken: yours stays to be copied.
    """
    form.version.renew(submission.version)
    rounds = rounds_of(submission)
    their_html, their_images = set_in(
        submission.current.html, in_form(stands.images(), stands.files())
    )
    page = render_template(
        "desk/conflict.html",
        layout=layout,
        me=signed_in(),
        form=form,
        autosaving=autosaving(form, submission),
        rows=_rows(form, stands),
        their_html=their_html if stands.format.data != "plain" else "",
        their_images=their_images,
        pictures_differ=stands.images() != form.images(),
        asked=rounds[-1].pairs if rounds else [],
        language=submission.language.value,
        their_name=last[0],
        own=last[1],
        their_time=submission.updated_at,
        action=request.path,
        back=back,
        can_save=can_save,
    )
    return page, 409


def _rows(form: TextForm, stands: TextForm) -> list[Row]:
    rows = [
        Row(form[name], theirs := _said(stands[name]), theirs != _said(form[name]))
        for name in COMPARED
        if name in form and name != "body"
    ]
    return sorted([*rows, _bodies(form, stands)], key=lambda row: not row.differs)


def _bodies(form: TextForm, stands: TextForm) -> Row:
    """Compare words where one of the texts is HTML: nobody reads its tags."""
    differs = _said(stands.body) != _said(form.body)
    theirs, mine = stands.readable, form.readable
    tagged = "html" in {form.format.data, stands.format.data}
    if tagged and theirs is not None and mine is not None:
        return Row(form.body, plain(theirs), differs, tuple(plain(mine).splitlines()))
    return Row(form.body, _said(stands.body), differs, tuple(_said(form.body).splitlines()))


def _said(field: Field) -> str:
    if isinstance(field, SelectFieldBase):
        return str(_(", ")).join(str(one.label) for one in field.iter_choices() if one.selected)
    text = str(field.data or "").replace("\r\n", "\n")
    return str(_(", ")).join(words(text)) if field.short_name in LISTS else text.strip()
