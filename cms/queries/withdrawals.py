"""Authors who ask the editors to withdraw a piece, and whether the request still stands."""

from collections.abc import Iterable

from sqlalchemy import select

from cms.extensions import db
from cms.models import Event, Submission
from cms.rules.submission import OPEN, Step

# The request falls when the author works on, and when the piece is withdrawn or begins anew; any
# other decision ends it too, since it leaves no open piece.
_FALLS = frozenset({Step.RESUBMIT, Step.WITHDRAW, Step.REOPEN})
_MATTERS = _FALLS | {Step.ASK_WITHDRAWAL}


def asked_back(submission: Submission) -> Event | None:
    """Return the author's standing request to withdraw the piece, None when there is none."""
    if submission.state not in OPEN:
        return None
    matters = [one for one in submission.events if one.step in _MATTERS]
    return matters[-1] if matters and matters[-1].step == Step.ASK_WITHDRAWAL else None


def asking_back(submission_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these pieces their authors want back."""
    wanted = (
        select(Event.submission_id, Event.step)
        .join(Event.submission)
        .where(Submission.id.in_(list(submission_ids)), Submission.state.in_(OPEN))
        .where(Event.step.in_(_MATTERS))
    )
    rows = db.session.execute(wanted.order_by(Event.number))
    last = {row.submission_id: row.step for row in rows}
    return frozenset(each for each, step in last.items() if step == Step.ASK_WITHDRAWAL)
