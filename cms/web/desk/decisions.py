"""The decisions that this person may take now, each with its form, and which must wait."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cms.rules.actor import Actor
from cms.rules.facts import Ask, Facts
from cms.rules.policies import chief
from cms.rules.submission import Step, available, first_refusal
from cms.web.context import config, urls
from cms.web.desk.forms import RETURN_WITHIN, StepForm, step_form
from cms.web.errors import translate
from cms.web.labels import STEPS

# Editing has a page of its own; the author's steps have theirs.
ELSEWHERE = frozenset(
    {Step.EDIT, Step.CLASSIFY, Step.RESUBMIT, Step.SUBMIT, Step.RECOMMEND}
    | {Step.ASK_WITHDRAWAL, Step.CONFIRM, Step.TAKE_OVER}
)
ORDER = (
    Step.ADMIT,
    Step.CLAIM,
    Step.APPROVE,
    Step.RELEASE,
    Step.SCHEDULE,
    Step.REQUEST_CHANGES,
    Step.VOUCH,
    Step.ASSIGN,
    Step.UNSCHEDULE,
    Step.SEND_BACK,
    Step.DECLINE,
    Step.WITHDRAW,
    Step.MARK_SPAM,
    Step.REOPEN,
)
LOOKS = {
    Step.DECLINE: "danger",
    Step.MARK_SPAM: "danger",
    Step.WITHDRAW: "danger",
    Step.ADMIT: "primary",
    Step.CLAIM: "primary",
    Step.APPROVE: "primary",
    Step.RELEASE: "primary",
    Step.SCHEDULE: "primary",
    Step.REQUEST_CHANGES: "primary",
    Step.VOUCH: "primary",
}
# What the desk waits for: worth a word on what is missing, while the rest just isn't there.
AWAITED = frozenset({Step.APPROVE, Step.SCHEDULE, Step.RELEASE})
PANEL = frozenset({Step.RELEASE, Step.SCHEDULE, Step.UNSCHEDULE, Step.SEND_BACK, Step.WITHDRAW})
FROM_PANEL = "panel"
HINTS: dict[Step, LazyString] = {
    Step.CLAIM: _l("You become the responsible editor and the author is told your name."),
    Step.VOUCH: _l("You know who this is. Approving no longer waits for the address."),
    Step.APPROVE: _l("Binds to exactly this text; any edit makes the approval void."),
    Step.RELEASE: _l("The piece goes to the site, the feeds and every channel at once."),
    Step.SCHEDULE: _l("The newsroom's own time. Every condition is checked again then."),
    Step.REQUEST_CHANGES: _l("The author sees the points and answers each one."),
    Step.DECLINE: _l("The author sees the reason and your words."),
    Step.WITHDRAW: _l("Only when the author asked for it."),
    Step.MARK_SPAM: _l("A chief editor can bring it back."),
    Step.ADMIT: _l("It waits in the queue from now on, like any new piece."),
}


@dataclass(frozen=True)
class Decision:
    """One decision as the review page offers it."""

    step: str
    label: str
    hint: str
    form: StepForm
    kind: str
    action: str


def decisions(
    facts: Facts, actor: Actor, now: datetime, refused: tuple[Step, StepForm] | None = None
) -> list[Decision]:
    """Return what may be decided now; `refused` puts a form that came back in its place."""
    came_back = dict([refused] if refused else [])
    return [
        _decision(step, facts, came_back.get(step) or fresh_form(step, facts, actor, now))
        for step in _open_to(facts, actor)
        # A form that came back says itself why, beside what was typed.
        if step in came_back or not _blocked(step, facts, actor, now)
    ]


def waiting(
    facts: Facts, actor: Actor, now: datetime, refused: tuple[Step, StepForm] | None = None
) -> list[tuple[str, str]]:
    """Return (decisions, reason) for what this person could decide but for a condition."""
    found: dict[str, list[str]] = {}
    for step in _open_to(facts, actor):
        why = _blocked(step, facts, actor, now)
        if why and step in AWAITED and not (refused and refused[0] is step):
            found.setdefault(why, []).append(str(STEPS[step]))
    return [(str(_(", ")).join(labels), why) for why, labels in found.items()]


def panel_decisions(facts: Facts, actor: Actor, now: datetime) -> list[Decision]:
    """Return the decisions about when a piece goes out, which lead back to the panel."""
    found = [one for one in decisions(facts, actor, now) if one.step in PANEL]
    return [replace(one, action=f"{one.action}?{FROM_PANEL}=1") for one in found]


def _open_to(facts: Facts, actor: Actor) -> list[Step]:
    steps = [step for step in available(facts, actor) if step not in ELSEWHERE]
    return sorted(steps, key=ORDER.index)


def _decision(step: Step, facts: Facts, form: StepForm) -> Decision:
    return Decision(
        step=step.value,
        label=str(STEPS[step]),
        hint=str(HINTS.get(step, "")),
        form=form,
        kind=LOOKS.get(step, "quiet"),
        action=f"{urls().desk(facts.id)}/{step.value}",
    )


def fresh_form(step: Step, facts: Facts, actor: Actor, now: datetime) -> StepForm:
    """Return a decision's form, filled with what is usual."""
    form = step_form(step, facts, actor)(formdata=None, version=facts.version, prefix=step.value)
    if "due_at" in form:
        form["due_at"].data = (now + RETURN_WITHIN).astimezone(config().zone).date()
    if "release_at" in form:
        local = (now + timedelta(days=1)).astimezone(config().zone)
        form["release_at"].data = local.replace(
            hour=8, minute=0, second=0, microsecond=0, tzinfo=None
        )
    return form


def _blocked(step: Step, facts: Facts, actor: Actor, now: datetime) -> str:
    # What the form itself can still bring (ticks, a chief's override) does not block it.
    everything = frozenset(item["id"] for item in facts.checklist)
    hopeful = Ask(ticked=everything, override=chief(facts, actor), reason="…")
    refusal = first_refusal(step, facts, actor, hopeful, now)
    return translate(refusal) if refusal else ""
