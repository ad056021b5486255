"""One person's account: what it may do, what it holds, and what an admin can change of it."""

from typing import Any

from flask import flash, redirect, render_template
from flask_wtf import FlaskForm

from cms.actions.administration import fingerprint
from cms.errors import CmsError, GuardFailed, Invalid, StaleAccount, WrongState
from cms.extensions import db
from cms.models import Person, Submission
from cms.queries import accounts, factors, people
from cms.queries.sessions import browsers_of
from cms.rules.people import Change, available, standing
from cms.web.accounts.freshness import ask_again, is_fresh, typed_before
from cms.web.admin import admin
from cms.web.admin.changes import APPLY, DONE, FORMS, form_of, known_change
from cms.web.admin.forms import RoleForm
from cms.web.admin.people import section_names, unconfirmed
from cms.web.answers import Answer
from cms.web.context import now, urls
from cms.web.globals import signed_in
from cms.web.guards import admin_only, asker
from cms.web.refusals import put_on
from cms.web.transactions import forged_comes_back


@admin.get("/people/<id:person_id>")
@admin_only
def show_person(person_id: int) -> str:
    """Show the account and what can be done to it."""
    return page(people.get(person_id), came_back=_typed_before())


@admin.post("/people/<id:person_id>/<name>")
@forged_comes_back
@admin_only
def change_person(person_id: int, name: str) -> Answer:
    """Make one change, or show what refuses it beside what was chosen."""
    person, change = people.get(person_id), known_change(name)
    if not is_fresh():
        return ask_again(urls().admin_people(person_id))
    form = form_of(change)
    if not form.validate():
        return page(person, refused=(change, form)), 422
    refusal = _refusal(change, person_id, form)
    if refusal:
        put_on(form, refusal)
        return page(people.get(person_id), refused=(change, form)), refusal.status
    flash(str(DONE[change]), "success")
    left = None if change is Change.WITHDRAW else person_id
    return redirect(urls().admin_people(left), code=303)


def _refusal(change: Change, person_id: int, form: FlaskForm) -> CmsError | None:
    try:
        APPLY[change](person_id, form, asker())
    except (StaleAccount, Invalid, GuardFailed, WrongState) as refusal:
        db.session.rollback()
        return refusal
    return None


def _typed_before() -> tuple[Change, FlaskForm] | None:
    typed = typed_before()
    for change, form in FORMS.items():
        if any(name.startswith(f"{change.value}-") for name in typed):
            return change, form(typed, prefix=change.value)
    return None


def page(
    person: Person,
    refused: tuple[Change, FlaskForm] | None = None,
    came_back: tuple[Change, FlaskForm] | None = None,
) -> str:
    """Render the person's page; `refused` or `came_back` puts a form in its place."""
    account = accounts.account(person)
    kept = dict([one for one in (refused, came_back) if one])
    changes = available(account, asker())
    return render_template(
        "admin/person.html",
        me=signed_in(),
        forms={change.value: _form(change, person, kept.get(change)) for change in changes},
        refused=refused[1] if refused else None,
        last_admin=account.last_admin,
        myself=asker().person_id == person.id,
        pieces=[_piece(one) for one in people.held_pieces(person.id)],
        **_told(person),
    )


def _form(change: Change, person: Person, came_back: FlaskForm | None) -> FlaskForm:
    form = came_back or form_of(change)
    if isinstance(form, RoleForm) and (came_back is None or _stale(form, person)):
        form.show(person)
    if change is Change.RENAME and came_back is None:
        form["name"].data = person.name
    return form


def _stale(form: RoleForm, person: Person) -> bool:
    return bool(form.read.data != fingerprint(person))


def _told(person: Person) -> dict[str, Any]:
    count, seen = browsers_of(person.id, now())
    held = factors.held(person)
    inviter = people.inviter(person)
    return {
        "person": person,
        "standing": standing(person),
        "unconfirmed": unconfirmed(person),
        "section_names": section_names(person),
        "sessions_count": count,
        "seen": seen,
        "factors": held,
        "factor_needed": factors.needed(person),
        "inviter": inviter.name if inviter else "",
    }


def _piece(one: Submission) -> dict[str, Any]:
    return {
        "href": urls().desk(one.id),
        "title": one.current.title,
        "language": one.language.value,
        "state": one.state,
        "receipt": one.receipt,
    }
