"""Keeping forms while people write in them: the address that takes them, and throwing away."""

from flask import Blueprint, flash, g, jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions import autosaves as kept
from cms.errors import CmsError, NewerCopy
from cms.models.autosave import Autosave
from cms.queries import autosaves as stored
from cms.queries.autosaves import Writing
from cms.web.context import me, now, urls
from cms.web.errors import translate
from cms.web.fields import int_or_none
from cms.web.kept import fields_sent
from cms.web.language import clock
from cms.web.limits import form_limit
from cms.web.live import live_key
from cms.web.meanwhile import changed_meanwhile
from cms.web.pictures import FilesForm
from cms.web.requests import local_path
from cms.web.texts import Page, Saved
from cms.web.throttle import limited, too_many
from cms.web.unsent import go_on
from cms.web.writing import (
    FORM,
    SERIAL,
    WRITER,
    writer_as,
    writing_here,
    writing_sent,
)

autosave = Blueprint("autosave", __name__)

BODY = 4 * 1024 * 1024  # 1.2 MB of Chinese, percent-encoded
LATER = "later"  # the button that keeps the form, for people without a script or with no time
MOST_ASKED = 20


def _purpose() -> str:
    if live_key():
        return "autosave"
    return "autosave_first" if request.form.get(SERIAL, "") in {"", "0"} else "autosave_guest"


@autosave.post("/autosave")
@form_limit(BODY)
@limited(_purpose, live_key)
def keep() -> Response | tuple[Response, int]:
    """Keep a form as it stands; JSON says when, or who else kept newer text."""
    writing, path = writing_sent()
    if request.form.get(WRITER) != writing.writer:
        return _answer({"error": _("You are signed out.")}), 401
    try:
        row = _save(writing, path, fields_sent())
    except NewerCopy as refusal:
        return _answer(_other(refusal, path)), refusal.status
    except CmsError as refusal:
        return _answer({"error": translate(refusal)}), refusal.status
    where = go_on(path or request.form.get(FORM, ""), row.id)
    said = {"saved_at": clock(row.saved_at), "changed": changed_meanwhile(row, writing)}
    return _answer(said | {"serial": row.serial, "href": where})


@autosave.get("/autosave")
def tell_sent() -> Response:
    """Tell which forms, by their names, were sent or thrown away: no browser offers them again."""
    names = request.args.getlist("form")[:MOST_ASKED]
    return _answer({"sent": sorted(stored.sent(names))})


@autosave.post("/autosave/throw-away")
def throw_away() -> Response:
    """Forget what was kept of a form."""
    writing, path = writing_sent()
    kept.throw_away(writing, now())
    where = local_path(request.form.get("back", ""), path or request.form.get(FORM, "/"))
    return redirect(where, code=303)


def set_aside(form: FilesForm, page: Page) -> Saved | None:
    """Answer "Save for later" by keeping the form; None for every other button."""
    if request.form.get("action") != LATER or g.get("forged") or too_many():
        return None
    if me() is None:
        return page(False), 422  # signed out meanwhile; nobody finds again what a guest keeps so
    writing = writing_here()
    try:
        _save(writing, request.path, fields_sent(form))
    except CmsError as refusal:
        form.form_errors.append(translate(refusal))
        return page(False), refusal.status
    flash(_("Saved for later. It was not sent."))
    desk = writing.what.startswith("desk:")
    return redirect(urls().desk(writing.submission_id) if desk else urls().my(), code=303)


def sent() -> None:
    """Drop what was kept of this page's form, which is saved or sent in this transaction."""
    kept.finish(writing_here(), now())


def _save(writing: Writing, path: str, fields: dict[str, list[str]]) -> Autosave:
    return kept.save(
        writing,
        fields | {FORM: [path]},
        seen=_number(SERIAL),
        base_version=_number("version"),
        by=writer_as(writing),
        now=now(),
    )


def _number(name: str) -> int:
    try:
        return int_or_none(request.form.get(name)) or 0
    except ValueError:
        return 0


def _other(refusal: NewerCopy, path: str) -> dict[str, object]:
    there = refusal.number is not None
    return {
        "error": translate(refusal),
        "serial": refusal.serial,
        "saved_at": clock(refusal.saved_at) if refusal.saved_at else "",
        "href": go_on(path or request.form.get(FORM, ""), refusal.number) if there else "",
    }


def _answer(said: dict[str, object]) -> Response:
    answer = jsonify(said)
    answer.headers["Cache-Control"] = "no-store"
    return answer
