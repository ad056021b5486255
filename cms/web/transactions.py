"""One transaction a request: begun before the first read, committed once, after success."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g, request
from flask_wtf.csrf import CSRFError

from cms.extensions import csrf, db
from cms.extensions.database import begin_write
from cms.web.limits import may_bring_files
from cms.web.texts import prepare
from cms.web.throttle import count_request, too_many
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


def _begin() -> None:
    if request.method in SAFE or request.endpoint is None:
        return
    # Read and clean first: neither a slow line nor a long text may hold SQLite's write lock.
    if request.files and not may_bring_files():
        abort(415)
    prepare(request.form)
    ours = _is_ours()
    if ours:
        # Counted on a connection of its own, which must not wait for this request's write lock.
        count_request()
    if request.files:
        receive(ours=ours and not too_many())
    view = current_app.view_functions[request.endpoint]
    if not getattr(view, BEGINS_LATE, False):
        # The session's user is read from the database too, so this comes before everything else.
        begin_write(db.session)
    if ours:
        return
    if not getattr(view, COMES_BACK, False):
        abort(400)
    g.forged = True


def _is_ours() -> bool:
    try:
        csrf.protect()
    except CSRFError:
        return False
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        abort(400)
    return True


def _commit(response: Response) -> Response:
    if request.method in SAFE or response.status_code >= FIRST_ERROR:
        return response
    if g.get("forged") or too_many():
        db.session.rollback()
    else:
        db.session.commit()
    return response
