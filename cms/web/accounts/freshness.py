"""Asking again who is there before what keeps an account safe is changed."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import quote

from flask import current_app, redirect, request
from flask_security.utils import check_and_update_authn_fresh
from werkzeug.wrappers import Response

from cms.web.context import urls
from cms.web.requests import here

P = ParamSpec("P")
R = TypeVar("R")


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

    A button whose address shows no page leads back to `page`, else to the account.
    """
    shows = request.method == "GET" or "GET" in (getattr(request.url_rule, "methods", None) or ())
    back = here() if shows else (page or urls().account()).removeprefix(urls().base)
    return redirect(f"{urls().verify()}?next={quote(back)}", code=303)
