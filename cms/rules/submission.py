"""The Submission machine: one row for each step answers for state and person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cms.errors import N_, CmsError, NotAllowed, NotFound, StaleVersion, WrongState
from cms.models import State
from cms.rules import guards, policies
from cms.rules.actor import Actor
from cms.rules.asks import check_asks
from cms.rules.facts import Ask, Facts
from cms.rules.guards import Guard
from cms.rules.policies import Policy


class Step(StrEnum):
    """What can be done to a submission."""

    SUBMIT = "submit"
    MARK_SPAM = "mark_spam"
    ADMIT = "admit"
    CLAIM = "claim"
    ASSIGN = "assign"
    VOUCH = "vouch"
    EDIT = "edit"
    CLASSIFY = "classify"
    REQUEST_CHANGES = "request_changes"
    RESUBMIT = "resubmit"
    RECOMMEND = "recommend"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    RELEASE = "release"
    UNSCHEDULE = "unschedule"
    DECLINE = "decline"
    ASK_WITHDRAWAL = "ask_withdrawal"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    TAKE_OVER = "take_over"


DRAFT, SUBMITTED, IN_REVIEW = State.DRAFT, State.SUBMITTED, State.IN_REVIEW
CHANGES_REQUESTED, APPROVED, SCHEDULED = State.CHANGES_REQUESTED, State.APPROVED, State.SCHEDULED
UNRELEASED = (DRAFT, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, APPROVED, SCHEDULED)
OPEN = (SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, APPROVED, SCHEDULED)


@dataclass(frozen=True)
class Transition:
    """From which states to which, who may, what the form must bring, what else must hold."""

    moves: Mapping[State, State]
    who: Policy
    asks: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()


def _all_to(target: State, *sources: State) -> dict[State, State]:
    return dict.fromkeys(sources, target)


def _stay(*states: State) -> dict[State, State]:
    return {state: state for state in states}


_TAKING = {SUBMITTED: IN_REVIEW} | _stay(IN_REVIEW, APPROVED, SCHEDULED)
_SOUND = (guards.verified, guards.comments_resolved, guards.checklist_done)

TRANSITIONS: Mapping[Step, Transition] = {
    Step.SUBMIT: Transition({DRAFT: SUBMITTED}, policies.sender, guards=(guards.declared,)),
    Step.MARK_SPAM: Transition({SUBMITTED: State.SPAM}, policies.editor),
    Step.ADMIT: Transition(_stay(SUBMITTED), policies.editor, guards=(guards.set_aside,)),
    Step.CLAIM: Transition(_TAKING, policies.editor, guards=(guards.not_anothers, guards.in_queue)),
    Step.ASSIGN: Transition(
        _TAKING, policies.chief, asks=("assignee_id",), guards=(guards.in_queue,)
    ),
    Step.VOUCH: Transition(
        _stay(*OPEN), policies.editor, guards=(guards.not_vouched, guards.in_queue)
    ),
    Step.EDIT: Transition(
        _stay(DRAFT, CHANGES_REQUESTED, IN_REVIEW),
        lambda facts, actor: (
            policies.editor(facts, actor)
            if facts.state is IN_REVIEW
            else policies.owner(facts, actor)
        ),
        asks=("text",),
    ),
    Step.CLASSIFY: Transition(
        _stay(IN_REVIEW), policies.editor, asks=("place",), guards=(guards.no_laxer_section,)
    ),
    Step.REQUEST_CHANGES: Transition(
        _all_to(CHANGES_REQUESTED, SUBMITTED, IN_REVIEW, APPROVED),
        policies.handler,
        asks=("points", "due_at"),
        guards=(guards.in_queue,),
    ),
    Step.RESUBMIT: Transition(
        {CHANGES_REQUESTED: IN_REVIEW}, policies.owner, asks=("text", "answers")
    ),
    Step.RECOMMEND: Transition(_stay(IN_REVIEW), policies.reviewer, asks=("code",)),
    Step.APPROVE: Transition(
        {IN_REVIEW: APPROVED},
        policies.editor,
        guards=(guards.four_eyes, guards.not_yet_said, *_SOUND),
    ),
    Step.SCHEDULE: Transition(
        {APPROVED: SCHEDULED},
        policies.editor,
        asks=("release_at",),
        guards=(guards.approved_enough, *_SOUND),
    ),
    Step.RELEASE: Transition(
        _all_to(State.RELEASED, APPROVED, SCHEDULED),
        policies.editor_or_worker,
        guards=(guards.due, guards.still_pinned, guards.approved_enough, *_SOUND),
    ),
    Step.UNSCHEDULE: Transition({SCHEDULED: APPROVED}, policies.editor, asks=("reason",)),
    Step.DECLINE: Transition(
        _all_to(State.DECLINED, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, APPROVED),
        policies.handler,
        asks=("code",),
        guards=(guards.in_queue,),
    ),
    Step.ASK_WITHDRAWAL: Transition(
        _stay(IN_REVIEW, CHANGES_REQUESTED, APPROVED, SCHEDULED),
        policies.owner_once_claimed,
        asks=("reason",),
        guards=(guards.not_asked_back,),
    ),
    Step.WITHDRAW: Transition(
        _all_to(State.WITHDRAWN, *UNRELEASED),
        policies.owner_until_claimed_or_handler,
        asks=("reason",),
    ),
    Step.REOPEN: Transition(
        _all_to(SUBMITTED, State.DECLINED, State.WITHDRAWN, State.SPAM),
        policies.chief,
        asks=("reason",),
    ),
    Step.SEND_BACK: Transition(
        _all_to(IN_REVIEW, APPROVED, SCHEDULED), policies.chief_or_worker, asks=("reason",)
    ),
    Step.CONFIRM: Transition(_stay(*OPEN), policies.addressee),
    Step.TAKE_OVER: Transition(_stay(*State), policies.addressee, guards=(guards.nobodys,)),
}

# After these an earlier approval says nothing about the piece any more.
VOIDING = frozenset({Step.SEND_BACK, Step.REOPEN, Step.REQUEST_CHANGES, Step.RESUBMIT, Step.EDIT})


def check(step: Step, facts: Facts, actor: Actor, ask: Ask, now: datetime) -> State:
    """Return the state that `step` leads to.

    Raises:
        NotFound: this person may not know of the piece.
        NotAllowed: the step is not this person's.
        StaleVersion: someone saved since the asker read.
        WrongState: the step does not start here.
        Invalid: the form lacks something; errors by field.
        GuardFailed: another condition is not met.
    """
    if not policies.may_see(facts, actor):
        raise NotFound
    row = TRANSITIONS[step]
    if facts.state in row.moves and not row.who(facts, actor):
        raise NotAllowed(N_("This decision is not yours to take."))
    if ask.version != facts.version and not policies.worker(facts, actor):
        raise StaleVersion(read=ask.version or 0, current=facts.version)
    if facts.state not in row.moves:
        raise WrongState(N_("This can't be done from where the piece stands now."))
    check_asks(row.asks, facts, ask, now)
    refusal = first_refusal(step, facts, actor, ask, now)
    if refusal:
        raise refusal
    return target(step, facts)


def target(step: Step, facts: Facts) -> State:
    """Return where `step` leads; an approval that is not the last voice moves nothing."""
    if step is Step.APPROVE and len(facts.approvals) + 1 < facts.approvals_required:
        return facts.state
    return TRANSITIONS[step].moves[facts.state]


def first_refusal(
    step: Step, facts: Facts, actor: Actor, ask: Ask, now: datetime
) -> CmsError | None:
    """Return the first guard's refusal, None when every condition is met."""
    for guard in TRANSITIONS[step].guards:
        refusal = guard(facts, actor, ask, now)
        if refusal:
            return refusal
    return None


def available(facts: Facts, actor: Actor) -> list[Step]:
    """List the steps that state and person permit now, in the table's order."""
    if not policies.may_see(facts, actor):
        return []
    return [
        step
        for step, row in TRANSITIONS.items()
        if facts.state in row.moves and row.who(facts, actor)
    ]
