"""The one function that takes a submission from state to state, whoever asks."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from cms.actions.publishing import release
from cms.actions.revisions import add_revision
from cms.extensions import db
from cms.models import Event, Review, State, Submission
from cms.queries import submissions
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Ask
from cms.rules.guards import shares_in_text
from cms.rules.submission import Step, check

ANSWER_WITHIN = timedelta(days=7)
Effect = Callable[[Submission, Actor, Ask, datetime], None]


def step(submission_id: int, name: Step, *, by: Actor, ask: Ask, now: datetime) -> Event:
    """Take the step if state, person and every guard permit it, and append its event.

    Raises:
        NotFound, NotAllowed, StaleVersion, WrongState, Invalid, GuardFailed: see
            `rules.submission.check`.
        BadText: the new text can't be cleaned.
    """
    submission = submissions.lock(submission_id)
    facts = submissions.facts_of(submission)
    target = check(name, facts, by, ask, now)
    override = name is Step.APPROVE and shares_in_text(facts, by)
    EFFECTS.get(name, _nothing)(submission, by, ask, now)
    before = submission.state
    if target is not before:
        submission.state, submission.state_since = target, now
    submission.updated_at = now
    made = record(submission, name, before, by=by, ask=ask, now=now, override=override)
    db.session.flush()
    return made


def record(
    submission: Submission,
    name: str,
    before: State,
    *,
    by: Actor,
    ask: Ask,
    now: datetime,
    override: bool = False,
) -> Event:
    """Append one event, sealed to the last, with what was shown and answered."""
    submission_events = submission.events
    made = Event(
        previous=submission_events[-1] if submission_events else None,
        submission_id=submission.id,
        at=now,
        step=name,
        from_state=before.value,
        to_state=submission.state.value,
        actor_kind=by.kind.value,
        actor_id=by.person_id,
        revision_hash=submission.current.source_hash,
        code=ask.code,
        public_note=ask.public_note,
        private_note="\n".join(filter(None, (ask.reason, ask.private_note))),
        shown=_shown(submission, name, ask),
        override=override,
    )
    submission_events.append(made)
    return made


def _shown(submission: Submission, name: str, ask: Ask) -> dict[str, object]:
    shown: dict[str, object] = dict(ask.shown)
    if name == Step.SUBMIT:
        shown["declarations"] = submission.declarations
    if name == Step.APPROVE:
        shown["checklist"] = submission.section.checklist
        shown["ticked"] = sorted(ask.ticked)
    if ask.points:
        shown["points"] = list(ask.points)
    for key, moment in (("due_at", ask.due_at), ("release_at", ask.release_at)):
        if moment is not None:
            shown[key] = moment.isoformat()
    if ask.assignee_id is not None:
        shown["assignee_id"] = ask.assignee_id
    return shown


def _nothing(_submission: Submission, _by: Actor, _ask: Ask, _now: datetime) -> None:
    """Change nothing but the state."""


def _claim(submission: Submission, by: Actor, ask: Ask, now: datetime) -> None:
    submission.assignee_id = by.person_id
    submission.due_at = ask.due_at or submission.due_at or now + ANSWER_WITHIN


def _assign(submission: Submission, _by: Actor, ask: Ask, now: datetime) -> None:
    submission.assignee_id = ask.assignee_id
    submission.due_at = ask.due_at or submission.due_at or now + ANSWER_WITHIN


def _vouch(submission: Submission, by: Actor, _ask: Ask, _now: datetime) -> None:
    submission.vouched_by_id = by.person_id


def _save(submission: Submission, by: Actor, ask: Ask, now: datetime) -> None:
    if ask.text is not None:
        add_revision(submission, ask.text, by=by, now=now, answers=ask.answers)


def _ask_for_changes(submission: Submission, _by: Actor, ask: Ask, _now: datetime) -> None:
    submission.due_at = ask.due_at
    submission.token_expires_at = _at_least(submission.token_expires_at, ask.due_at)


def _at_least(expires: datetime | None, due: datetime | None) -> datetime | None:
    # The link must outlive the day by which the author is to answer.
    return max(expires, due + ANSWER_WITHIN) if expires and due else expires


def _resubmit(submission: Submission, by: Actor, ask: Ask, now: datetime) -> None:
    _save(submission, by, ask, now)
    submission.due_at = now + ANSWER_WITHIN


def _recommend(_submission: Submission, by: Actor, ask: Ask, now: datetime) -> None:
    review = db.session.get(Review, by.review_id) if by.review_id else None
    if review is not None:
        review.recommendation, review.text, review.recommended_at = ask.code, ask.reason, now


def _schedule(submission: Submission, by: Actor, ask: Ask, _now: datetime) -> None:
    _answer_for(submission, by)
    submission.release_at = ask.release_at
    submission.pinned_number = submission.revision_number


def _unpin(submission: Submission, _by: Actor, _ask: Ask, _now: datetime) -> None:
    submission.release_at, submission.pinned_number = None, None


def _reopen(submission: Submission, _by: Actor, _ask: Ask, now: datetime) -> None:
    submission.assignee_id, submission.due_at = None, now + ANSWER_WITHIN


def _submit(submission: Submission, _by: Actor, _ask: Ask, now: datetime) -> None:
    submission.due_at = now + ANSWER_WITHIN


def _release(submission: Submission, by: Actor, _ask: Ask, now: datetime) -> None:
    _answer_for(submission, by)
    release(submission, now=now)


def _answer_for(submission: Submission, by: Actor) -> None:
    # Whoever lets a piece out that is nobody's becomes its responsible editor.
    if submission.assignee_id is None and by.kind is ActorKind.PERSON:
        submission.assignee_id = by.person_id


EFFECTS: Mapping[Step, Effect] = {
    Step.SUBMIT: _submit,
    Step.CLAIM: _claim,
    Step.ASSIGN: _assign,
    Step.VOUCH: _vouch,
    Step.EDIT: _save,
    Step.REQUEST_CHANGES: _ask_for_changes,
    Step.RESUBMIT: _resubmit,
    Step.RECOMMEND: _recommend,
    Step.SCHEDULE: _schedule,
    Step.UNSCHEDULE: _unpin,
    Step.SEND_BACK: _unpin,
    Step.DECLINE: _unpin,
    Step.WITHDRAW: _unpin,
    Step.REOPEN: _reopen,
    Step.RELEASE: _release,
}
