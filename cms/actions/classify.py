"""Where a piece belongs: section, kind, language and tags, none of which an approval binds."""

from collections.abc import Iterable

from cms.actions.tags import tags_named
from cms.errors import N_, NotAllowed
from cms.extensions import db
from cms.models import Kind, Language, State
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.rules.policies import editor


def classify(
    submission_id: int,
    *,
    section_id: int,
    kind: Kind,
    language: Language,
    tags: Iterable[str],
    by: Actor,
) -> None:
    """Put a piece in review where it belongs.

    Raises:
        NotFound: there is no such piece.
        NotAllowed: the piece is not in review, or the person is no editor of its section.
    """
    submission = submissions.lock(submission_id)
    facts = submissions.facts_of(submission)
    if submission.state is not State.IN_REVIEW or not editor(facts, by):
        raise NotAllowed(N_("This decision is not yours to take."))
    submission.section_id = section_id
    submission.kind, submission.language = kind, language
    submission.tags = tags_named(tags)
    db.session.flush()
