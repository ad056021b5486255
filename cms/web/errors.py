"""Refusals as pages: every error in the reader's language, with a way on and never a trace."""

from contextlib import suppress
from datetime import timedelta

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from cms.errors import CmsError, NotFound, TooMany
from cms.extensions import db
from cms.web import refused
from cms.web.context import urls
from cms.web.language import duration

log = structlog.get_logger()
DOORS = frozenset({"security.login", "accounts.passkey_sign_in"})
PLAIN = """The site can't answer right now. Nothing half-done was saved. Please try again soon.
网站暂时无法响应，没有保存任何不完整的内容，请稍后再试。
"""


def register(app: Flask) -> None:
    """Answer every refusal and every failure with a page."""
    app.register_error_handler(CmsError, refuse)
    app.register_error_handler(TooMany, put_off)
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, fail)


def translate(error: CmsError) -> str:
    """Return the refusal in the reader's language."""
    return str(_(error.message, **error.params))


def refuse(error: CmsError) -> Response:
    """Answer a refusal that no form caught."""
    if isinstance(error, NotFound):
        return page(404, _texts()[404])
    return page(error.status, translate(error))


def put_off(error: TooMany) -> Response:
    """Answer what was tried too often: until when, and at sign-in how to get in before."""
    response = page(error.status, translate_wait(error), _ways_in())
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _ways_in() -> list[tuple[str, str]] | None:
    """Return what helps who can't wait at the door: a reset makes the device a known one."""
    if request.endpoint not in DOORS:
        return None
    return [
        (_("Choose a new password by letter"), urls().reset()),
        (_("Sign in with a passkey"), url_for("accounts.passkey_sign_in")),
    ]


def translate_wait(error: TooMany) -> str:
    """Return the refusal with its time as people say it: 15 minutes, 3 hours."""
    return str(_(error.message, time=duration(timedelta(seconds=error.retry_after))))


def answer(error: HTTPException) -> Response:
    """Answer what Flask and Werkzeug refuse; redirects pass through."""
    if error.response is not None or error.code is None:
        return error.get_response()  # type: ignore[return-value]
    refused.note_error(error)
    response = page(error.code, _texts().get(error.code, ""))
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name in {"Allow", "Retry-After"}
    )
    return response


def fail(error: Exception) -> Response:
    """Answer an unforeseen failure: the trace goes to the log, the reader gets plain words."""
    # The rule, not the path: a path may hold the secret of a private link.
    log.error("failed", route=str(request.url_rule), exc_info=error)
    with suppress(SQLAlchemyError):
        db.session.rollback()
    return page(500, _texts()[500])


def page(
    code: int, text: str, ways: list[tuple[str, str]] | None = None, *, heading: str = ""
) -> Response:
    """Render the error page; `ways` are (label, address) of what may help, the best first.

    A script that asks for JSON and nothing else gets the sentence alone.
    """
    if request.accept_mimetypes.to_header() == "application/json":
        said = text or heading or _headings().get(code, _("This did not work"))
        return make_response(jsonify(error=str(said)), code)
    try:
        html = render_template(
            "site/error.html",
            code=code,
            heading=heading or _headings().get(code, _("This did not work")),
            text=text,
            ways=ways or [(_("To the front page"), urls().front()), (_("Search"), urls().search())],
        )
    except SQLAlchemyError:
        # The page needs the database itself, for its sections and its reader's language.
        return make_response((PLAIN, 503, {"Content-Type": "text/plain; charset=utf-8"}))
    return make_response(html, code)


def _headings() -> dict[int, str]:
    return {
        400: _("The request can't be understood"),
        401: _("You are signed out"),
        403: _("This is not open to you"),
        404: _("There is nothing here"),
        405: _("Not like this"),
        409: _("The piece has moved on"),
        410: _("This has been taken back"),
        413: _("Too much at once"),
        415: _("Not like this"),
        422: _("Something is missing"),
        429: _("Not so fast"),
        500: _("Something broke on our side"),
    }


def _texts() -> dict[int, str]:
    return {
        400: _("Please start again from the front page."),
        403: _("You are signed in, but this page is not part of your work."),
        404: _("The address may be mistyped, or the piece is not public."),
        405: _("This address takes another kind of request."),
        415: _("This address takes another kind of request."),
        413: _("What was sent is larger than this page takes. Nothing of it was saved."),
        500: _("It was noted and will be looked into. Nothing half-done was saved."),
    }
