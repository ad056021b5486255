"""One transaction a request: begun before the first read, committed once, after success."""

from flask import Flask, Response, abort, g, request
from flask_wtf.csrf import CSRFError

from cms.extensions import csrf, db
from cms.extensions.database import begin_write

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_ERROR = 400


def register(app: Flask) -> None:
    """Begin and end every request's transaction."""
    app.before_request(_begin)
    app.after_request(_commit)


def _begin() -> None:
    if request.method in SAFE:
        return
    # Read the whole body first: a sender on a slow line must not hold SQLite's write lock.
    request.form  # noqa: B018  parsing is the point
    # The session's user is read from the database too, so this comes before everything else.
    begin_write(db.session)
    try:
        csrf.protect()
    except CSRFError:
        # A form shows this beside what was typed; whatever else answers is not committed.
        g.forged = True


def _commit(response: Response) -> Response:
    if request.method in SAFE or response.status_code >= FIRST_ERROR:
        return response
    if g.get("forged"):
        db.session.rollback()
        abort(400)
    db.session.commit()
    return response
