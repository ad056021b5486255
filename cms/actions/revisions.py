"""Saving a text: every save is a new revision, none is ever changed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from cms.extensions import db
from cms.models import Revision, State, Submission
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Text


def add_revision(
    submission: Submission,
    text: Text,
    *,
    by: Actor,
    now: datetime,
    answers: Sequence[str] = (),
) -> Revision:
    """Append a revision and make it the current one.

    Raises:
        BadText: the body can't be cleaned.
    """
    by_editor = by.kind is ActorKind.PERSON and submission.state is State.IN_REVIEW
    made = Revision(
        submission_id=submission.id,
        number=submission.revision_number + 1,
        **_source(text),
        author_id=by.person_id,
        by_editor=by_editor,
        answers=list(answers),
        created_at=now,
    )
    submission.revisions.append(made)
    submission.revision_number = made.number
    db.session.flush()
    db.session.expire(submission, ["current"])
    return made


def _source(text: Text) -> dict[str, Any]:
    bylines = [{"name": name, "affiliation": place} for name, place in text.bylines]
    source = {"title": text.title, "dek": text.dek, "body": text.body, "format": text.format}
    return source | {"bylines": bylines, "images": [asdict(one) for one in text.images]}
