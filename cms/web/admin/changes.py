"""What an admin's buttons on a person's page do, and what is said when it is done."""

from collections.abc import Callable, Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from cms.actions import administration, invitations
from cms.errors import NotFound
from cms.rules.actor import Actor
from cms.rules.people import Change
from cms.web.accounts.tokens import reset_token
from cms.web.admin.forms import NameForm, RoleForm
from cms.web.context import now

FORMS: Mapping[Change, type[FlaskForm]] = {Change.RENAME: NameForm, Change.ROLE: RoleForm}
DONE: Mapping[Change, LazyString] = {
    Change.RENAME: _l("The name is changed."),
    Change.ROLE: _l("Role and sections are changed. Whoever was signed in has to sign in again."),
    Change.REINVITE: _l("A new invitation is on its way. The link sent before is dead."),
    Change.WITHDRAW: _l("The invitation is withdrawn and the address is free again."),
    Change.SEND_LINK: _l("A link for a new password is on its way. It works for one hour."),
    Change.END_SESSIONS: _l("Every browser is signed out."),
    Change.RESET_FACTOR: _l("The second factor is gone. The next sign-in asks for a new one."),
    Change.DISABLE: _l("The account is disabled and signed out everywhere."),
    Change.ENABLE: _l("The account is open again."),
}


def known_change(name: str) -> Change:
    """Return the change of this name in an address; raises NotFound."""
    if name not in set(Change):
        raise NotFound
    return Change(name)


def form_of(change: Change) -> FlaskForm:
    """Return the form of a change; most bring nothing but the token."""
    return FORMS.get(change, FlaskForm)(prefix=change.value)


def _rename(person_id: int, form: FlaskForm, by: Actor) -> None:
    administration.rename(person_id, form["name"].data, by=by)


def _role(person_id: int, form: FlaskForm, by: Actor) -> None:
    role, sections = form.chosen_role(), form.chosen_sections()
    administration.change_role(person_id, role, sections, read=form["read"].data or "", by=by)


APPLY: Mapping[Change, Callable[[int, FlaskForm, Actor], object]] = {
    Change.RENAME: _rename,
    Change.ROLE: _role,
    Change.REINVITE: lambda one, _form, by: invitations.renew(one, by=by, now=now()),
    Change.WITHDRAW: lambda one, _form, by: invitations.withdraw(one, by=by),
    Change.SEND_LINK: lambda one, _form, by: administration.send_link(
        one, by=by, token_of=reset_token, now=now()
    ),
    Change.END_SESSIONS: lambda one, _form, by: administration.end_sessions(one, by=by),
    Change.RESET_FACTOR: lambda one, _form, by: administration.reset_factors(one, by=by, now=now()),
    Change.DISABLE: lambda one, _form, by: administration.disable(one, by=by),
    Change.ENABLE: lambda one, _form, by: administration.enable(one, by=by),
}
