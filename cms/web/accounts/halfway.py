"""Between the password and the second factor: who came how far, and how a session begins."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import redirect, request, session, url_for
from flask_babel import gettext as _
from flask_security import login_user
from flask_security.tf_plugin import TfPlugin
from werkzeug.wrappers import Response

from cms.errors import NotFound
from cms.extensions import UserMixin
from cms.models import Person
from cms.queries import factors
from cms.web.context import me, urls
from cms.web.errors import page
from cms.web.requests import local_path
from cms.web.throttle import half_forgive

KEY = "half_way"
LIFETIME = 10 * 60  # seconds
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class HalfWay:
    """Whose password was right and when, in seconds since 1970; `where` is where they go then."""

    uniquifier: str
    email: str
    since: float
    where: str


class SecondStep(TfPlugin):
    """What Flask-Security asks after every right password: one step of our own.

    Its own pages know neither hashed recovery codes, nor a passkey as the first thing that is set
    up, nor limits, nor transactions; they stay closed.
    """

    def tf_enter(
        self,
        user: UserMixin,
        remember_me: bool | None,  # noqa: ARG002  Flask-Security's signature
        primary_authn_via: str,  # noqa: ARG002  Flask-Security's signature
        next_loc: str | None,  # noqa: ARG002  Flask-Security's signature
    ) -> Response | None:
        """Lead to the second factor where there is one or has to be; None lets the person in."""
        person = cast("Person", user)
        if not _asked(person):
            return None
        return lead(person, where=request.values.get("next", ""))


def enter(person: Person, *, where: str, via: str) -> Response:
    """Sign in one whom another service knows, after the second factor where there is one."""
    if _asked(person):
        return lead(person, where=where)
    return _begin(person, where, via)


def lead(person: Person, *, where: str) -> Response:
    """Note that the first factor was right and lead to the second."""
    half = HalfWay(person.fs_uniquifier, person.email, time.time(), local_path(where, ""))
    session[KEY] = asdict(half)
    half_forgive()
    return redirect(url_for("accounts.second_step"), code=303)


def half_way() -> HalfWay | None:
    """Return how far this browser's sign-in came, read from its session alone."""
    kept = session.get(KEY)
    if not isinstance(kept, dict) or time.time() - kept.get("since", 0) > LIFETIME:
        return None
    return HalfWay(**kept)


def half_way_email() -> str | None:
    """Return whose second factor is tried, for the limits."""
    half = half_way()
    return half.email if half else None


def person_half_way() -> Person | None:
    """Return the person whose password was right; None once they have signed in, or too late."""
    half = half_way()
    if half is None or me() is not None:
        return None
    return factors.person_by_uniquifier(half.uniquifier)


def owner_half_way() -> Person:
    """Return whose sign-in it is, in a view that lets nobody else in; raises NotFound."""
    person = person_half_way()
    if person is None:
        raise NotFound
    return person


def half_way_only(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Lead everyone else back to the start of the sign-in."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        return view(*args, **kwargs) if person_half_way() else start_again()

    return guarded


def start_again() -> Response:
    """Answer a step of a sign-in that has not begun or took too long."""
    if request.method in {"GET", "HEAD"}:
        return redirect(urls().login(), code=303)
    text = _("This took too long, or you are signed in already. Please start again.")
    return page(401, text, [(_("Sign in"), urls().login())])


def let_in(person: Person, via: str, *, where: str = "") -> Response:
    """Begin the session of one whose factors were right, and lead where they wanted to go."""
    half = half_way()
    if half is None or half.uniquifier != person.fs_uniquifier:
        return _begin(person, where, via)
    return _begin(person, half.where or where, "password", via)


def _begin(person: Person, where: str, *via: str) -> Response:
    login_user(person, authn_via=list(via))
    return redirect(local_path(where, "") or url_for("accounts.home"), code=303)


def _asked(person: Person) -> bool:
    return factors.needed(person) or factors.held(person).any
