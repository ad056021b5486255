"""What was refused, in the log: one line each with reason and network, and nothing secret."""

import structlog
from flask import request
from werkzeug.exceptions import HTTPException

from cms.text.mailbox import one_spelling
from cms.text.secret import derive_token
from cms.web.context import config
from cms.web.network import network

log = structlog.get_logger()
LENGTH = 12  # of an account's name in the log: enough to tell accounts apart
REASONS = {400: "not understood", 415: "not a form of this page"}
TOO_LARGE = 413


def note(reason: str, **more: object) -> None:
    """Write the line; `more` must hold neither what people wrote nor addresses.

    The rule stands in for the path: a path may hold the secret of a private link.
    """
    route = str(request.url_rule) if request.url_rule else ""
    log.info("refused", reason=reason, network=network(), route=route, **more)


def note_sign_in(step: str, account: str | None) -> None:
    """Write that a password, code or passkey was wrong; the account by its keyed hash."""
    note("sign-in failed", step=step, account=hidden(account) if account else "")


def note_error(error: HTTPException) -> None:
    """Write why Flask or Werkzeug did not take a request at all."""
    if error.code == TOO_LARGE:
        note(_too_large())
    elif error.code in REASONS:
        note(REASONS[error.code])


def hidden(account: str) -> str:
    """Return the name of an account in the log, which only CMS_SECRET_KEY leads back to."""
    return derive_token(config().secret_key, "log", one_spelling(account))[:LENGTH]


def _too_large() -> str:
    length, most = request.content_length or 0, request.max_content_length
    return "too large" if most is not None and length > most else "too many parts or too much text"
