"""What a release does: the article points to the revision, every matching channel gets its row."""

from datetime import datetime

from sqlalchemy import select

from cms.actions.search import index
from cms.extensions import db
from cms.models import (
    Article,
    ArticleState,
    Byline,
    Channel,
    Delivery,
    DeliveryState,
    Revision,
    Submission,
)
from cms.rules.channel import takes
from cms.text.secret import new_public_id
from cms.text.slug import slug


def release(submission: Submission, *, now: datetime) -> Article:
    """Make the pinned (else the current) revision what the public sees.

    Writes the article, its bylines and search row, and one delivery for each matching channel.
    """
    revision = _released_revision(submission)
    article = submission.article or _new_article(submission, revision, now)
    article.updated_at = now
    article.revision = revision
    article.state = ArticleState.LIVE
    article.editor_id = submission.assignee_id
    article.tags = list(submission.tags)
    article.bylines = _bylines(revision)
    db.session.flush()
    submission.article = article
    index(article)
    _deliver(article, now)
    return article


def _released_revision(submission: Submission) -> Revision:
    number = submission.pinned_number or submission.revision_number
    return next(one for one in submission.revisions if one.number == number)


def _new_article(submission: Submission, revision: Revision, now: datetime) -> Article:
    made = Article(
        public_id=new_public_id(),
        slug=slug(revision.title),
        section_id=submission.section_id,
        kind=submission.kind,
        language=submission.language,
        published_at=now,
    )
    db.session.add(made)
    return made


def _bylines(revision: Revision) -> list[Byline]:
    return [
        Byline(
            position=position,
            name=one["name"],
            slug=slug(one["name"]),
            affiliation=one["affiliation"],
        )
        for position, one in enumerate(revision.bylines)
    ]


def _deliver(article: Article, now: datetime) -> None:
    piece = {
        "section": article.section.slug,
        "language": article.language.value,
        "kind": article.kind.value,
    }
    channels = db.session.scalars(select(Channel).where(Channel.active).order_by(Channel.id))
    for channel in channels:
        if takes(channel.filters, **piece):
            db.session.add(
                Delivery(
                    article_id=article.id,
                    revision_id=article.revision_id,
                    channel_id=channel.id,
                    action="publish",
                    state=DeliveryState.PENDING,
                    key=f"{article.public_id}:{article.revision_id}:{channel.id}:publish",
                    payload=_payload(article) | piece,
                    due_at=now,
                    created_at=now,
                    updated_at=now,
                )
            )


def _payload(article: Article) -> dict[str, object]:
    revision = article.revision
    return {
        "public_id": article.public_id,
        "slug": article.slug,
        "title": revision.title,
        "dek": revision.dek,
        "html": revision.html,
        "bylines": revision.bylines,
        "published_at": article.published_at.isoformat(),
        "updated_at": article.updated_at.isoformat(),
    }
