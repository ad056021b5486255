"""An invited person's way in: who asks, as what; a name and a password open the account."""

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import Length

from cms.actions import invitations
from cms.actions.invitations import LIFETIME
from cms.errors import Invalid
from cms.extensions import db
from cms.models import Person
from cms.queries.items import section_name
from cms.queries.people import inviter
from cms.rules.people import NARROWED
from cms.web.accounts import accounts, hashed
from cms.web.context import now, urls
from cms.web.fields import Readable, at_most, required
from cms.web.language import choose
from cms.web.refusals import put_on
from cms.web.transactions import forged_comes_back

NAME_LENGTH = 120


class AcceptForm(FlaskForm):
    """What the invited person is called and signs in with."""

    name = StringField(_l("Name"), [Readable(line=True), required(), at_most(NAME_LENGTH)])
    password = PasswordField(
        _l("Password"),
        [required(), Length(min=12, max=200, message=_l("Twelve characters at least, please."))],
    )


@accounts.route("/invitation/<token>", methods=["GET", "POST"])
@forged_comes_back
def invitation(token: str) -> str | Response | tuple[str, int]:
    """Show the invitation, or accept it; a link that was used, renewed or ran out is 404."""
    person = invitations.find(token, now=now())
    form = AcceptForm()
    if not form.is_submitted():
        form.name.data = person.name
        return _page(person, form)
    if form.validate() and _accepted(token, form):
        flash(_("Your account is ready. Sign in with your address and the new password."))
        return redirect(urls().login(), code=303)
    return _page(invitations.find(token, now=now()), form), 422


def _page(person: Person, form: AcceptForm) -> str:
    by = inviter(person)
    narrowed = person.role in NARROWED
    return render_template(
        "accounts/invitation.html",
        form=form,
        person=person,
        inviter=by.name if by else "",
        section_names=[section_name(one, choose()) for one in person.sections] if narrowed else [],
        until=person.invited_at + LIFETIME if person.invited_at else None,
    )


def _accepted(token: str, form: AcceptForm) -> bool:
    try:
        invitations.accept(
            token, name=form.name.data, password_hash=hashed(form.password.data), now=now()
        )
    except Invalid as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return False
    return True
