"""The queue: what waits, the longest at its stage first."""

from datetime import datetime
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from cms.errors import NotFound
from cms.models import Language, State, Submission
from cms.queries import queue
from cms.queries.items import section_name
from cms.queries.queue import ANSWERED_BY, COUNT_LIMIT, PAGE, Filters
from cms.queries.submissions import is_verified
from cms.queries.withdrawals import asking_back
from cms.rules.submission import OPEN
from cms.web.context import actor, now, urls
from cms.web.desk import desk
from cms.web.desk.forms import FilterForm
from cms.web.fields import choices, searched_for
from cms.web.globals import section_links, signed_in
from cms.web.guards import desk_only
from cms.web.keyset import older, read_position
from cms.web.labels import LANGUAGES, SET_ASIDE, SOURCES, STATES
from cms.web.language import choose, clock, short_date, short_day
from cms.web.sizes import byline, size_label

LABELS = {
    "mine": _l("Mine"),
    "unassigned": _l("Unclaimed"),
    "overdue": _l("Overdue"),
    "waiting": _l("With the author"),
    "approved": _l("Approved"),
    "scheduled": _l("Scheduled"),
    "open": _l("All open"),
    "aside": _l("Set aside"),
    "closed": _l("Closed"),
}
TONES = {"overdue": "bad", "aside": "wait"}
DAY = 24 * 3600
STUCK_DAYS = 5
STUCK = (*ANSWERED_BY, State.APPROVED)  # a scheduled piece goes out by itself


@desk.get("/")
@desk_only
def show_queue() -> str:
    """Show one view of the queue, narrowed by the filters."""
    who = actor()
    if who is None:
        raise NotFound
    view = request.args.get("view", "open")
    form = _filter_form()
    filters = _filters(form, view if view in LABELS else "open")
    found = queue.queue_for(who, filters, now(), read_position("after"))
    return render_template(
        "desk/queue.html",
        me=signed_in(),
        views=_views(queue.counts_for(who, now()), filters.view),
        filters=form,
        rows=_rows(found[:PAGE]),
        older=older(found, PAGE, lambda one: (one.state_since, one.id)),
    )


def _filter_form() -> FilterForm:
    form = FilterForm(request.args)
    sections = [(one.id, one.name) for one in section_links()]
    form.section.choices = choices([("", _l("All sections")), *sections])
    states = [(value, label) for value, label in STATES.items() if value != "draft"]
    form.state.choices = choices([("", _l("Any state")), *states])
    form.language.choices = choices([("", _l("Any language")), *LANGUAGES.items()])
    return form


def _filters(form: FilterForm, view: str) -> Filters:
    state, language = form.state.data or "", form.language.data or ""
    return Filters(
        view=view,
        section_id=form.section.data,
        state=State(state) if state in set(State) else None,
        language=Language(language) if language in set(Language) else None,
        words=searched_for(form.q.data),
    )


def _views(counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "label": label,
            "href": f"{urls().desk()}?view={key}",
            "count": _count(counts.get(key)),
            "current": key == current,
            "tone": TONES.get(key, ""),
        }
        for key, label in LABELS.items()
    ]


def _count(count: int | None) -> int | str:
    if count is None:
        return ""
    return count if count < COUNT_LIMIT else f"{COUNT_LIMIT - 1}+"


def _rows(found: list[Submission]) -> list[dict[str, Any]]:
    wanted_back = asking_back(one.id for one in found)
    return [_row(one, now()) | {"asked_back": one.id in wanted_back} for one in found]


def _row(one: Submission, moment: datetime) -> dict[str, Any]:
    days = int((moment - one.state_since).total_seconds() // DAY)
    stuck = one.state in STUCK and days >= STUCK_DAYS
    return {
        "href": urls().desk(one.id),
        "title": one.current.title,
        "language": one.language.value,
        "byline": byline(one.current),
        "source": SOURCES[one.source],
        "size": size_label(one.current.html, one.language),
        "revision": one.revision_number,
        "state": one.state,
        "age": _age(one, days),
        "age_tone": "bad" if _overdue(one, moment) else "wait" if stuck else "",
        "due_text": _due(one, moment),
        "section_name": section_name(one.section, choose()),
        "editor_name": one.assignee.name if one.assignee else "",
        "unverified": one.state in OPEN and not is_verified(one),
        "set_aside": SET_ASIDE.get(one.quarantined_for) if one.state is State.SUBMITTED else None,
    }


def _age(one: Submission, days: int) -> str:
    """Return how long it waits; what waits no more has a date."""
    if one.state not in OPEN:
        return short_date(one.state_since)
    return str(ngettext("%(num)d day", "%(num)d days", days) if days else _("today"))


def _overdue(one: Submission, moment: datetime) -> bool:
    return one.state in ANSWERED_BY and one.due_at is not None and one.due_at < moment


def _due(one: Submission, moment: datetime) -> str:
    if one.state is State.SCHEDULED and one.release_at is not None:
        day, time = short_day(one.release_at), clock(one.release_at)
        return str(_("out %(day)s, %(time)s", day=day, time=time))
    if one.state is State.APPROVED:
        return str(_("not scheduled yet"))
    if one.due_at is None or one.state not in ANSWERED_BY:
        return ""
    days = int((one.due_at - moment).total_seconds() // DAY)
    if days < 0:
        return str(ngettext("%(num)d day overdue", "%(num)d days overdue", -days))
    return str(ngettext("%(num)d day left", "%(num)d days left", days))
