"""Which files who may have: readers what a live article shows, the others what is their piece's."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from cms.errors import Gone, NotFound
from cms.extensions import db
from cms.item import Image
from cms.models import Article, ArticleState, Media, Rendition, Revision, Submission
from cms.queries.images import images, placed
from cms.urls import Urls

SHOWING = frozenset({ArticleState.LIVE, ArticleState.CORRECTED})
TAKEN_BACK = frozenset({ArticleState.KILLED, ArticleState.RETRACTED})


@dataclass(frozen=True)
class File:
    """One stored file: the name of its bytes, its type, and whether it is only to be saved.

    `title` is the name it came with.
    """

    name: str
    mime: str
    private: bool
    title: str


def public_file(name: str) -> File:
    """Return a rendition that a live article shows now.

    Raises:
        Gone: the article that showed it was killed or retracted.
        NotFound: no article shows it.
    """
    sha256, _dot, extension = name.partition(".")
    wanted = (
        select(Article.state, Revision.images, Media.sha256, Rendition.mime)
        .join(Media, Rendition.media_id == Media.id)
        .join(Submission, Media.submission_id == Submission.id)
        .join(Article, Submission.article_id == Article.id)
        .join(Revision, Article.revision_id == Revision.id)
        .where(Rendition.sha256 == sha256, Rendition.extension == extension, ~Media.private)
    )
    states = set()
    for state, shown, picture, mime in db.session.execute(wanted):
        if any(one["sha256"] == picture for one in shown):
            if state in SHOWING:
                return File(name, mime, private=False, title="")
            states.add(state)
    raise Gone if states & TAKEN_BACK else NotFound


def images_of(articles: Sequence[Article], urls: Urls) -> dict[int, tuple[Image, ...]]:
    """Return what each article shows readers, by the article's id; one query for all of them.

    An article that was taken back shows nothing.
    """
    showing = [one for one in articles if one.state in SHOWING and one.revision.images]
    if not showing:
        return {}
    pieces = [one.revision.submission_id for one in showing]
    wanted = select(Media).where(Media.submission_id.in_(pieces), ~Media.private)
    loaded = wanted.options(joinedload(Media.renditions)).order_by(Media.id)
    known: defaultdict[int | None, dict[str, Media]] = defaultdict(dict)
    for media in db.session.scalars(loaded).unique():
        known[media.submission_id][media.sha256] = media
    return {
        one.id: images(
            placed(one.revision),
            known[one.revision.submission_id],
            lambda _media, size: urls.media(size.sha256, size.extension),
        )
        for one in showing
    }


def file_of_piece(submission_id: int, name: str) -> File:
    """Return a file of exactly this piece, in any of its sizes; raises NotFound."""
    return _file(Media.submission_id == submission_id, name)


def file_of_upload(media_id: int, name: str) -> File:
    """Return a file of exactly this upload, in any of its sizes; raises NotFound."""
    return _file(Media.id == media_id, name)


def _file(whose: ColumnElement[bool], name: str) -> File:
    sha256, _dot, extension = name.partition(".")
    titled = (Media.private, Media.original_name)
    own = select(Media.mime, *titled).where(
        whose, Media.sha256 == sha256, Media.extension == extension
    )
    sizes = (
        select(Rendition.mime, *titled)
        .join(Media)
        .where(whose, Rendition.sha256 == sha256, Rendition.extension == extension)
    )
    found = db.session.execute(own).first() or db.session.execute(sizes).first()
    if found is None:
        raise NotFound
    return File(name, *found)
