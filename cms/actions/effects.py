"""What each step changes beside the state."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from cms.actions.publishing import release
from cms.actions.revisions import add_revision
from cms.actions.tags import tags_named
from cms.errors import N_, CmsError, Invalid
from cms.extensions import db
from cms.models import Review, Section, Submission
from cms.queries import submissions
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Ask
from cms.rules.submission import Step

ANSWER_WITHIN = timedelta(days=7)
Effect = Callable[[Submission, Actor, Ask, datetime], None]


def nothing(_submission: Submission, _by: Actor, _ask: Ask, _now: datetime) -> None:
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


def _classify(submission: Submission, _by: Actor, ask: Ask, _now: datetime) -> None:
    if ask.place is None:
        return
    if db.session.get(Section, ask.place.section_id) is None:
        raise Invalid({"section": CmsError(N_("There is no such section."))})
    submission.section_id = ask.place.section_id
    submission.kind, submission.language = ask.place.kind, ask.place.language
    submission.tags = tags_named(ask.place.tags)
    db.session.flush()
    db.session.expire(submission, ["section"])
    able = {person.id for person in submissions.assignees(submission.section_id)}
    if submission.assignee_id not in able:
        # The new section's editors can't see to a piece that somebody else's editor holds.
        submission.assignee_id = None


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
    submission.quarantined_for = ""


def _admit(submission: Submission, _by: Actor, _ask: Ask, now: datetime) -> None:
    submission.quarantined_for, submission.due_at = "", now + ANSWER_WITHIN


def _confirm(submission: Submission, _by: Actor, _ask: Ask, now: datetime) -> None:
    if submission.sender is not None and submission.sender.confirmed_at is None:
        submission.sender.confirmed_at = now


def _take_over(submission: Submission, by: Actor, ask: Ask, now: datetime) -> None:
    submission.submitter_id = by.person_id
    # An account's confirmed address proves what the letter to the sender would have proved.
    _confirm(submission, by, ask, now)


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
    Step.ADMIT: _admit,
    Step.CLAIM: _claim,
    Step.ASSIGN: _assign,
    Step.VOUCH: _vouch,
    Step.EDIT: _save,
    Step.CLASSIFY: _classify,
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
    Step.CONFIRM: _confirm,
    Step.TAKE_OVER: _take_over,
}
