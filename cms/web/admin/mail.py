"""The letters that went out, wait or failed; without a mail server they are read here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import flash, make_response, redirect, render_template, request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from cms.actions import posting
from cms.actions.letters import job_key
from cms.letters import files
from cms.models import MailMessage
from cms.queries import letters as queries
from cms.queries.letters import PAGE
from cms.web.admin import admin
from cms.web.context import config, now, urls
from cms.web.globals import signed_in
from cms.web.guards import admin_only
from cms.web.keyset import older, read_position
from cms.web.transactions import forged_comes_back

# A letter is shown as it is, so nothing in it may run, load or send anything.
LETTER_CSP = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'none'"
)
STATES: Mapping[str, tuple[LazyString, str]] = {
    "waiting": (_l("Waiting to go out"), "wait"),
    "sent": (_l("Sent"), "good"),
    "failed": (_l("Not delivered"), "bad"),
}
NAMES: Mapping[str, LazyString] = {
    "received": _l("Piece received"),
    "confirm_sender": _l("Sender's address to confirm"),
    "changes_requested": _l("Changes asked for"),
    "approved": _l("Piece accepted"),
    "declined": _l("Piece declined"),
    "published": _l("Piece published"),
    "reminder": _l("Reminder of an answer"),
    "link_renewed": _l("New private link"),
    "override": _l("Approved without four eyes"),
    "confirm": _l("Account's address to confirm"),
    "welcome_existing": _l("Account exists already"),
    "reset": _l("New password asked for"),
    "password_changed": _l("Password changed"),
    "change_address": _l("New address to confirm"),
    "address_changed": _l("Address changed"),
    "invited": _l("Invitation"),
    "new_sign_in_method": _l("Way to sign in changed"),
    "test": _l("Trial letter"),
}


@admin.get("/mail")
@admin_only
def show_letters() -> Response:
    """Show one page of the letters, in one state when the address says so."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    found = queries.letters(state, read_position("after"))
    page = render_template(
        "admin/letters.html",
        me=signed_in(),
        views=_views(state),
        rows=[_row(one) for one in found[:PAGE]],
        older=older(found, PAGE, lambda one: (one.created_at, one.id)),
        to_files=not config().mail_url,
    )
    return _private(page)


@admin.get("/mail/<id:message_id>")
@admin_only
def show_letter(message_id: int) -> Response:
    """Show one letter: what it says, what became of it."""
    found = queries.letter(message_id)
    page = render_template(
        "admin/letter.html",
        me=signed_in(),
        letter=found,
        row=_row(found),
        text=_texts(found)[0],
        next_try=queries.next_try(job_key(found.id)),
        file=_file(found),
    )
    return _private(page)


@admin.get("/mail/<id:message_id>/html")
@admin_only
def show_letter_html(message_id: int) -> Response:
    """Show a letter's HTML as mail programs do, alone and locked in."""
    answer = _private(_texts(queries.letter(message_id))[1])
    answer.headers["Content-Security-Policy"] = LETTER_CSP
    return answer


@admin.post("/mail/<id:message_id>/again")
@forged_comes_back
@admin_only
def send_again(message_id: int) -> Response:
    """Have a letter that was not delivered tried once more."""
    found = queries.letter(message_id)
    if not FlaskForm().validate():
        flash(_("The form was open too long. Please send it again."), "error")
    elif posting.retry(found, now=now()):
        flash(_("The letter goes out again in a moment."))
    else:
        flash(_("This letter went out already."), "error")
    return redirect(urls().admin_mail(found.id), code=303)


def _private(page: str) -> Response:
    answer = make_response(page)
    # Letters hold links that open what they lead to.
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _views(current: str) -> list[dict[str, Any]]:
    labels = {"": _l("All"), **{state: label for state, (label, _tone) in STATES.items()}}
    return [
        {
            "label": label,
            "href": urls().admin_mail() + (f"?state={state}" if state else ""),
            "current": state == current,
        }
        for state, label in labels.items()
    ]


def _row(one: MailMessage) -> dict[str, Any]:
    label, tone = STATES.get(one.state, (one.state, ""))
    return {
        "href": urls().admin_mail(one.id),
        "subject": one.subject,
        "language": one.locale.replace("_", "-"),
        "letter": NAMES.get(one.letter, one.letter),
        "address": one.address,
        "state": label,
        "tone": tone,
        "at": one.created_at,
        "error": one.error,
    }


def _file(one: MailMessage) -> Path | None:
    """Return the file that holds the letter with its full links, for want of a mail server."""
    instance = config().instance
    kept = files.place(instance, written=one.created_at, number=one.id, letter=one.letter)
    return kept if not config().mail_url and kept.exists() else None


def _texts(one: MailMessage) -> tuple[str, str]:
    path = _file(one)
    return (files.read(path) if path else None) or (one.text, one.html)
