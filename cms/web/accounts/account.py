"""One's own account: who one is here, how one signs in, and where one is signed in now."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions import sessions
from cms.errors import NotFound
from cms.models import PersonSession
from cms.queries.sessions import sessions_of
from cms.rules.policies import on_desk
from cms.web.accounts import accounts
from cms.web.accounts.browser import sign_out_others, this_session
from cms.web.accounts.forms import ButtonForm
from cms.web.accounts.freshness import fresh_only
from cms.web.accounts.person import owner
from cms.web.context import now, urls
from cms.web.guards import asker, signed_in_only
from cms.web.transactions import forged_comes_back

Answer = str | Response | tuple[str | Response, int]


@dataclass(frozen=True)
class SignedIn:
    """A browser that is signed in, as its owner sees it."""

    id: int
    device: str
    network: str
    since: datetime
    seen: datetime
    this: bool


@accounts.get("/account/home")
@signed_in_only
def home() -> Response:
    """Lead the desk to the queue and everyone else to their pieces, after signing in."""
    return redirect(urls().desk() if on_desk(asker()) else urls().my(), code=303)


@accounts.get("/account/")
@signed_in_only
def show_account() -> str:
    """Show the account; other parts of it stand in templates that it includes."""
    person = owner()
    rows = [_shown(one) for one in sessions_of(person.id, now())]
    return render_template(
        "accounts/account.html",
        person=person,
        form=ButtonForm(),
        browsers=sorted(rows, key=lambda one: not one.this),
    )


@accounts.post("/account/sessions/<id:session_id>/end")
@forged_comes_back
@signed_in_only
@fresh_only
def end_session(session_id: int) -> Answer:
    """Sign out one other browser."""
    if not ButtonForm().validate():
        return _stale()
    if session_id == this_session() or not sessions.end_one(owner().id, session_id):
        raise NotFound
    flash(_("That browser is signed out."), "success")
    return redirect(urls().account(), code=303)


@accounts.post("/account/sessions/end")
@forged_comes_back
@signed_in_only
@fresh_only
def end_other_sessions() -> Answer:
    """Sign out every browser but this one."""
    if not ButtonForm().validate():
        return _stale()
    sign_out_others(owner())
    flash(_("Every other browser is signed out."), "success")
    return redirect(urls().account(), code=303)


def _stale() -> Answer:
    flash(_("The page was open too long. Please press the button again."), "error")
    return show_account(), 422


def _shown(one: PersonSession) -> SignedIn:
    own = one.id == this_session()
    return SignedIn(one.id, one.device, one.network, one.created_at, one.seen_at, own)
