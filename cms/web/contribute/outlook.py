"""What happens next with a piece, by whom and by when, in words that stay true when we are late."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask_babel import gettext as _

from cms.models import State, Submission
from cms.web.language import day, moment


def what_next(submission: Submission, now: datetime) -> str:
    """Say what happens next, by whom and by when."""
    say = _NEXT.get(submission.state)
    return say(submission, _late(submission, now)) if say else ""


def coming(submission: Submission) -> list[tuple[str, str]]:
    """Return (what, how) of the steps still ahead, the nearest first."""
    # What four eyes promise, and no more: the approver need not be the second to read it.
    promise = _(
        "Whoever accepts a text may be neither its author nor the editor who changed it last;"
        " exceptions need a reason on record."
    )
    decision = (_("The editors decide"), promise)
    day_of = submission.planned_for or submission.release_at
    printed = _("Planned for %(day)s.", day=day(day_of)) if day_of else ""
    publication = (_("Publication"), printed)
    ahead: Mapping[State, list[tuple[str, str]]] = {
        State.SUBMITTED: [(_("An editor takes it up"), ""), decision, publication],
        State.IN_REVIEW: [decision, publication],
        State.CHANGES_REQUESTED: [(_("You answer"), ""), decision, publication],
        State.APPROVED: [publication],
        State.SCHEDULED: [publication],
    }
    return ahead.get(submission.state, [])


def _late(submission: Submission, now: datetime) -> bool:
    return submission.due_at is not None and submission.due_at < now


def _due(submission: Submission) -> str:
    return day(submission.due_at) if submission.due_at else ""


def _submitted(submission: Submission, late: bool) -> str:
    if late:
        return _overdue(submission)
    return str(_("An editor reads it and answers by %(due)s.", due=_due(submission)))


def _in_review(submission: Submission, late: bool) -> str:
    if late:
        return _overdue(submission)
    editor = submission.assignee.name if submission.assignee else _("An editor")
    return str(
        _("%(editor)s is reading it and answers by %(due)s.", editor=editor, due=_due(submission))
    )


def _overdue(submission: Submission) -> str:
    return str(
        _(
            "You should have had an answer by %(due)s. We are late; your piece is not forgotten:"
            " the editors see it marked as overdue.",
            due=_due(submission),
        )
    )


def _changes_requested(submission: Submission, late: bool) -> str:
    if late:
        return str(
            _(
                "We had asked for your answer by %(due)s. You can still send it.",
                due=_due(submission),
            )
        )
    return str(
        _("Please answer by %(due)s; it goes back to the same editor.", due=_due(submission))
    )


def _scheduled(submission: Submission, _is_late: bool) -> str:
    when = moment(submission.release_at) if submission.release_at else ""
    return str(_("It appears on %(when)s.", when=when))


def _released(submission: Submission, _is_late: bool) -> str:
    return str(_("Readers find it on the site and in the feeds.")) if submission.article else ""


_NEXT: Mapping[State, Callable[[Submission, bool], str]] = {
    State.DRAFT: lambda _one, _late: str(_("The editors see it once you have sent it.")),
    State.SUBMITTED: _submitted,
    State.IN_REVIEW: _in_review,
    State.CHANGES_REQUESTED: _changes_requested,
    State.APPROVED: lambda _one, _late: str(_("The desk chooses the day of publication.")),
    State.SCHEDULED: _scheduled,
    State.RELEASED: _released,
    State.DECLINED: lambda _one, _late: str(_("Another piece is welcome.")),
    State.WITHDRAWN: lambda _one, _late: str(_("Nothing more happens with it.")),
}
