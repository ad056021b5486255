"""Whether texts are still what was sealed, and the public's text is one that was released."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from cms.errors import BadText
from cms.extensions import db
from cms.models import Article, Event, Revision, Submission
from cms.models.revision import seal
from cms.rules.submission import Step
from cms.text.clean import POLICY_VERSION
from cms.text.rendering import render


def altered_texts() -> Iterator[tuple[str, int]]:
    """Yield (receipt, revision number) of every text that is not what was saved or cleaned."""
    wanted = select(Revision, Submission.receipt).join(Submission)
    rows = db.session.execute(wanted.order_by(Revision.id)).yield_per(200)
    for revision, receipt in rows:
        if not is_sealed(revision):
            yield receipt or str(revision.submission_id), revision.number


def is_sealed(revision: Revision) -> bool:
    """Tell whether source and clean HTML fit the seal; an older policy's HTML is not judged."""
    source = (revision.title, revision.dek, revision.body, revision.format)
    if seal(*source, revision.bylines, revision.images) != revision.source_hash:
        return False
    if revision.policy != POLICY_VERSION:
        return True
    try:
        return render(revision.body, revision.format).html == revision.html
    except BadText:
        return False


def strayed_articles() -> Iterator[str]:
    """Yield the public id of every article whose text no recorded release put there."""
    released = exists().where(
        Event.submission_id == Revision.submission_id,
        Event.step == Step.RELEASE,
        Event.revision_hash == Revision.source_hash,
    )
    wanted = select(Article.public_id).join(Revision, Article.revision_id == Revision.id)
    yield from db.session.scalars(wanted.where(~released).order_by(Article.id))
