"""Who may open a page at all; what may be done there is decided in `rules`."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import quote

from flask import redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.errors import NotFound
from cms.rules.actor import Actor
from cms.rules.policies import administrates, on_desk
from cms.web.context import actor, urls
from cms.web.errors import page
from cms.web.requests import here

GUARD = "guard"  # what the house test reads off every view
P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, R]


def signed_in_only(view: View[P, R]) -> View[P, R | Response]:
    """Lead strangers to the sign-in page and back."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        return view(*args, **kwargs) if actor() else to_login()

    setattr(guarded, GUARD, "signed_in")
    return guarded


def desk_only(view: View[P, R]) -> View[P, R | Response]:
    """Let the desk in; to anyone else who is signed in the page does not exist."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        who = actor()
        if who is None:
            return to_login()
        if not on_desk(who):
            raise NotFound
        return view(*args, **kwargs)

    setattr(guarded, GUARD, "desk")
    return guarded


def admin_only(view: View[P, R]) -> View[P, R | Response]:
    """Let admins in; to anyone else who is signed in the page does not exist."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        who = actor()
        if who is None:
            return to_login()
        if not administrates(who):
            raise NotFound
        return view(*args, **kwargs)

    setattr(guarded, GUARD, "admin")
    return guarded


def asker() -> Actor:
    """Return the one who asks, in a view whose guard lets nobody else in; raises NotFound."""
    who = actor()
    if who is None:
        raise NotFound
    return who


def to_login() -> Response:
    """Answer who is not signed in: with the way there and back, or that nothing was saved."""
    if request.method == "POST":
        return _signed_out()
    return redirect(f"{urls().login()}?next={quote(here())}", code=303)


def _signed_out() -> Response:
    # A redirect would lose what was typed; sent again after sign-in, the form comes back with it.
    text = _(
        "Nothing was saved. Please sign in in another tab, come back here and reload this page:"
        " what you typed is sent again."
    )
    return page(401, text, [(_("Sign in"), urls().login())])
