"""The headers that every answer carries."""

from flask import Flask, Response, request, session

from cms.web.context import config
from cms.web.fixed import FIXED

# The address itself opens the page.
SECRET = (
    "/s/",
    "/review/",
    "/setup/",
    "/invitation/",
    "/login/oidc/back",
    "/confirm-sender/",
    "/confirm/",
    "/reset/",
    "/change-email/",
)
PERSONAL = ("/autosave", "/desk/", "/my/", "/uploads/", "/submit")
# Passwords, codes, people: not on a shared computer's disk.
CLOSED = (
    "/account",
    "/admin",
    "/change",
    "/confirm",
    "/login",
    "/register",
    "/reset",
    "/verify",
)
# What other sites show: pictures and the icon from feeds, and feeds in readers that are pages.
EMBEDDED = ("/feeds/", "/media/", "/static/icon.svg")
# Without includeSubDomains: what else runs below the name is not ours to decide.
TRANSPORT = f"max-age={365 * 24 * 3600}"


def register(app: Flask) -> None:
    """Add the headers after every request."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Forbid what pages don't need; keep what is someone's out of caches and referrers."""
    headers = response.headers
    if request.path.startswith(EMBEDDED):
        headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
    for name, value in FIXED.items():
        headers.setdefault(name, value)
    if config().secure and not config().on_loopback:
        headers.setdefault("Strict-Transport-Security", TRANSPORT)
    if response.mimetype == "text/html":
        # The same address answers in the reader's language, and knows who is signed in.
        response.vary.update(("Accept-Language", "Cookie"))
    _keep_private(response)
    return response


def _keep_private(response: Response) -> None:
    headers = response.headers
    if request.path.startswith(CLOSED):
        headers["Cache-Control"] = "no-store"
    elif request.path.startswith(PERSONAL):
        headers.setdefault("Cache-Control", "private, no-cache")
    if request.path.startswith(SECRET):
        headers["Cache-Control"] = "no-store"
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Robots-Tag"] = "noindex"
    if response.cache_control.public and not session.modified:
        # Flask-Login looks for its mark in every session; public answers don't depend on it.
        session.accessed = False
