"""The one function that takes a submission from state to state, whoever asks."""

from dataclasses import asdict
from datetime import datetime

from cms.actions.effects import EFFECTS, nothing
from cms.actions.notices import announce
from cms.extensions import db
from cms.models import Event, State, Submission
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.rules.facts import Ask
from cms.rules.guards import shares_in_text
from cms.rules.submission import Step, check


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
    EFFECTS.get(name, nothing)(submission, by, ask, now)
    before = submission.state
    if target is not before:
        submission.state, submission.state_since = target, now
    submission.updated_at = now
    letters = announce(submission, name, by=by, ask=ask, now=now, override=override)
    mail = " ".join(one.sha256 for one in letters)
    made = record(
        submission, name, before, by=by, ask=ask, now=now, override=override, mail_hash=mail
    )
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
    mail_hash: str = "",
) -> Event:
    """Append one event, sealed to the last, with what was shown, answered and written."""
    made = Event(
        previous=submission.events[-1] if submission.events else None,
        submission_id=submission.id,
        at=now,
        step=name,
        from_state=before.value,
        to_state=submission.state.value,
        actor_kind=by.kind.value,
        actor_id=by.person_id,
        revision_hash=submission.current.source_hash,
        shown=_shown(submission, name, ask),
        override=override,
        mail_hash=mail_hash,
        **_notes(ask),
    )
    submission.events.append(made)
    return made


def _notes(ask: Ask) -> dict[str, str]:
    private = "\n".join(filter(None, (ask.reason, ask.private_note)))
    return {"code": ask.code, "public_note": ask.public_note, "private_note": private}


def _shown(submission: Submission, name: str, ask: Ask) -> dict[str, object]:
    shown: dict[str, object] = dict(ask.shown)
    if name == Step.SUBMIT:
        shown["declarations"] = submission.declarations
        if submission.quarantined_for:
            shown["set_aside"] = submission.quarantined_for
    if name == Step.APPROVE:
        shown["checklist"] = submission.section.checklist
        shown["ticked"] = sorted(ask.ticked)
    for key, said in (("points", ask.points), ("answers", ask.answers)):
        if said:
            shown[key] = list(said)
    for key, moment in (("due_at", ask.due_at), ("release_at", ask.release_at)):
        if moment is not None:
            shown[key] = moment.isoformat()
    if ask.assignee_id is not None:
        shown["assignee_id"] = ask.assignee_id
    if ask.place is not None:
        shown["place"] = asdict(ask.place)
    return shown
