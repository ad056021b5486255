"""Which uploads who may see: readers what a live article shows, the others what is their piece's."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from cms.errors import Gone, NotFound
from cms.extensions import db
from cms.item import Image, Size
from cms.models import Article, ArticleState, Media, Rendition, Revision, Submission
from cms.urls import Urls

SHOWING = frozenset({ArticleState.LIVE, ArticleState.CORRECTED})
TAKEN_BACK = frozenset({ArticleState.KILLED, ArticleState.RETRACTED})
JPEG = "image/jpeg"


def public_mime(sha256: str, extension: str) -> str:
    """Return the type of a rendition that a live article shows now.

    Raises:
        Gone: the article that showed it was killed or retracted.
        NotFound: no article shows it.
    """
    states = set()
    wanted = (
        select(Article.state, Revision.images, Media.sha256, Rendition.mime)
        .join(Media, Rendition.media_id == Media.id)
        .join(Submission, Media.submission_id == Submission.id)
        .join(Article, Submission.article_id == Article.id)
        .join(Revision, Article.revision_id == Revision.id)
        .where(Rendition.sha256 == sha256, Rendition.extension == extension, ~Media.private)
    )
    for state, images, picture, mime in db.session.execute(wanted):
        if any(one["sha256"] == picture for one in images):
            if state in SHOWING:
                return str(mime)
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
    known = {(one.submission_id, one.sha256): one for one in db.session.scalars(loaded).unique()}
    return {one.id: tuple(_images(one.revision, known, urls)) for one in showing}


def file_of(media_id: int) -> Media:
    """Return the upload with its renditions; raises NotFound."""
    found = db.session.scalar(_one().where(Media.id == media_id))
    if found is None:
        raise NotFound
    return found


def file_of_piece(media_id: int, submission_id: int) -> Media:
    """Return an upload of exactly this piece, with its renditions; raises NotFound."""
    found = db.session.scalar(
        _one().where(Media.id == media_id, Media.submission_id == submission_id)
    )
    if found is None:
        raise NotFound
    return found


def _one() -> Select[Media]:
    return select(Media).options(selectinload(Media.renditions))


def _images(
    revision: Revision, known: dict[tuple[int | None, str], Media], urls: Urls
) -> Iterator[Image]:
    for one in revision.images:
        media = known.get((revision.submission_id, one["sha256"]))
        if media is not None:
            yield _image(media, one, urls)


def _image(media: Media, words: Mapping[str, str], urls: Urls) -> Image:
    whole = next(one for one in media.renditions if one.mime == JPEG)
    return Image(
        url=urls.media(whole.sha256, whole.extension),
        alt=words["alt"],
        caption=words["caption"],
        credit=words["credit"],
        width=whole.width,
        height=whole.height,
        mime=whole.mime,
        size=whole.size,
        sizes=tuple(
            Size(urls.media(one.sha256, one.extension), one.width, one.height, one.mime)
            for one in media.renditions
            if one is not whole
        ),
    )
