"""The desk's queue: which pieces an editor sees, in which views, how many wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    false,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from cms.extensions import db
from cms.models import Language, Revision, State, Submission
from cms.rules.actor import Actor
from cms.rules.policies import CHIEFS, on_desk
from cms.rules.submission import OPEN

PAGE = 50
COUNT_LIMIT = 100


@dataclass(frozen=True)
class Filters:
    """What the queue is narrowed to; empty means everything open."""

    view: str = "open"
    section_id: int | None = None
    state: State | None = None
    language: Language | None = None
    words: str = ""


# What somebody still has to answer by a day: an approved piece has its answer.
ANSWERED_BY = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED)
# The views that say how many wait in them.
COUNTED = (
    *("mine", "unassigned", "overdue", "waiting", "approved", "scheduled"),
    *("open", "aside"),
)


def queue_for(
    actor: Actor,
    filters: Filters,
    now: datetime,
    after: tuple[datetime, int] | None = None,
) -> list[Submission]:
    """Return at most PAGE + 1 pieces after the keyset given, the longest at their stage first.

    Of what is closed, nothing waits: there the last comes first.
    """
    views = _views(actor, now)
    view = views.get(filters.view, views["open"])
    wanted = _visible(actor).where(view, *_narrow(filters))
    place, last_first = (Submission.state_since, Submission.id), filters.view == "closed"
    if after is not None:
        further = tuple_(*place) < after if last_first else tuple_(*place) > after
        wanted = wanted.where(further)
    order = [one.desc() for one in place] if last_first else place
    return list(db.session.scalars(wanted.order_by(*order).limit(PAGE + 1).options(*_row())))


def counts_for(actor: Actor, now: datetime) -> dict[str, int]:
    """Return how many pieces each of COUNTED holds, up to COUNT_LIMIT, in one query."""
    seen, views = _visible(actor), _views(actor, now)
    counts = [_count(seen.where(views[one])).label(one) for one in COUNTED]
    return dict(db.session.execute(select(*counts)).mappings().one())


def _count(wanted: Select[Submission]) -> ScalarSelect[int]:
    ids = wanted.limit(COUNT_LIMIT).with_only_columns(Submission.id).subquery()
    return select(func.count()).select_from(ids).scalar_subquery()


def _visible(actor: Actor) -> Select[Submission]:
    wanted = select(Submission).where(Submission.state != State.DRAFT)
    if not on_desk(actor):
        return wanted.where(false())
    if actor.role in CHIEFS:
        return wanted
    return wanted.where(Submission.section_id.in_(actor.sections))


def _views(actor: Actor, now: datetime) -> dict[str, ColumnElement[bool]]:
    held = and_(Submission.state == State.SUBMITTED, Submission.quarantined_for != "")
    is_open = and_(Submission.state.in_(OPEN), ~held)
    return {
        "mine": and_(is_open, Submission.assignee_id == actor.person_id),
        "unassigned": and_(
            Submission.state.in_((State.SUBMITTED, State.IN_REVIEW)),
            Submission.assignee_id.is_(None),
            ~held,
        ),
        "overdue": and_(is_open, Submission.state.in_(ANSWERED_BY), Submission.due_at < now),
        "waiting": Submission.state == State.CHANGES_REQUESTED,
        "approved": Submission.state == State.APPROVED,
        "scheduled": Submission.state == State.SCHEDULED,
        "open": is_open,
        "aside": held,
        "closed": Submission.state.not_in(OPEN),
    }


def _narrow(filters: Filters) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.section_id is not None:
        found.append(Submission.section_id == filters.section_id)
    if filters.state is not None:
        found.append(Submission.state == filters.state)
    if filters.language is not None:
        found.append(Submission.language == filters.language)
    if filters.words:
        titled = Submission.current.has(_holds(Revision.title, filters.words))
        found.append(or_(titled, _holds(Submission.receipt, filters.words)))
    return found


def _holds(column: InstrumentedAttribute[Any], words: str) -> ColumnElement[bool]:
    return column.icontains(words, autoescape=True)


def _row() -> Sequence[Any]:
    joined = (Submission.current, Submission.section, Submission.assignee)
    return [joinedload(each) for each in (*joined, Submission.sender, Submission.submitter)]
