"""One transaction a request: begun before the first read, committed once, after success."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g, request
from flask_wtf.csrf import CSRFError

from cms.extensions import csrf, db
from cms.extensions.database import begin_write
from cms.web import refused
from cms.web.limits import may_bring_files
from cms.web.live import live_key
from cms.web.texts import only_arranges, prepare
from cms.web.throttle import count_look, count_request, refuse_when_over, too_many
from cms.web.uploads import receive

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = frozenset({"cross-site", "same-site"})
FIRST_ERROR = 400
BEGINS_LATE = "begins_late"
COMES_BACK = "forged_comes_back"
View = TypeVar("View", bound=Callable[..., object])


def register(app: Flask) -> None:
    """Begin and end every request's transaction."""
    # The private links' pages send no referrer, so that Flask-WTF would refuse their forms over
    # HTTPS; Sec-Fetch-Site says the same without an address.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(_begin)
    app.after_request(_commit)


def forged_comes_back(view: View) -> View:
    """Mark a view whose form refuses a forged token itself, with what was typed still in it."""
    setattr(view, COMES_BACK, True)
    return view


def begins_late(view: View) -> View:
    """Mark a view that checks or hashes a password: it begins to write itself, after that.

    argon2 would hold SQLite's write lock for its whole cost. Until the view rolls back and begins
    to write, its transaction only reads.
    """
    setattr(view, BEGINS_LATE, True)
    return view


def begin_write_now() -> None:
    """Begin to write after the slow part; what was read before is read again."""
    db.session.rollback()
    begin_write(db.session)


def _begin() -> None:
    if request.method in SAFE or request.endpoint is None:
        return
    if request.files and not may_bring_files():
        abort(415)
    g.forged, looks = not _is_ours(), _looks()
    # Counted on a connection of its own, which must not wait for this request's write lock.
    _count(looks=looks)
    # Read and clean first: neither a slow line nor a long text may hold SQLite's write lock.
    # Only the forms of a text are cleaned; what is kept while someone writes stays as it is.
    if may_bring_files() and not (g.forged or too_many()):
        prepare(request.form)
    if request.files:
        receive(ours=not (g.forged or too_many()))
    view = current_app.view_functions[request.endpoint]
    if g.forged and not getattr(view, COMES_BACK, False):
        abort(400)
    # What keeps nothing only reads, and waits for no writer.
    g.reads_only = g.forged or looks
    if not (g.reads_only or getattr(view, BEGINS_LATE, False)):
        # The session's user is read from the database too, so this comes before everything else.
        begin_write(db.session)


def _count(*, looks: bool) -> None:
    if g.forged:
        refused.note("forged form")
        refuse_when_over("forged", None)
    elif not looks:
        count_request()
    elif live_key() is None:
        count_look()  # people with an account answer for theirs by name


def _looks() -> bool:
    """Tell whether the button of a text's form leaves all as it is."""
    return may_bring_files() and only_arranges(request.form.get("action", ""))


def _is_ours() -> bool:
    try:
        csrf.protect()
    except CSRFError:
        return False
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        refused.note("form of another site")
        refuse_when_over("forged", None)
        abort(400)
    return True


def _commit(response: Response) -> Response:
    if request.method in SAFE or response.status_code >= FIRST_ERROR:
        return response
    if g.get("reads_only") or too_many():
        db.session.rollback()
    else:
        db.session.commit()
    return response
