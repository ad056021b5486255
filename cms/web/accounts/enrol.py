"""Setting up and taking away a code app, by someone who just proved who they are."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import flash, redirect, render_template, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField

from cms.actions.factors import remove_app, set_app
from cms.errors import GuardFailed, NotFound
from cms.models import Person
from cms.queries import factors
from cms.text.onetime import grouped, matching_step, new_key, uri
from cms.text.seal import seal, unseal
from cms.web.accounts import accounts
from cms.web.accounts.freshness import ask_again, fresh_only, is_fresh
from cms.web.accounts.halfway import half_way, half_way_email, let_in, person_half_way, start_again
from cms.web.accounts.person import owner
from cms.web.accounts.recovery import make_codes, show_codes
from cms.web.accounts.second import LONGEST_CODE, SEAL
from cms.web.answers import Answer, form_page
from cms.web.context import config, me, now, urls
from cms.web.errors import translate
from cms.web.fields import at_most, required
from cms.web.guards import GUARD, signed_in_only
from cms.web.qr import qr_code
from cms.web.throttle import limited
from cms.web.transactions import forged_comes_back

NEW_APP = "new_app"
P = ParamSpec("P")
R = TypeVar("R")


class FirstCodeForm(FlaskForm):
    """The code that proves that the app took the key."""

    code = StringField(_l("Code that the app shows"), [required(), at_most(LONGEST_CODE)])


def enrolling_only(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Let in who may set up a factor: someone freshly proven, or half-way and without any."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if me() is not None and not is_fresh():
            return ask_again()
        return view(*args, **kwargs) if enrolling() else start_again()

    setattr(guarded, GUARD, "enrolling")
    return guarded


def enrolling() -> Person | None:
    """Return who sets up a factor: signed in, or with the right password and no factor yet."""
    if (person := me()) is not None:
        return person
    half = person_half_way()
    return half if half and not factors.held(half).any else None


def enroller() -> Person:
    """Return who sets up a factor, in a view that lets nobody else in; raises NotFound."""
    person = enrolling()
    if person is None:
        raise NotFound
    return person


def finish(person: Person, *, first: bool, via: str, said: str) -> Response:
    """Begin the session if there is none; show recovery codes after the first factor."""
    half = half_way()
    where = half.where if half else ""
    signed_in = me() is not None
    codes = make_codes(person) if first else []
    onward = redirect(urls().account(), code=303) if signed_in else let_in(person, via)
    if codes:
        return show_codes(codes, where=urls().account() if signed_in else where)
    flash(said, "success")
    return onward


@accounts.get("/account/second-factor")
@enrolling_only
def choose_factor() -> Answer:
    """Let the person choose between a code app and a passkey."""
    return render_template("accounts/choose_factor.html", half_way=me() is None)


@accounts.route("/account/second-factor/app", methods=["GET", "POST"])
@limited("second_factor", account_from=half_way_email)
@forged_comes_back
@enrolling_only
def set_up_app() -> Answer:
    """Show the key as a picture and as letters, and keep it once a code of it is right."""
    person, form = enroller(), FirstCodeForm()
    key = _key_for(person)
    if form.validate_on_submit():
        first = not factors.held(person).any
        if _took(person, key, str(form.code.data)):
            said = _("The code app is set up.")
            return finish(person, first=first, via="authenticator", said=said)
        form.code.errors = [_("This is not the code that belongs to this key at this moment.")]
    return _app_page(person, form, key)


@accounts.post("/account/second-factor/app/remove")
@signed_in_only
@fresh_only
def remove_own_app() -> Answer:
    """Take the code app away."""
    try:
        remove_app(owner().id, now=now())
    except GuardFailed as refusal:
        flash(translate(refusal), "error")
    else:
        flash(_("The code app is removed. Its codes no longer work."), "success")
    return redirect(urls().account(), code=303)


def _took(person: Person, key: str, code: str) -> bool:
    """Keep the key if the code is its own at this moment."""
    step = matching_step(key, code, after=None, now=now())
    if step is None:
        return False
    set_app(person.id, seal(config().secret_key, SEAL, key), step, now=now())
    session.pop(NEW_APP, None)
    return True


def _app_page(person: Person, form: FirstCodeForm, key: str) -> Answer:
    form.code.data = ""
    return form_page(
        "accounts/set_up_app.html",
        form,
        key=grouped(key),
        picture=qr_code(uri(key, person.email, config().site_name)),
        account=person.email,
        half_way=me() is None,
    )


def _key_for(person: Person) -> str:
    """Return the key that this browser's session set out with, the same on every visit."""
    kept = session.get(NEW_APP)
    if isinstance(kept, dict) and kept.get("for") == person.fs_uniquifier:
        return unseal(config().secret_key, NEW_APP, str(kept["key"]))
    key = new_key()
    sealed = seal(config().secret_key, NEW_APP, key)
    session[NEW_APP] = {"for": person.fs_uniquifier, "key": sealed}
    return key
