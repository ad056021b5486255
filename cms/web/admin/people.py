"""The people of the newsroom: a list to search, the newest accounts first."""

from datetime import datetime
from typing import Any

from flask import render_template, request

from cms.models import Person, Role
from cms.queries.items import section_name
from cms.queries.people import PAGE, PeopleFilters, people_like
from cms.rules.people import NARROWED, Standing, is_proved, standing
from cms.web.admin import admin
from cms.web.admin.forms import PeopleFilterForm
from cms.web.context import urls
from cms.web.fields import searched_for
from cms.web.globals import signed_in
from cms.web.guards import admin_only
from cms.web.keyset import older, read_position
from cms.web.language import choose


@admin.get("/people")
@admin_only
def show_people() -> str:
    """Show one page of the people, narrowed by the filters."""
    form = PeopleFilterForm(request.args)
    found = people_like(_filters(form), read_position("after"))
    return render_template(
        "admin/people.html",
        me=signed_in(),
        filters=form,
        rows=[_row(*one) for one in found[:PAGE]],
        older=older(found, PAGE, lambda one: (one[0].created_at, one[0].id)),
    )


def _filters(form: PeopleFilterForm) -> PeopleFilters:
    role, stands = form.role.data or "", form.standing.data or ""
    return PeopleFilters(
        words=searched_for(form.q.data),
        role=Role(role) if role in set(Role) else None,
        standing=Standing(stands) if stands in set(Standing) else None,
    )


def _row(person: Person, seen: datetime | None) -> dict[str, Any]:
    return {
        "href": urls().admin_people(person.id),
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "sections": section_names(person),
        "standing": standing(person),
        "unconfirmed": unconfirmed(person),
        "invited_at": person.invited_at,
        "seen": seen,
    }


def unconfirmed(person: Person) -> bool:
    """Tell whether the account can be used though nobody confirmed its address."""
    return person.active and not is_proved(person)


def section_names(person: Person) -> list[str]:
    """Return the sections that the person's role is narrowed to, in the reader's language."""
    if person.role not in NARROWED:
        return []
    ordered = sorted(person.sections, key=lambda one: (one.position, one.id))
    return [section_name(one, choose()) for one in ordered]
