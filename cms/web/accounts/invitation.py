"""An invited person's way in: who asks, as what; a name and a password open the account."""

from flask import flash, redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField

from cms.actions import invitations
from cms.actions.invitations import LIFETIME
from cms.errors import Invalid, NotFound
from cms.extensions import db
from cms.models import Person
from cms.queries.items import section_name
from cms.queries.mine import mine
from cms.queries.people import inviter
from cms.rules.people import NARROWED
from cms.web.accounts import accounts
from cms.web.accounts.forms import name_field
from cms.web.accounts.passwords import Strong, hashed
from cms.web.answers import Answer, form_page
from cms.web.context import now, urls
from cms.web.errors import page
from cms.web.language import choose
from cms.web.refusals import put_on
from cms.web.taken import tell_taken
from cms.web.transactions import begin_write_now, begins_late, forged_comes_back


class AcceptForm(FlaskForm):
    """What the invited person is called and signs in with."""

    name = name_field()
    password = PasswordField(_l("Password"), [Strong("name", "email")])
    # For the browser's keeper of passwords, and what a password must not be made of; never read.
    email = EmailField()


@accounts.route("/invitation/<token>", methods=["GET", "POST"])
@forged_comes_back
@begins_late
def invitation(token: str) -> Answer:
    """Show the invitation, or accept it; a link that was used, renewed or ran out is 404."""
    try:
        return _answer(token)
    except NotFound:
        text = _(
            "It was used or withdrawn, or has run out."
            " Please sign in, or ask the editors to invite you again."
        )
        heading = _("This invitation is closed")
        return page(404, text, [(_("Sign in"), urls().login())], heading=heading)


def _answer(token: str) -> Answer:
    person = invitations.find(token, now=now())
    form = AcceptForm()
    form.email.data = person.email
    if not form.is_submitted():
        form.name.data = person.name
    if not (form.validate_on_submit() and _accepted(token, form)):
        return _page(invitations.find(token, now=now()), form)
    return redirect(urls().login(), code=303)


def _page(person: Person, form: AcceptForm) -> Answer:
    by = inviter(person)
    narrowed = person.role in NARROWED
    return form_page(
        "accounts/invitation.html",
        form,
        person=person,
        inviter=by.name if by else "",
        section_names=[section_name(one, choose()) for one in person.sections] if narrowed else [],
        until=person.invited_at + LIFETIME if person.invited_at else None,
    )


def _accepted(token: str, form: AcceptForm) -> bool:
    new = hashed(form.password.data)
    begin_write_now()
    try:
        person = invitations.accept(
            token, name=form.name.data, password_hash=new, locale=choose(), now=now()
        )
    except Invalid as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return False
    flash(_("Your account is ready. Sign in with your address and the new password."), "success")
    tell_taken(mine(person.id))
    return True
