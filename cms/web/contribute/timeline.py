"""What happened to a piece, as its owner may read it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cms.models import Event, Submission
from cms.rules.actor import ActorKind
from cms.rules.submission import Step
from cms.web.labels import DONE
from cms.web.rounds import answers_in, rounds_of

# What the desk does among itself is not the author's to read.
OPEN_STEPS = frozenset(
    {Step.SUBMIT, Step.CLAIM, Step.REQUEST_CHANGES, Step.RESUBMIT, Step.APPROVE, Step.SCHEDULE}
    | {Step.RELEASE, Step.DECLINE, Step.WITHDRAW, Step.REOPEN, Step.UNSCHEDULE, Step.SEND_BACK}
    | {Step.CONFIRM, Step.TAKE_OVER, Step.ASK_WITHDRAWAL}
)
OWNERS = frozenset({Step.SUBMIT, Step.RESUBMIT, Step.CONFIRM, Step.TAKE_OVER, Step.ASK_WITHDRAWAL})


@dataclass(frozen=True)
class ShownEvent:
    """A step as its owner reads it; `answers` are the (point, answer) pairs that it brought."""

    at: datetime
    label: str
    note: str
    answers: list[tuple[str, str]]


def timeline(submission: Submission) -> list[ShownEvent]:
    """Return the steps that concern the owner, the first one first."""
    answers = answers_in(rounds_of(submission))
    return [
        _shown(one, answers.get(one.number, []))
        for one in submission.events
        if one.step in OPEN_STEPS
    ]


def _shown(event: Event, answers: list[tuple[str, str]]) -> ShownEvent:
    label = _("%(who)s %(done)s", who=side_of(event), done=DONE[event.step])
    return ShownEvent(event.at, label, event.public_note, answers)


def side_of(event: Event) -> str:
    """Name who took a step, as its owner reads it: the desk's people stay among themselves."""
    return str(_("You") if by_owner(event) else _("The editors"))


def by_owner(event: Event) -> bool:
    """Tell whether the owner took a step, not the desk."""
    # The desk can withdraw a piece for its author; every other step belongs to one side.
    if event.step != Step.WITHDRAW:
        return event.step in OWNERS
    owned = event.actor_id is not None and event.actor_id == event.submission.submitter_id
    return owned or event.actor_kind == ActorKind.GUEST
