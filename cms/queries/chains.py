"""Whether the record still fits together."""

from collections.abc import Iterator

from sqlalchemy import select

from cms.extensions import db
from cms.models import Event, Submission


def broken_chains() -> Iterator[tuple[str, int]]:
    """Yield (receipt, event number) where a submission's chain of hashes first breaks."""
    wanted = select(Event, Submission.receipt).join(Submission)
    rows = db.session.execute(wanted.order_by(Event.submission_id, Event.number)).yield_per(500)
    last: Event | None = None
    broken_of: int | None = None
    for event, receipt in rows:
        if last is None or last.submission_id != event.submission_id:
            last = None
        if not fits(event, last) and broken_of != event.submission_id:
            broken_of = event.submission_id
            yield receipt or str(event.submission_id), event.number
        last = event


def fits(event: Event, last: Event | None) -> bool:
    """Tell whether an event follows the one before it and holds what was sealed."""
    expected = (last.number + 1, last.hash) if last else (1, "")
    return (event.number, event.previous_hash) == expected and event.hash == event.compute_hash()
