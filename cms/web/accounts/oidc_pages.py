"""Signing in through another service, and tying an account here to one there."""

import time
from dataclasses import asdict
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from email_validator import EmailNotValidError, validate_email
from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions.identities import join, tie, untie
from cms.errors import NotFound
from cms.extensions import db
from cms.queries import factors
from cms.queries.mine import mine
from cms.text.address import is_strange
from cms.web.accounts import accounts, oidc
from cms.web.accounts.freshness import fresh_only, is_fresh
from cms.web.accounts.halfway import enter
from cms.web.accounts.oidc import Claims, Failed, Ticket
from cms.web.accounts.person import owner
from cms.web.context import config, me, now, urls
from cms.web.errors import page
from cms.web.guards import signed_in_only
from cms.web.language import choose
from cms.web.requests import local_path
from cms.web.taken import tell_taken
from cms.web.throttle import limited, refuse_when_over
from cms.web.transactions import begin_write_now, begins_late

KEY = "oidc"
LIFETIME = 15 * 60  # seconds
log = structlog.get_logger()


@accounts.app_template_global("oidc_service")
def service() -> str:
    """Return what the button to the service says, or nothing when there is no service."""
    site = config()
    if not (site.oidc_issuer and site.oidc_client_id):
        return ""
    return site.oidc_name or str(urlsplit(site.oidc_issuer).hostname)


@accounts.app_template_global("oidc_since")
def since() -> datetime | None:
    """Return since when who is signed in may come through the service, if so."""
    return factors.identity_since(owner().id, config().oidc_issuer)


@accounts.post("/login/oidc")
@begins_late
@limited("sign_in")
def start_oidc() -> Response:
    """Lead to the service, to sign in by it."""
    if not service():
        raise NotFound
    if me() is not None:
        return redirect(url_for("accounts.home"), code=303)
    return _lead_away(where=local_path(request.form.get("next", ""), ""), link=None)


@accounts.post("/account/oidc")
@begins_late
@signed_in_only
@fresh_only
def link_oidc() -> Response:
    """Lead to the service, to tie one's account here to the one there."""
    if not service():
        raise NotFound
    return _lead_away(where="", link=owner().fs_uniquifier)


@accounts.post("/account/oidc/remove")
@signed_in_only
@fresh_only
def unlink_oidc() -> Response:
    """Untie one's account from the service."""
    untie(owner().id, config().oidc_issuer, now=now())
    flash(_("You no longer sign in through %(service)s.", service=service()), "success")
    return redirect(urls().account(), code=303)


@accounts.get("/login/oidc/back")
def oidc_back() -> Response:
    """Take the service's answer: sign in, tie, make an account, or say why not."""
    kept = session.pop(KEY, None)
    ticket = _ticket(kept)
    if not service() or ticket is None or not isinstance(kept, dict):
        return _failed(_("This sign-in was not begun in this browser, or it took too long."), 400)
    refuse_when_over("sign_in", None)
    if "error" in request.args or "code" not in request.args:
        # What the service says of it is nothing that this site would have anyone read.
        log.info("oidc refused", error=repr(request.args.get("error", ""))[:80])
        return _failed(_("%(service)s did not sign you in.", service=service()), 403)
    db.session.rollback()  # no transaction waits for the network
    try:
        claims = oidc.claims_for(config(), _back(), ticket, request.args["code"])
    except Failed as failure:
        log.warning("oidc failed", why=str(failure)[:300])
        return _failed(_broken(), 502)
    begin_write_now()
    answer = _tie(claims, kept) if kept.get("link") else _sign_in(claims, str(kept["where"]))
    db.session.commit()
    return answer


def _lead_away(*, where: str, link: str | None) -> Response:
    ticket = oidc.new_ticket()
    db.session.rollback()  # no transaction waits for the network
    try:
        address = oidc.address_to(config(), _back(), ticket)
    except Failed as failure:
        log.warning("oidc failed", why=str(failure)[:300])
        return _failed(_broken(), 502)
    session[KEY] = asdict(ticket) | {"where": where, "link": link, "since": time.time()}
    # A page, not a redirect: browsers hold a form's redirects to the CSP's form-action, too.
    html = render_template("accounts/to_oidc.html", address=address, service=service())
    return make_response(html)


def _ticket(kept: object) -> Ticket | None:
    """Return what the trip began with, if this answer belongs to it and comes in time."""
    if not isinstance(kept, dict) or time.time() - kept["since"] > LIFETIME:
        return None
    if request.args.get("state") != kept["state"]:
        return None
    if request.args.get("iss", config().oidc_issuer) != config().oidc_issuer:
        return None
    return Ticket(kept["state"], kept["nonce"], kept["verifier"])


def _sign_in(claims: Claims, where: str) -> Response:
    person = factors.person_of_identity(claims.issuer, claims.subject)
    if person is None:
        if not (email := _usable(claims.email)):
            return _unknown(_("%(service)s has not confirmed your address.", service=service()))
        person = join(
            issuer=claims.issuer,
            subject=claims.subject,
            email=email,
            name=claims.name,
            locale=choose(),
            now=now(),
        )
        tell_taken(mine(person.id) if person else ())
    if person is None:
        return _unknown(_("There is an account with your address here already."))
    if not person.active:
        return _failed(_("This account is closed. Please ask the editors."), 403)
    return enter(person, where=where, via="oidc")


def _tie(claims: Claims, kept: dict[str, object]) -> Response:
    person = me()
    if person is None or person.fs_uniquifier != kept["link"] or not is_fresh():
        return _failed(_("This was not begun in this browser, or it took too long."), 400)
    if not tie(person.id, claims.issuer, claims.subject, now=now()):
        return _failed(_("That account is tied to another account here."), 409)
    flash(_("You can sign in through %(service)s from now on.", service=service()), "success")
    return redirect(urls().account(), code=303)


def _usable(email: str) -> str:
    try:
        address: str = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError:
        return ""
    return "" if is_strange(email) or is_strange(address) else address.lower()


def _unknown(why: str) -> Response:
    text = _(
        "Please sign in with your password, then link %(service)s on your account page.",
        service=service(),
    )
    return _failed(f"{why} {text}" if choose() == "en" else f"{why}{text}", 403)


def _broken() -> str:
    return str(
        _("%(service)s can't be reached, or did not answer as it should.", service=service())
    )


def _failed(text: str, code: int) -> Response:
    return page(code, text, [(_("Sign in"), urls().login())])


def _back() -> str:
    return f"{config().site_url}{url_for('accounts.oidc_back')}"
