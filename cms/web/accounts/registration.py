"""Opening an account, and confirming its address by a mailed link."""

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions import registration
from cms.actions.people import NewPerson
from cms.models import Person, Role
from cms.web.accounts.forms import AddressForm, ConfirmForm, RegisterForm
from cms.web.accounts.passwords import hashed
from cms.web.accounts.tokens import confirmation_token, read_confirmation
from cms.web.answers import Answer, form_page
from cms.web.context import me, now, urls
from cms.web.errors import page
from cms.web.language import choose
from cms.web.taken import tell_taken
from cms.web.throttle import limited
from cms.web.transactions import begin_write_now, begins_late, forged_comes_back


@forged_comes_back
@limited("register", account_from="email")
def register() -> Answer:
    """Show the form, or make the account; known and unknown addresses get the same answer."""
    if me() and request.method == "GET":
        return redirect(urls().account(), code=303)
    form = RegisterForm()
    if not form.validate_on_submit():
        return form_page("security/register_user.html", form)
    new = NewPerson(form.email.data, form.name.data, Role.CONTRIBUTOR, locale=choose())
    registration.register(new, token_of=confirmation_token, now=now())
    return _sent(form.email.data)


@forged_comes_back
@limited("confirm", account_from="email")
def send_confirmation() -> Answer:
    """Send the confirming link anew; known and unknown addresses get the same answer."""
    form = AddressForm()
    if not form.validate_on_submit():
        return form_page("security/send_confirmation.html", form)
    registration.send_confirmation(form.email.data, token_of=confirmation_token, now=now())
    return _sent(form.email.data)


@forged_comes_back
@begins_late
def confirm_email(token: str) -> Answer:
    """Ask who reads the letter for a password, and open the account; a mail scanner only looks."""
    form = ConfirmForm()
    person = read_confirmation(token)
    if person is None:
        return spent(urls().confirm())
    form.email.data = person.email
    if not form.validate_on_submit():
        return form_page("security/confirm.html", form, address=person.email)
    new = hashed(form.password.data)
    begin_write_now()
    person = read_confirmation(token, for_update=True)
    return spent(urls().confirm()) if person is None else _confirm(person, new)


def _confirm(person: Person, new: str) -> Response:
    taken = registration.confirm(person, new, now=now())
    flash(_("Your address is confirmed. Please sign in."), "success")
    tell_taken(taken)
    return redirect(urls().login(), code=303)


def _sent(address: str) -> Response:
    text = _(
        "A letter is on its way to %(address)s. Please open the link in it to go on.",
        address=address,
    )
    flash(text, "success")
    return redirect(urls().login(), code=303)


def spent(again: str) -> Response:
    """Answer a link that is used, forged or too old; `again` is where a new one is asked for."""
    text = _("This link has been used or has run out.")
    return page(404, text, [(_("Ask for a new one"), again), (_("Sign in"), urls().login())])
