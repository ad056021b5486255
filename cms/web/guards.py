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


def _opens_to(
    may: Callable[[Actor], bool], mark: str
) -> Callable[[View[P, R]], View[P, R | Response]]:
    def guard(view: View[P, R]) -> View[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            who = actor()
            if who is None:
                return to_login()
            if not may(who):
                raise NotFound
            return view(*args, **kwargs)

        setattr(guarded, GUARD, mark)
        return guarded

    return guard


# Each leads strangers to the sign-in page and back; to others who are signed in, and may not,
# the page does not exist.
signed_in_only = _opens_to(lambda _who: True, "signed_in")
desk_only = _opens_to(on_desk, "desk")
admin_only = _opens_to(administrates, "admin")


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
