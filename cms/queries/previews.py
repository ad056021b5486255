"""A piece that is not public yet, as the item that it will be."""

from collections.abc import Sequence
from datetime import datetime

from cms.item import Credit, Image, Item, Topic, tag_uri
from cms.models import Revision, Submission
from cms.queries.items import section_name
from cms.text.absolute import absolute
from cms.text.slug import slug
from cms.urls import Urls

UNNAMED = "preview"
"""Stands for the public id, which a piece gets when it is released."""


def to_release(submission: Submission) -> Revision:
    """Return the revision that a release makes public: the pinned one, else the current."""
    number = submission.pinned_number or submission.revision_number
    return next(one for one in submission.revisions if one.number == number)


def preview(
    submission: Submission,
    text: tuple[str, Sequence[Image]],
    urls: Urls,
    locale: str,
    now: datetime,
) -> Item:
    """Return what a release would publish; `text` is its HTML with its pictures set in, and those.

    It is dated by the schedule, else by `now`; `locale` chooses the section's name.
    """
    revision, (html, images) = to_release(submission), text
    day = submission.release_at or now
    return Item(
        public_id=UNNAMED,
        url=urls.article(UNNAMED, slug(revision.title)),
        title=revision.title,
        dek=revision.dek,
        html=absolute(html, urls.base),
        language=submission.language,
        kind=submission.kind,
        section=Topic(submission.section.slug, section_name(submission.section, locale)),
        tags=tuple(Topic(tag.slug, tag.name) for tag in submission.tags),
        authors=tuple(_credit(one) for one in revision.bylines),
        responsible_editor=submission.assignee.name if submission.assignee else "",
        published_at=day,
        updated_at=day,
        tag_uri=tag_uri(urls.host, day, UNNAMED),
        images=tuple(images),
    )


def _credit(byline: dict[str, str]) -> Credit:
    return Credit(byline["name"], slug(byline["name"]), byline["affiliation"])
