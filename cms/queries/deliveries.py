"""Where a piece goes beside the site: journeys begun, and channels that wait for its release."""

from sqlalchemy import select

from cms.extensions import db
from cms.models import Article, Channel, Delivery, Submission
from cms.rules.channel import takes


def of_article(article: Article) -> list[tuple[Channel, Delivery]]:
    """Return the article's journeys, each with its channel, in the channels' order."""
    wanted = (
        select(Channel, Delivery)
        .join(Delivery, Delivery.channel_id == Channel.id)
        .where(Delivery.article_id == article.id)
        .order_by(Channel.id, Delivery.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(wanted)]


def awaiting(submission: Submission) -> list[Channel]:
    """Return the channels that get the piece when it is released."""
    piece = {
        "section": submission.section.slug,
        "language": submission.language.value,
        "kind": submission.kind.value,
    }
    active = db.session.scalars(select(Channel).where(Channel.active).order_by(Channel.id))
    return [channel for channel in active if takes(channel.filters, **piece)]
