"""Taking a new piece in: what the form or the mail brought becomes a submission."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from cms.actions.links import give_link
from cms.actions.revisions import add_revision
from cms.actions.steps import step
from cms.actions.tags import tags_named
from cms.extensions import db
from cms.models import Kind, Language, Sender, Source, State, Submission
from cms.queries import submissions
from cms.rules.actor import Actor, ActorKind, guest
from cms.rules.facts import Ask, Text
from cms.rules.submission import Step


@dataclass(frozen=True)
class NewPiece:
    """What a sender gives; `form_key` is the same when the same form arrives twice.

    `declarations` is a list of {"id", "text", "answer"};
    `name` and `email` are a guest's, empty for someone with an account; `quarantined_for` says why
    the spam checks set the piece aside, empty when they don't. `copy_of_id` is the piece whose text
    this one began with.
    """

    form_key: str
    text: Text
    section_id: int
    kind: Kind
    language: Language
    name: str = ""
    email: str = ""
    locale: str = ""
    tags: tuple[str, ...] = ()
    call_id: int | None = None
    copy_of_id: int | None = None
    source: Source = Source.FORM
    declarations: list[dict[str, Any]] = field(default_factory=list)
    quarantined_for: str = ""


def submit(piece: NewPiece, *, by: Actor, now: datetime) -> Submission:
    """Take a piece in and submit it; the same form sent again returns what it made before."""
    made = begin(piece, by=by, now=now)
    if made.state is State.DRAFT:
        sender = by if by.kind is not ActorKind.GUEST else guest(made.id)
        step(made.id, Step.SUBMIT, by=sender, ask=Ask(version=made.version), now=now)
    return made


def begin(piece: NewPiece, *, by: Actor, now: datetime) -> Submission:
    """Take a piece in as a draft; the same form sent again returns what it made before."""
    known = submissions.by_form_key(piece.form_key)
    if known is not None:
        return known
    try:
        with db.session.begin_nested():
            return _make(piece, by, now)
    except IntegrityError:
        # The same form in two requests at once: the other one was faster.
        known = submissions.by_form_key(piece.form_key)
        if known is None:
            raise
        return known


def _make(piece: NewPiece, by: Actor, now: datetime) -> Submission:
    made = Submission(
        form_key=piece.form_key,
        source=piece.source,
        state=State.DRAFT,
        state_since=now,
        section_id=piece.section_id,
        call_id=piece.call_id,
        copy_of_id=piece.copy_of_id,
        kind=piece.kind,
        language=piece.language,
        submitter_id=by.person_id,
        tags=tags_named(piece.tags),
        declarations=piece.declarations,
        quarantined_for=piece.quarantined_for,
        created_at=now,
        updated_at=now,
    )
    db.session.add(made)
    give_link(made, now=now)
    db.session.flush()
    made.receipt = f"CD-{now:%Y}-{made.id:04d}"
    if piece.email:
        made.sender = Sender(name=piece.name, email=piece.email, locale=piece.locale)
    add_revision(made, piece.text, by=by, now=now)
    return made
