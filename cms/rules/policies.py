"""Who may: small named predicates over the facts and the one who asks."""

from collections.abc import Callable

from cms.models import Role, State
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Outline
from cms.text.address import same_address

Policy = Callable[[Outline, Actor], bool]
CHIEFS = frozenset({Role.CHIEF, Role.ADMIN})
DESK = CHIEFS | {Role.EDITOR}


def on_desk(actor: Actor) -> bool:
    """Anyone of the desk, whatever the section."""
    return actor.kind is ActorKind.PERSON and actor.role in DESK


def administrates(actor: Actor) -> bool:
    """One who invites people, changes roles and reads the newsroom's letters."""
    return actor.kind is ActorKind.PERSON and actor.role is Role.ADMIN


def leads(actor: Actor) -> bool:
    """One who answers for what is published: a chief editor or an admin."""
    return actor.kind is ActorKind.PERSON and actor.role in CHIEFS


def owner(facts: Outline, actor: Actor) -> bool:
    """The one who sent the piece: by account, or by link while it is in nobody's account."""
    if actor.kind is ActorKind.PERSON:
        return actor.person_id is not None and actor.person_id == facts.submitter_id
    return holds_link(facts, actor) and facts.submitter_id is None


def holds_link(facts: Outline, actor: Actor) -> bool:
    """The holder of the piece's private link."""
    return actor.kind is ActorKind.GUEST and actor.submission_id == facts.id


def addressee(facts: Outline, actor: Actor) -> bool:
    """One who proved to read the mail of the address that the piece was sent with."""
    return actor.kind is ActorKind.ADDRESSEE and same_address(actor.email, facts.sender_email)


def sender(facts: Outline, actor: Actor) -> bool:
    """The owner, or mail intake in the owner's place."""
    return owner(facts, actor) or actor.kind is ActorKind.INTAKE


def chief(_facts: Outline, actor: Actor) -> bool:
    """A chief editor or an admin."""
    return leads(actor)


def editor(facts: Outline, actor: Actor) -> bool:
    """An editor of the piece's section, or a chief."""
    in_section = actor.role is Role.EDITOR and facts.section_id in actor.sections
    return chief(facts, actor) or (actor.kind is ActorKind.PERSON and in_section)


def handler(facts: Outline, actor: Actor) -> bool:
    """Any editor of the section while nobody is responsible, then the responsible one; a chief."""
    free = facts.assignee_id is None or facts.assignee_id == actor.person_id
    return chief(facts, actor) or (editor(facts, actor) and free)


def owner_until_claimed_or_handler(facts: Outline, actor: Actor) -> bool:
    """The owner while nobody is responsible; afterwards the desk, on the owner's request."""
    return owner(facts, actor) if facts.assignee_id is None else handler(facts, actor)


def owner_once_claimed(facts: Outline, actor: Actor) -> bool:
    """The owner, since somebody is responsible for the piece."""
    return owner(facts, actor) and facts.assignee_id is not None


def reviewer(facts: Outline, actor: Actor) -> bool:
    """The holder of a reviewer's link to exactly this text."""
    bound = (actor.submission_id, actor.revision_hash) == (facts.id, facts.revision_hash)
    return actor.kind is ActorKind.REVIEWER and bound


def worker(_facts: Outline, actor: Actor) -> bool:
    """The newsroom's own worker."""
    return actor.kind is ActorKind.WORKER


def editor_or_worker(facts: Outline, actor: Actor) -> bool:
    """An editor of the section, or the worker."""
    return editor(facts, actor) or worker(facts, actor)


def chief_or_worker(facts: Outline, actor: Actor) -> bool:
    """A chief editor, or the worker."""
    return chief(facts, actor) or worker(facts, actor)


def may_see(facts: Outline, actor: Actor) -> bool:
    """Who may know that the piece exists; a draft is known to its sender alone."""
    if sender(facts, actor) or worker(facts, actor):
        return True
    if holds_link(facts, actor) or addressee(facts, actor):
        return True
    desk_or_reviewer = editor(facts, actor) or reviewer(facts, actor)
    return desk_or_reviewer and facts.state is not State.DRAFT
