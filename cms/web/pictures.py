"""Pictures and attachments in a form: what was uploaded stays in it through every error."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    Form,
    FormField,
    HiddenField,
    MultipleFileField,
    StringField,
    ValidationError,
)
from wtforms.validators import StopValidation

from cms.errors import CmsError, TooMany
from cms.item import Size
from cms.models import Media
from cms.queries import uploads as uploaded
from cms.rules.facts import Placed
from cms.text.plain import tidy_line
from cms.web.errors import translate, translate_wait
from cms.web.fields import Readable, at_most, required
from cms.web.guarded import near, thumbnail
from cms.web.references import refer, referred
from cms.web.rows import Rows
from cms.web.uploads import MOST, uploads

ALT_LENGTH = 300
CAPTION_LENGTH = 400
CREDIT_LENGTH = 120
FILE_FIELDS = frozenset({"pictures", "new_pictures", "attachments", "new_attachments"})
ARRANGING = re.compile(r"upload|(?:up|down)-[0-9]{1,2}")
GONE = _l("This file is no longer with us. Please add it again, or tick it to leave it out.")


def arranges(action: str) -> bool:
    """Tell whether a button only brings files or changes their order."""
    return bool(ARRANGING.fullmatch(action))


class UnlessLeftOut:
    """Ask nothing about a file that is to be left out."""

    def __call__(self, form: Form, _field: Field) -> None:
        """Stop before anything is asked."""
        if form.left_out.data:
            raise StopValidation


class FileForm(Form):
    """One uploaded file of a form; `media` is what its reference leads to, None for nothing."""

    reference = HiddenField()
    left_out = BooleanField(_l("Leave this file out"))
    media: Media | None = None

    @property
    def thumbnail(self) -> Size | None:
        """Return the smallest size of a picture, None for what is none."""
        return thumbnail(self.media) if self.media else None

    @property
    def near(self) -> Size | None:
        """Return a picture as wide as a text stands, None for what is none."""
        return near(self.media) if self.media else None

    @property
    def address(self) -> str:
        """Return what a text names the picture by, empty for nothing."""
        return f"/media/{self.media.sha256}.{self.media.extension}" if self.media else ""

    def validate_reference(self, _field: Field) -> None:
        """Refuse a reference that is not this browser's, or to what was swept away."""
        if self.media is None and not self.left_out.data:
            raise ValidationError(str(GONE))


class PictureForm(FileForm):
    """One picture and the words that belong to it."""

    alt = StringField(
        _l("What it shows"),
        [UnlessLeftOut(), Readable(line=True), required(), at_most(ALT_LENGTH)],
    )
    caption = StringField(
        _l("Caption"), [UnlessLeftOut(), Readable(line=True), at_most(CAPTION_LENGTH)]
    )
    credit = StringField(
        _l("Credit"), [UnlessLeftOut(), Readable(line=True), at_most(CREDIT_LENGTH)]
    )
    left_out = BooleanField(_l("Leave this picture out"))


class WithAttachments:
    """The fields of a form that takes files for the editors alone."""

    attachments = Rows(FormField(FileForm), _l("Attachments"), max_entries=MOST["new_attachments"])
    new_attachments = MultipleFileField(_l("Attachments for the editors"))


class FilesForm(FlaskForm):
    """A form that takes pictures; each list of files is fed by the field `new_…` of its name."""

    pictures = Rows(FormField(PictureForm), _l("Pictures"), max_entries=MOST["new_pictures"])
    new_pictures = MultipleFileField(_l("Add pictures"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._find()
        if self.is_submitted() and kwargs.get("formdata", True) is not None:
            for rows, new in self._lists():
                _take(rows, new)
            self._find()

    def _lists(self) -> list[tuple[Rows, Field]]:
        names = [name for name in ("pictures", "attachments") if name in self]
        return [(self[name], self[f"new_{name}"]) for name in names]

    def _find(self) -> None:
        """Look up what the references lead to, all at once."""
        rows = [(row.form, each) for each, _new in self._lists() for row in each]
        ids = [referred(row.reference.data or "") for row, _each in rows]
        found = uploaded.by_ids({id_ for id_ in ids if id_})
        for (row, each), id_ in zip(rows, ids, strict=True):
            media = found.get(id_ or 0)
            fits = media is not None and media.private == (each.short_name == "attachments")
            row.media = media if fits else None

    def arrange(self, action: str) -> bool:
        """Do what a button beside the files asks for; False when it was another button."""
        name, _sep, place = action.partition("-")
        if place and arranges(action):
            self.pictures.move(int(place), -1 if name == "up" else 1)
        return arranges(action)

    def refused(self) -> bool:
        """Tell whether a file of this request was refused."""
        return any(new.process_errors for _rows, new in self._lists())

    def images(self) -> tuple[Placed, ...]:
        """Return the pictures as they stand in the text."""
        return tuple(
            Placed(row.media.sha256, *(_said(row[name]) for name in ("alt", "caption", "credit")))
            for row in self.kept("pictures")
            if row.media
        )

    def kept(self, name: str) -> list[FileForm]:
        """Return the rows of a list that are not left out."""
        rows = [row.form for row in self[name]] if name in self else []
        return [row for row in rows if row.media and not row.left_out.data]

    def files(self) -> list[Media]:
        """Return every file that goes with the piece."""
        rows = [*self.kept("pictures"), *self.kept("attachments")]
        return [row.media for row in rows if row.media]

    def shas(self) -> list[str]:
        """Return what the files contain, by SHA-256, in their order."""
        return [one.sha256 for one in self.files()]

    def place_pictures(self, images: Sequence[Placed], submission_id: int) -> None:
        """Fill the list of pictures with those of a text of that piece."""
        known = uploaded.pictures(submission_id) if images else {}
        for one in images[: MOST["new_pictures"]]:
            if one.sha256 in known:
                words = {"alt": one.alt, "caption": one.caption, "credit": one.credit}
                self.pictures.append_entry({"reference": refer(known[one.sha256].id), **words})
        self._find()


def _take(rows: Rows, new: Field) -> None:
    """Put what was kept of this request's files into their list, and say what was refused."""
    for upload in uploads(new.short_name):
        if upload.media_id is not None and len(rows) >= rows.max_entries:
            rows.keep(lambda row: not row.form.left_out.data)
        if upload.media_id is not None and len(rows) < rows.max_entries:
            rows.append_entry({"reference": refer(upload.media_id)})
        elif upload.refusal is not None:
            said = _("%(name)s: %(why)s", name=upload.name, why=why(upload.refusal))
            new.process_errors.append(said)
    new.errors = list(new.process_errors)


def why(refusal: CmsError) -> str:
    """Return why a file was refused, in the reader's language."""
    return translate_wait(refusal) if isinstance(refusal, TooMany) else translate(refusal)


def _said(field: Field) -> str:
    return tidy_line(field.data or "")
