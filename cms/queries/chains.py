"""Whether the record still fits together."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select

from cms.extensions import db
from cms.models import Event, State, Submission


def broken_chains() -> Iterator[tuple[str, int]]:
    """Yield (receipt, event number) where a submission's chain of hashes first breaks.

    Events missing at the end are noticed by the state that the last one left to: it is not the
    piece's own.
    """
    wanted = select(Submission.id, Submission.receipt, Submission.state, Event).outerjoin(Event)
    rows = db.session.execute(wanted.order_by(Submission.id, Event.number)).yield_per(500)
    for (number, receipt, state), group in groupby(rows, itemgetter(0, 1, 2)):
        misfit = first_misfit((row[3] for row in group), state)
        if misfit is not None:
            yield receipt or str(number), misfit


def first_misfit(events: Iterable[Event | None], state: State) -> int | None:
    """Return the number of the first event that is wrong or missing, None when all fit.

    `events` are a submission's, in order, or a single None when it has none.
    """
    last: Event | None = None
    for event in events:
        if event is not None and not fits(event, last):
            return event.number
        last = event
    if last is None:
        return None if state is State.DRAFT else 1
    return None if last.to_state == state else last.number + 1


def fits(event: Event, last: Event | None) -> bool:
    """Tell whether an event follows the one before it and holds what was sealed."""
    expected = (last.number + 1, last.hash) if last else (1, "")
    return (event.number, event.previous_hash) == expected and event.hash == event.compute_hash()
