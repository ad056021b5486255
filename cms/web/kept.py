"""A form's fields as they are kept while someone writes: no secrets, no files, within bounds."""

import re
from collections.abc import Iterable

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from cms.errors import N_, BadText
from cms.models.autosave import Autosave
from cms.queries.autosaves import MEDIA, REFERENCE, UPLOAD, WINDOW
from cms.text.characters import NUL, SURROGATE
from cms.web.pictures import FILE_FIELDS, FilesForm
from cms.web.references import refer, referred
from cms.web.requests import LARGEST_ID

MOST_BYTES = 1_200_000  # a text of 1 MB is refused by its own message when it is sent
MOST_FIELDS = 400
LONGEST_NAME = 100
NEVER = frozenset({"csrf_token", "form_key", "altcha", "homepage", "action", *FILE_FIELDS})
# No field can hold these on a page: no browser sends them back.
UNKEEPABLE = re.compile(f"[{NUL}{SURROGATE}]")
_ROW = re.compile(r"(?:pictures|attachments)-[0-9]{1,4}-(?:reference|left_out|alt|caption|credit)")


def fields_sent(form: FilesForm | None = None) -> dict[str, list[str]]:
    """Return the fields of this request; files by what `form` made of them, where one is given.

    Raises:
        BadText: they are too many or too long.
    """
    found = [
        (_keepable(name), _keepable(value))
        for name, values in request.form.lists()
        for value in values
        if may_keep(name) and not (form and _ROW.fullmatch(name))
    ]
    found += list(_rows(form)) if form else []
    found += [(WINDOW, _keepable(request.form.get(WINDOW, ""))[:LONGEST_NAME])]
    weight = sum(len(text.encode()) for pair in found for text in pair)
    if len(found) > MOST_FIELDS or weight > MOST_BYTES:
        raise BadText(N_("This is too much to be kept unsent. It can be sent as it is."))
    return MultiDict((name, _kept(name, value)) for name, value in found).to_dict(flat=False)


def may_keep(name: str) -> bool:
    """Tell whether a field of that name is ever kept."""
    secret = name in NEVER or name.startswith("autosave-") or "password" in name.lower()
    return not secret and len(name) <= LONGEST_NAME


def as_sent(row: Autosave) -> MultiDict[str, str]:
    """Return a kept form as if its page had sent it, with references that this browser may show."""
    return MultiDict(
        (name, _shown(name, value))
        for name, values in row.fields.items()
        for value in values
        if may_keep(name)
    )


def content(form: FlaskForm) -> dict[str, object]:
    """Return what someone wrote in a form, to be compared with another of its kind."""
    apart = {"csrf_token", "form_key", "version", "accept_removed", "homepage", "altcha"}
    apart |= FILE_FIELDS
    found = {name: _plain(value) for name, value in form.data.items() if name not in apart}
    if isinstance(form, FilesForm):
        found |= {"images": form.images(), "files": sorted(form.shas())}
    return found


def _rows(form: FilesForm) -> Iterable[tuple[str, str]]:
    for each in ("pictures", "attachments"):
        rows = form[each] if each in form else []  # noqa: SIM401  a form is no dict
        for row in rows:
            for one in row.form:
                if one.short_name != "left_out":
                    yield one.name, _keepable(str(one.data or ""))
                elif one.data:
                    yield one.name, "y"


def _kept(name: str, value: str) -> str:
    """Return what is stored of a field: of an upload its number, once its reference is ours."""
    if not REFERENCE.fullmatch(name):
        return value
    number = referred(value)
    return f"{MEDIA}{number}" if number else ""


def _shown(name: str, value: str) -> str:
    if not REFERENCE.fullmatch(name):
        return value
    found = UPLOAD.fullmatch(value)
    return refer(int(found[1])) if found and int(found[1]) <= LARGEST_ID else ""


def _keepable(text: str) -> str:
    return UNKEEPABLE.sub("", text)


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value or ""
