"""Passkeys on pages: adding one, signing in by one, proving oneself by one, taking one away."""

import time

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField

from cms.actions.passkeys import add_passkey, remove_passkey
from cms.errors import GuardFailed
from cms.models import Person
from cms.queries import factors
from cms.rules.factors import Held
from cms.web.accounts import accounts
from cms.web.accounts.enrol import enroller, enrolling_only, finish
from cms.web.accounts.freshness import fresh_only, tell_undone
from cms.web.accounts.halfway import half_way, half_way_email, let_in, person_half_way
from cms.web.accounts.passkeys import Refused, ask_for_known, ask_for_new, owner_of, read_new
from cms.web.accounts.person import owner
from cms.web.answers import Answer, form_page
from cms.web.context import me, now, urls
from cms.web.errors import translate
from cms.web.fields import Readable, at_most, required
from cms.web.guards import signed_in_only
from cms.web.refused import note_sign_in
from cms.web.requests import local_path
from cms.web.throttle import limited
from cms.web.transactions import forged_comes_back

LONGEST_NAME = 60
PROVED = "fs_paa"  # Flask-Security's name: when the person last proved who they are


class AnswerForm(FlaskForm):
    """What the browser answered, put there by the page's script."""

    answer = HiddenField()
    next = HiddenField()


class NewPasskeyForm(AnswerForm):
    """A passkey's name, for its owner alone, beside the browser's answer."""

    name = StringField(_l("Name"), [Readable(line=True), required(), at_most(LONGEST_NAME)])


@accounts.route("/account/second-factor/passkey", methods=["GET", "POST"])
@limited("second_factor", account_from=half_way_email)
@forged_comes_back
@enrolling_only
def set_up_passkey() -> Answer:
    """Have the browser make a passkey, and keep it under a name."""
    person, form = enroller(), NewPasskeyForm()
    if form.validate_on_submit():
        held = factors.held(person)
        if _kept(person, form):
            said = _("The passkey is added.")
            return finish(person, first=not held.any, via="passkey", said=said)
    return _page("accounts/set_up_passkey.html", form, ask_for_new(person))


def _tried() -> str:
    return "second_factor" if half_way() else "sign_in"


@accounts.route("/login/passkey", methods=["GET", "POST"])
@limited(_tried, account_from=half_way_email)
@forged_comes_back
def passkey_sign_in() -> Answer:
    """Sign in by a passkey: as the second step after a password, or in place of both."""
    if me() is not None:
        return redirect(url_for("accounts.home"), code=303)
    half, form = person_half_way(), AnswerForm()
    purpose = f"second {half.id}" if half else "first"
    if form.validate_on_submit():
        owner = _owner(form, purpose)
        if owner is not None and half in (None, owner):
            return let_in(owner, "passkey", where=str(form.next.data or ""))
        note_sign_in("passkey", half.email if half else None)
        form.form_errors.append(_("This passkey does not open any account here. Please try again."))
    held = factors.held(half) if half else None
    return _page("accounts/passkey_sign_in.html", form, ask_for_known(purpose, half), held)


@accounts.route("/account/verify/passkey", methods=["GET", "POST"])
@limited("second_factor")
@forged_comes_back
@signed_in_only
def verify_by_passkey() -> Answer:
    """Let a signed-in person prove who they are by a passkey in place of the password."""
    person, form = owner(), AnswerForm()
    if not factors.held(person).passkeys:
        return redirect(urls().verify(), code=303)
    purpose = f"verify {person.id}"
    if form.validate_on_submit():
        if _owner(form, purpose) == person:
            session[PROVED] = time.time()
            tell_undone(str(form.next.data))
            where = local_path(str(form.next.data), "") or urls().account()
            return redirect(where, code=303)
        note_sign_in("passkey again", person.email)
        form.form_errors.append(_("This is not one of your passkeys. Please try again."))
    return _page("accounts/verify_by_passkey.html", form, ask_for_known(purpose, person))


@accounts.post("/account/second-factor/passkeys/<id:passkey_id>/remove")
@signed_in_only
@fresh_only
def remove_own_passkey(passkey_id: int) -> Answer:
    """Take one of one's own passkeys away."""
    try:
        remove_passkey(owner().id, passkey_id, now=now())
    except GuardFailed as refusal:
        flash(translate(refusal), "error")
    else:
        flash(_("The passkey is removed here. You can delete it on your device too."), "success")
    return redirect(urls().account(), code=303)


def _kept(person: Person, form: NewPasskeyForm) -> bool:
    try:
        new = read_new(str(form.answer.data), str(form.name.data).strip())
    except Refused:
        form.form_errors.append(_("The device did not make a passkey. Please try again."))
        return False
    if add_passkey(person.id, new, now=now()):
        return True
    form.name.errors = [_("You have a passkey of this name, or this device holds one already.")]
    return False


def _owner(form: AnswerForm, purpose: str) -> Person | None:
    try:
        return owner_of(str(form.answer.data), purpose)
    except Refused:
        return None


def _page(template: str, form: AnswerForm, options: str, held: Held | None = None) -> Answer:
    form.answer.data = ""
    if not form.is_submitted():
        form.next.data = local_path(request.args.get("next", ""), "")
    half_way = me() is None
    return form_page(template, form, options=options, held=held, half_way=half_way)
