"""Moving an account to another address, by a link mailed there."""

from urllib.parse import quote

from flask import flash, redirect
from flask_babel import gettext as _
from flask_security import login_user
from werkzeug.wrappers import Response

from cms.actions import registration
from cms.models import Person
from cms.web.accounts.forms import AddressForm, ButtonForm
from cms.web.accounts.freshness import fresh_only, refilled
from cms.web.accounts.person import owner
from cms.web.accounts.registration import spent
from cms.web.accounts.tokens import address_token, read_address
from cms.web.answers import Answer, form_page
from cms.web.context import me, now, urls
from cms.web.errors import page
from cms.web.guards import signed_in_only
from cms.web.requests import here
from cms.web.taken import tell_taken
from cms.web.throttle import limited
from cms.web.transactions import forged_comes_back


@forged_comes_back
@limited("confirm", account_from="email")
@signed_in_only
@fresh_only
def change_email() -> Answer:
    """Ask for the new address and send a link there; a taken one gets the same answer."""
    form, person = refilled(AddressForm), owner()
    if not form.validate_on_submit():
        return form_page("security/change_email.html", form, address=person.email)
    new = form.email.data
    registration.ask_for_address(person, new, token=address_token(person, new), now=now())
    flash(_("A letter is on its way to %(address)s. Its link moves the account.", address=new))
    return redirect(urls().account(), code=303)


@forged_comes_back
def confirm_new_address(token: str) -> Answer:
    """Show the button that moves the account, and move it when its owner presses it.

    Who reads the letter may be a stranger to the account, and must not give it their address.
    """
    form = ButtonForm()
    found = read_address(token, for_update=form.is_submitted())
    if found is None:
        return spent(urls().change_email())
    person, new = found
    if me() is not person:
        return _not_theirs()
    if not form.validate_on_submit():
        return form_page("security/change_email_confirm.html", form, address=new)
    return _move(person, new)


def _not_theirs() -> Answer:
    if me() is None:
        return redirect(f"{urls().login()}?next={quote(here())}", code=303)
    text = _("This link moves another account. Sign in with that one, then open the link again.")
    return page(403, text, [(_("Your account"), urls().account())])


def _move(person: Person, new: str) -> Response:
    taken = registration.change_address(person, new, now=now())
    flash(_("Your account has the address %(address)s now.", address=new), "success")
    tell_taken(taken)
    login_user(person, authn_via=["change"])
    return redirect(urls().account(), code=303)
