"""The text's part of a form, shared by contributors and the desk: check, preview, repair."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from flask import g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import (
    BooleanField,
    Field,
    FileField,
    FormField,
    StringField,
    TextAreaField,
    ValidationError,
)

from cms.errors import BadText
from cms.item import Image
from cms.models import Revision
from cms.queries.images import placed, set_in
from cms.rules.facts import Text
from cms.text.clean import Cleaned, Removed
from cms.text.markup import FORMATS
from cms.text.plain import plain, tidy_line
from cms.text.rendering import render
from cms.text.repair import Leftover, find_leftovers, repair
from cms.text.visible import has_words
from cms.web.errors import translate, translate_wait
from cms.web.fields import RadioField, Readable, at_most, choices, required, words
from cms.web.guarded import in_form
from cms.web.labels import FORMAT_LABELS
from cms.web.pictures import FilesForm, arranges
from cms.web.sizes import size_label
from cms.web.throttle import too_many

TITLE_LENGTH = 120
DEK_LENGTH = 400
NAME_LENGTH = 120
# As the fields of a text's form stand on its page, whatever else that form has.
ON_THE_PAGE = (
    *("answers", "title", "dek", "format", "body", "accept_removed", "pictures", "new_pictures"),
    *("section", "kind", "language", "keywords", "tags", "byline", "affiliation", "email"),
    *("attachments", "new_attachments"),
)


class TextForm(FilesForm):
    """Title, dek, body, byline, pictures; what cleaning would take out has to be agreed to."""

    title = StringField(_l("Title"), [Readable(line=True), required(), at_most(TITLE_LENGTH)])
    dek = TextAreaField(_l("Dek"), [Readable(line=False), at_most(DEK_LENGTH)])
    format = RadioField(_l("Notation"), default="plain")
    body = TextAreaField(_l("Text"), [Readable(line=False), required()])
    accept_removed = BooleanField(_l("Take this out and go on."))
    byline = StringField(_l("Byline"), [Readable(line=True), required(), at_most(NAME_LENGTH)])
    affiliation = StringField(_l("Affiliation"), [Readable(line=True), at_most(NAME_LENGTH)])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = choices((name, FORMAT_LABELS[name]) for name in FORMATS)
        self.cleaned: Cleaned | None = None

    def __iter__(self) -> Iterator[Field]:
        """Yield the fields from the top of the page down, so that errors are listed so too."""
        place = {name: nth for nth, name in enumerate(ON_THE_PAGE)}
        return iter(
            sorted(super().__iter__(), key=lambda one: place.get(one.short_name, len(place)))
        )

    def validate_body(self, body: Field) -> None:
        """Clean the body once, so that it can be refused beside its field."""
        if body.errors or self.format.data not in FORMATS or g.get("forged"):
            return  # refused already, here or beside another field
        try:
            self.cleaned = render(body.data or "", self.format.data)
        except BadText as error:
            raise ValidationError(translate(error)) from error
        if not has_words(plain(self.cleaned.html)) and "<img" not in self.cleaned.html:
            raise ValidationError(_("Please fill this in."))
        if self._must_agree():
            raise ValidationError(
                _("The text holds programs or embedded parts. They are listed here and taken out.")
            )

    def validate_accept_removed(self, _field: Field) -> None:
        """Ask for consent beside its box, which the page shows for the error's sake."""
        if self._must_agree():
            raise ValidationError(_("Please agree, or change the text."))

    def validate_byline(self, byline: Field) -> None:
        """Ask for a name where only separators stand."""
        if byline.data and not _names(byline.data, ""):
            raise ValidationError(_("Please give a name."))

    @property
    def readable(self) -> Markup | None:
        """Return the body as clean HTML, for the editor; None while it can't be read."""
        if self.format.data not in FORMATS or g.get("forged"):
            return None
        with suppress(BadText):
            cleaned = render(self.body.data or "", self.format.data)
            return Markup(cleaned.html)  # noqa: S704  cleaned just now
        return None

    def _must_agree(self) -> bool:
        active = self.cleaned is not None and self.cleaned.active
        return active and not self.accept_removed.data

    def text(self) -> Text:
        """Return what was typed."""
        return Text(
            title=tidy_line(self.title.data or ""),
            dek=tidy_line(self.dek.data or ""),
            body=(self.body.data or "").replace("\r\n", "\n"),
            format=self.format.data,
            bylines=tuple(_names(self.byline.data or "", self.affiliation.data or "")),
            images=self.images(),
        )

    def show(self, text: Text, submission_id: int) -> None:
        """Fill the fields with a text of that piece."""
        self.title.data, self.dek.data, self.body.data = text.title, text.dek, text.body
        self.format.data = text.format
        self.byline.data = "; ".join(name for name, _place in text.bylines)
        self.affiliation.data = text.bylines[0][1] if text.bylines else ""
        self.place_pictures(text.images, submission_id)


def prepare(sent: Mapping[str, str]) -> None:
    """Clean the text of a form before its transaction begins; what it comes to is kept for it."""
    if sent.get("format") in FORMATS:
        with suppress(BadText):
            render(sent.get("body", ""), sent["format"])


def _names(byline: str, affiliation: str) -> list[tuple[str, str]]:
    """Split a byline at the separators that people put between names."""
    return [(name, tidy_line(affiliation)) for name in words(byline)]


def text_of(revision: Revision) -> Text:
    """Return a revision's text as it was typed."""
    return Text(
        title=revision.title,
        dek=revision.dek,
        body=revision.body,
        format=revision.format,
        bylines=tuple((one["name"], one["affiliation"]) for one in revision.bylines),
        images=placed(revision),
    )


@dataclass(frozen=True)
class Preview:
    """A text as readers would see it."""

    title: str
    dek: str
    html: Markup
    size: str
    removed: tuple[Removed, ...]
    language: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True)
class Look:
    """What stands beside a text's form: its preview, what cleaning takes, what a tool left."""

    preview: Preview | None = None
    removed: tuple[Removed, ...] = ()
    leftovers: tuple[Leftover, ...] = field(default=())


def look_at(form: TextForm, language: str, *, preview: bool) -> Look:
    """Return what to show beside the form, after it was validated; `language` is the piece's."""
    cleaned = form.cleaned
    removed = cleaned.removed if cleaned else ()
    leftovers = find_leftovers(form.body.data or "")
    if not preview or cleaned is None:
        return Look(removed=removed, leftovers=leftovers)
    html, images = set_in(cleaned.html, in_form(form.images(), form.files()))
    shown = Preview(
        title=form.title.data or "",
        dek=form.dek.data or "",
        html=Markup(html),  # noqa: S704  cleaned just now
        size=size_label(cleaned.html, language),
        removed=removed,
        language=language,
        images=images,
    )
    return Look(shown, removed, leftovers)


Page = Callable[[bool], str]
Saved = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def only_arranges(action: str) -> bool:
    """Tell whether a form's button leaves everything as it is but the form itself."""
    return action in {"preview", "repair"} or arranges(action)


def answer_by_button(form: TextForm, page: Page, save: Callable[[], Saved]) -> Saved:
    """Repair, preview or save, by the button pressed; what is refused comes back with 422.

    `page` renders the form, with a preview or without; only `save` writes.
    """
    action = request.form.get("action")
    if refusal := too_many():
        form.form_errors.append(translate_wait(refusal))
        return page(False), refusal.status, {"Retry-After": str(refusal.retry_after)}
    if g.get("forged"):
        form.validate()
        return page(False), 422
    if action == "repair":
        mend(form)
        return page(False)
    if form.arrange(action or ""):
        return (page(False), 422) if form.refused() else page(False)
    valid = form.validate()
    if action == "preview" and not form.body.errors:
        _forget_errors(form)
        return page(True)
    return save() if valid else (page(False), 422)


def _forget_errors(fields: Iterable[Field]) -> None:
    # Who only looks has not failed at what they have not filled in yet.
    for each in fields:
        if isinstance(each, FormField):
            _forget_errors(each.form)
        else:
            each.errors = list(each.process_errors) if isinstance(each, FileField) else []
            _forget_errors(getattr(each, "entries", ()))


def mend(form: TextForm) -> None:
    """Take a conversion tool's leftovers out of the form's fields; nothing is saved."""
    for each in (form.title, form.dek, form.body):
        each.data = repair(each.data or "")
