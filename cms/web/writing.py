"""Who writes in which form: a signed-in person, the holder of a private link, a guest's browser."""

import re
from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from cms.errors import NotFound
from cms.queries.autosaves import DRAFT, NEW, Writing
from cms.rules.actor import Actor, guest
from cms.text.secret import new_token
from cms.web.context import actor, me
from cms.web.contribute.follow import by_link
from cms.web.contribute.keys import browser_key, read_key

FORM = "autosave-form"  # the address of the form's page, as a path
WRITER = "autosave-writer"
SERIAL = "autosave-serial"
# What each page's form is for; the rules are asked by these names.
SIDES: Mapping[str, str] = {
    "contribute.submit_piece": NEW,
    "contribute.submit_to_call": NEW,
    "contribute.copy_by_account": NEW,
    "contribute.copy_by_link": NEW,
    "contribute.answer_by_account": "my",
    "contribute.answer_by_link": "link",
    "desk.edit": "desk",
}
_DRAFT = re.compile(r"[A-Za-z0-9_-]{16,64}")


def writing_here() -> Writing:
    """Return what this page's own form is, by the name that the form brought or by a new one."""
    return _writing(request.endpoint or "", request.view_args or {}, sent_draft() or new_token())


def writing_sent() -> tuple[Writing, str]:
    """Return what form a request tells of, and the address to go on with it, "" for a secret one.

    Raises:
        NotFound: there is no such form.
    """
    path = request.form.get(FORM, "")
    endpoint, given = _matched(path)
    draft = sent_draft()
    if not draft:
        raise NotFound
    found = _writing(endpoint, given, draft)
    # A private link is never stored in the clear; a copy begun by it goes on as a new piece.
    if "token" in given:
        path = "/submit" if found.what == NEW else ""
    return found, path


def writer_as(writing: Writing) -> Actor:
    """Return the one who asks for what is done to this form."""
    if writing.what.startswith("link:"):
        return guest(writing.submission_id)
    return actor() or guest()


def sent_draft() -> str:
    """Return the name that a form was opened under, empty when there is none."""
    found = request.form.get(DRAFT, "")
    return found if _DRAFT.fullmatch(found) else ""


def _matched(path: str) -> tuple[str, Mapping[str, Any]]:
    if not path.isprintable():
        raise NotFound  # as of a request's own path: nobody is led to such an address
    try:
        endpoint, given = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException as error:
        raise NotFound from error
    if endpoint not in SIDES:
        raise NotFound
    return endpoint, given


def _writing(endpoint: str, given: Mapping[str, Any], draft: str) -> Writing:
    side, person = SIDES[endpoint], me()
    if side == "link":
        number = by_link(given["token"]).submission.id
        return Writing(f"link:{number}", f"link:{number}", draft, submission_id=number)
    who = f"person:{person.id}" if person else f"browser:{_browser()}"
    person_id = person.id if person else None
    if side == NEW:
        return Writing(who, NEW, draft, person_id)
    number = given["submission_id"]
    return Writing(who, f"{side}:{number}", draft, person_id, number)


def _browser() -> str:
    # The form brings its own key, so that it outlives a session that ended while someone wrote.
    return read_key(request.form.get("form_key", "")) or browser_key()
