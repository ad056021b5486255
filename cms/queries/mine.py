"""A contributor's own pieces."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cms.extensions import db
from cms.models import Submission

MOST = 200


def mine(person_id: int) -> list[Submission]:
    """Return the person's newest pieces, the last changed first."""
    wanted = select(Submission).where(Submission.submitter_id == person_id)
    loaded = (Submission.current, Submission.assignee, Submission.article)
    newest = wanted.order_by(Submission.updated_at.desc(), Submission.id.desc()).limit(MOST)
    return list(db.session.scalars(newest.options(*[joinedload(each) for each in loaded])))
