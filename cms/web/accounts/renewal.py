"""A new password: by a mailed link when it is forgotten, by the old one when it is not."""

from flask import flash, redirect
from flask_babel import gettext as _
from flask_security import login_user
from werkzeug.wrappers import Response

from cms.actions import registration
from cms.errors import NotFound
from cms.models import Person
from cms.web.accounts.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from cms.web.accounts.freshness import ask_again, is_fresh
from cms.web.accounts.passwords import hashed, is_right
from cms.web.accounts.person import owner
from cms.web.accounts.registration import spent
from cms.web.accounts.tokens import read_reset, reset_token
from cms.web.answers import Answer, form_page
from cms.web.context import now, urls
from cms.web.guards import signed_in_only
from cms.web.refused import note_sign_in
from cms.web.taken import tell_taken
from cms.web.throttle import forgive, is_quiet, limited, refuse_when_over
from cms.web.transactions import begin_write_now, begins_late, forged_comes_back


@forged_comes_back
@limited("reset", account_from="email")
def forgot_password() -> Answer:
    """Send a link for a new password; known and unknown addresses get the same answer."""
    form = AddressForm()
    if not form.validate_on_submit():
        return form_page("security/forgot_password.html", form)
    if not is_quiet():
        registration.send_reset(form.email.data, token_of=reset_token, now=now())
    text = _(
        "If %(address)s has an account, a letter is on its way there. Its link works for one hour.",
        address=form.email.data,
    )
    flash(text, "success")
    return redirect(urls().login(), code=303)


@forged_comes_back
@begins_late
def reset_password(token: str) -> Answer:
    """Show the form that the link opens, or set the password; it signs nobody in."""
    form = NewPasswordForm()
    if read_reset(token) is None:
        return spent(urls().reset())
    if not form.validate_on_submit():
        return form_page("security/reset_password.html", form)
    new = hashed(form.password.data)
    begin_write_now()
    person = read_reset(token, for_update=True)
    return spent(urls().reset()) if person is None else _reset(person, new)


def _reset(person: Person, new: str) -> Response:
    taken = registration.reset_password(person, new, now=now())
    forgive(person.email)
    flash(_("Your password is changed. Please sign in with it."), "success")
    tell_taken(taken)
    return redirect(urls().login(), code=303)


@forged_comes_back
@begins_late
@signed_in_only
def change_password() -> Answer:
    """Show the form, or change the password; this browser stays signed in, all others do not."""
    person = owner()
    if not person.password and not is_fresh():
        return ask_again()
    form = ChangePasswordForm() if person.password else NewPasswordForm()
    verified = person.password
    if not (form.validate_on_submit() and _knows(form, person)):
        return form_page("security/change_password.html", form)
    new = hashed(form.password.data)
    begin_write_now()
    if person.password != verified:
        raise NotFound  # somebody else changed it in these milliseconds
    return _changed(person, new)


def _knows(form: NewPasswordForm, person: Person) -> bool:
    """Tell whether the present password is right, where there is one; counted like sign-in."""
    if not isinstance(form, ChangePasswordForm):
        return True
    refuse_when_over("sign_in", person.email)
    if is_right(person, form.present.data):
        forgive(person.email)
        return True
    note_sign_in("present password", person.email)
    form.present.errors = [_("This is not your present password.")]
    return False


def _changed(person: Person, new: str) -> Response:
    registration.change_password(person, new, now=now())
    login_user(person, authn_via=["change"])
    flash(_("Your password is changed. Every other browser is signed out."), "success")
    return redirect(urls().account(), code=303)
