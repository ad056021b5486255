"""The headers that every answer carries."""

from flask import Flask, Response, request

from cms.web.context import config

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'"
)
# The address itself opens the page.
SECRET = ("/s/", "/review/", "/setup/", "/invitation/", "/confirm-sender/")
PERSONAL = ("/desk/", "/admin/", "/my/", "/account/", "/submit", "/login")
YEAR = 365 * 24 * 3600  # seconds


def register(app: Flask) -> None:
    """Add the headers after every request."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Forbid what pages don't need; keep links with a secret out of caches and referrers."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    if response.mimetype == "text/html":
        # The same address answers in the reader's language, and knows who is signed in.
        response.vary.update(("Accept-Language", "Cookie"))
    if config().secure:
        headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
    if request.path.startswith(PERSONAL):
        headers.setdefault("Cache-Control", "private")
    if request.path.startswith(SECRET):
        headers["Cache-Control"] = "no-store"
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Robots-Tag"] = "noindex"
    return response
