"""Asking again who is there before what keeps an account safe is changed."""

import json
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import quote

from flask import current_app, flash, g, redirect, request, session
from flask_babel import gettext as _
from flask_security.utils import check_and_update_authn_fresh
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from cms.web.context import urls
from cms.web.requests import here

# What was asked for before the password, and what was typed for it, until its page shows it.
UNDONE, TYPED = "undone", "typed_before"
# The session's cookie can be read by whoever has the browser: no password, no code.
KEPT = frozenset({"email", "name", "role", "sections", "locale", "read"})
LONGEST = 1_000  # bytes; browsers drop a cookie above 4096
P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=FlaskForm)


def is_fresh() -> bool:
    """Tell whether the person proved who they are a short time ago."""
    told = current_app.config
    within, grace = told["SECURITY_FRESHNESS"], told["SECURITY_FRESHNESS_GRACE_PERIOD"]
    return bool(check_and_update_authn_fresh(within, grace))


def fresh_only(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Lead one who signed in long ago to the page that asks again, and back.

    Put it below `signed_in_only`.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        return view(*args, **kwargs) if is_fresh() else ask_again()

    return guarded


def ask_again(page: str | None = None) -> Response:
    """Lead to the page that asks for the password again, and from there back.

    A button whose address shows no page leads back to `page`, else to the account. What it was
    for is never done by itself: somebody else's hand may have pressed it.
    """
    shows = request.method == "GET" or "GET" in (getattr(request.url_rule, "methods", None) or ())
    back = here() if shows else (page or urls().account()).removeprefix(urls().base)
    session.pop(UNDONE, None)
    if request.method == "POST":
        session[UNDONE] = {"page": back, "typed": _typed()}
    return redirect(f"{urls().verify()}?next={quote(back)}", code=303)


def tell_undone(back: str) -> None:
    """Say to one who just proved who they are that what they asked for before is not done yet."""
    undone = session.pop(UNDONE, None)
    if undone is None or undone["page"] != back:
        return
    flash(_("Nothing was changed yet. Please press the button again."), "error")
    if undone["typed"]:
        session[TYPED] = undone


def typed_before() -> MultiDict[str, str]:
    """Return, once, what was typed into this page's form before the password was asked for."""
    kept = session.pop(TYPED, None) if request.method == "GET" else None
    return MultiDict(kept["typed"] if kept and kept["page"] == here() else {})


def refilled(form: type[F]) -> F:
    """Return the page's form: as it was sent, as it was before the password, or empty."""
    typed = typed_before()
    made: F = form(typed) if typed else form()
    return made


def _typed() -> dict[str, list[str]]:
    if g.get("forged"):
        return {}
    given = request.form.to_dict(flat=False)
    kept = {name: values for name, values in given.items() if name.split("-")[-1] in KEPT}
    return kept if len(json.dumps(kept)) <= LONGEST else {}
