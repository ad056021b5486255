"""Conditions of a step beyond state and person; each answers with the refusal or None."""

from collections.abc import Callable
from datetime import datetime

from cms.errors import N_, CmsError, GuardFailed
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Ask, Facts
from cms.rules.policies import chief
from cms.text.address import same_address
from cms.text.names import names_alike

Guard = Callable[[Facts, Actor, Ask, datetime], CmsError | None]


def shares_in_text(facts: Facts, actor: Actor) -> bool:
    """Tell whether this person sent, wrote or last edited the text."""
    ids = {facts.submitter_id, facts.last_editor_id} - {None}
    own_address = same_address(actor.email, facts.sender_email)
    own_names = [name for name in (actor.name, actor.byline) if name]
    credited = any(names_alike(name, own) for name in facts.byline_names for own in own_names)
    return actor.person_id in ids or own_address or credited


def four_eyes(facts: Facts, actor: Actor, ask: Ask, _now: datetime) -> CmsError | None:
    """Nobody approves a text of their own; a chief may, with a reason that is kept."""
    if not shares_in_text(facts, actor):
        return None
    if chief(facts, actor) and ask.override and ask.reason.strip():
        return None
    return GuardFailed(
        N_("You sent, wrote or last edited this text, so another editor has to approve it.")
    )


def not_yet_said(facts: Facts, actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """One person has one voice for one text."""
    if actor.person_id in facts.approvals:
        return GuardFailed(N_("You have approved this text already; another voice is needed."))
    return None


def verified(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """The sender's address is confirmed, or an editor vouched."""
    if facts.verified:
        return None
    return GuardFailed(N_("The sender's address is not confirmed yet, and no editor has vouched."))


def declared(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """Every declaration was answered, or is marked as not asked."""
    return None if facts.declared else GuardFailed(N_("Please answer every declaration."))


def comments_resolved(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """No blocking comment is open."""
    if not facts.blocking_comments:
        return None
    return GuardFailed(
        N_("%(count)d blocking comments are still open."), count=facts.blocking_comments
    )


def checklist_done(facts: Facts, _actor: Actor, ask: Ask, _now: datetime) -> CmsError | None:
    """Every required item is ticked, now or by those who approved this very text."""
    ticked = facts.ticked | ask.ticked
    if all(item["id"] in ticked for item in facts.checklist if item.get("required")):
        return None
    return GuardFailed(N_("Required items of the checklist are not ticked yet."))


def approved_enough(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """The text as it stands has the voices that its section asks for."""
    if len(facts.approvals) >= facts.approvals_required:
        return None
    return GuardFailed(N_("The text as it stands is not approved."))


def still_pinned(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """What was scheduled is what stands."""
    return None if facts.pinned else GuardFailed(N_("The text changed after it was scheduled."))


def due(facts: Facts, actor: Actor, _ask: Ask, now: datetime) -> CmsError | None:
    """The worker releases nothing before its time."""
    if actor.kind is not ActorKind.WORKER:
        return None
    if facts.release_at is not None and facts.release_at <= now:
        return None
    return GuardFailed(N_("Its time has not come yet."))


def not_anothers(facts: Facts, actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """A piece is claimed from nobody; a chief assigns."""
    if facts.assignee_id is None:
        return None
    if facts.assignee_id == actor.person_id:
        return GuardFailed(N_("You are responsible for this piece already."))
    return GuardFailed(N_("Somebody is responsible already; a chief editor can hand it over."))


def no_laxer_section(facts: Facts, actor: Actor, ask: Ask, _now: datetime) -> CmsError | None:
    """Only a chief moves a piece to where fewer voices are enough."""
    wanted = facts.approvals_elsewhere.get(ask.place.section_id) if ask.place else None
    if wanted is None or wanted >= facts.approvals_required or chief(facts, actor):
        return None
    return GuardFailed(
        N_("Fewer editors approve there; a chief editor can move the piece to that section.")
    )


def nobodys(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """The piece belongs to no account yet."""
    if facts.submitter_id is None:
        return None
    return GuardFailed(N_("The piece belongs to an account already."))


def not_asked_back(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """The author asks once; the request stands until the piece moves on."""
    if not facts.asked_back:
        return None
    return GuardFailed(N_("You have asked for this already; the editors see it."))


def not_vouched(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """There is something to vouch for."""
    return GuardFailed(N_("The sender is confirmed already.")) if facts.verified else None


def set_aside(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """Only what the spam checks set aside can be taken into the queue."""
    if facts.set_aside:
        return None
    return GuardFailed(N_("The piece is in the queue already."))


def in_queue(facts: Facts, _actor: Actor, _ask: Ask, _now: datetime) -> CmsError | None:
    """What was set aside waits for someone to say that it is no spam."""
    if not facts.set_aside:
        return None
    return GuardFailed(
        N_("The piece is set aside. Take it into the queue or mark it as spam first.")
    )
