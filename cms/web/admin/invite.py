"""Inviting somebody into the newsroom."""

from flask import flash, redirect
from flask_babel import gettext as _

from cms.actions import invitations
from cms.actions.people import NewPerson
from cms.errors import Invalid
from cms.extensions import db
from cms.models import Person
from cms.web.accounts.freshness import fresh_only, refilled
from cms.web.admin import admin
from cms.web.admin.forms import InviteForm
from cms.web.answers import Answer, form_page
from cms.web.context import now, urls
from cms.web.globals import signed_in
from cms.web.guards import admin_only, asker
from cms.web.refusals import put_on
from cms.web.transactions import forged_comes_back


@admin.route("/people/invite", methods=["GET", "POST"])
@forged_comes_back
@admin_only
@fresh_only
def invite() -> Answer:
    """Show the form, or send the invitation that it asks for."""
    form = refilled(InviteForm)
    person = _invited(form) if form.validate_on_submit() else None
    if person is None:
        return form_page("admin/invite.html", form, me=signed_in())
    flash(_("The invitation goes to %(email)s now; its link works for 7 days.", email=person.email))
    return redirect(urls().admin_people(person.id), code=303)


def _invited(form: InviteForm) -> Person | None:
    new = NewPerson(
        form.email.data,
        form.name.data,
        form.chosen_role(),
        sections=form.chosen_sections(),
        locale=form.locale.data,
    )
    try:
        return invitations.invite(new, by=asker(), now=now())
    except Invalid as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return None
