"""The second step of a sign-in: a code from an app, or a recovery code; passkeys have their own."""

import structlog
from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField

from cms.actions.factors import spend_code, spend_recovery_code
from cms.models import Person
from cms.queries import factors
from cms.text.onetime import hash_recovery_code, matching_step
from cms.text.seal import unseal
from cms.web.accounts import accounts
from cms.web.accounts.halfway import half_way_email, half_way_only, let_in, owner_half_way
from cms.web.answers import Answer, form_page
from cms.web.context import config, now
from cms.web.fields import at_most, required
from cms.web.refused import note_sign_in
from cms.web.throttle import limited
from cms.web.transactions import forged_comes_back

log = structlog.get_logger()
LONGEST_CODE = 64
SEAL = "code app"


class CodeForm(FlaskForm):
    """What the app shows, or a line of the printed list."""

    code = StringField(_l("Code"), [required(), at_most(LONGEST_CODE)])


@accounts.get("/login/second")
@half_way_only
def second_step() -> Answer:
    """Lead to the one second factor, or let the person choose among several, or set one up."""
    held = factors.held(owner_half_way())
    if not held.any:
        return redirect(url_for("accounts.choose_factor"), code=303)
    if held.app and held.passkeys:
        return render_template("accounts/second_step.html", held=held)
    where = "accounts.code_step" if held.app else "accounts.passkey_sign_in"
    return redirect(url_for(where), code=303)


@accounts.route("/login/code", methods=["GET", "POST"])
@limited("second_factor", account_from=half_way_email)
@forged_comes_back
@half_way_only
def code_step() -> Answer:
    """Take the code that the person's app shows, once."""
    person, form = owner_half_way(), CodeForm()
    if not person.tf_totp_secret:
        return redirect(url_for("accounts.second_step"), code=303)
    if form.validate_on_submit():
        if _code_is_right(person, str(form.code.data)):
            return let_in(person, "authenticator")
        note_sign_in("code", person.email)
        form.code.data = ""  # in half a minute the app shows another
        form.code.errors = [
            _("This code is not right, or it was used already. Please take the one shown now.")
        ]
    return form_page("accounts/code_step.html", form, held=factors.held(person))


@accounts.route("/login/recovery", methods=["GET", "POST"])
@limited("second_factor", account_from=half_way_email)
@forged_comes_back
@half_way_only
def recovery_step() -> Answer:
    """Take one recovery code, which is used up then."""
    person, form = owner_half_way(), CodeForm()
    held = factors.held(person)
    if not held.recovery_codes:
        return redirect(url_for("accounts.second_step"), code=303)
    if form.validate_on_submit():
        hashed = hash_recovery_code(config().secret_key, str(form.code.data))
        if spend_recovery_code(person.id, hashed, now=now()):
            return let_in(person, "recovery_code")
        note_sign_in("recovery code", person.email)
        form.code.errors = [_("This is none of your recovery codes, or it was used already.")]
    return form_page("accounts/recovery_step.html", form, held=held)


def _code_is_right(person: Person, typed: str) -> bool:
    try:
        key = unseal(config().secret_key, SEAL, str(person.tf_totp_secret))
    except ValueError:  # CMS_SECRET_KEY is another one now: an admin resets the second factor
        log.warning("code app can't be read", person=person.id)
        return False
    step = matching_step(key, typed, after=person.tf_last_counter, now=now())
    return step is not None and spend_code(person.id, step)
