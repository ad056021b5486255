"""Released pieces as readers find them: by scope, newest first, by keyset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, select, tuple_, union_all
from sqlalchemy.orm import joinedload, selectinload

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Article, ArticleState, Byline, Section, Tag, article_tag

VISIBLE = (ArticleState.LIVE, ArticleState.CORRECTED, ArticleState.RETRACTED)
PAGE = 20
NEWEST_FIRST = (Article.published_at.desc(), Article.id.desc())


@dataclass(frozen=True)
class Scope:
    """What a listing or feed holds: `kind` is all, section, tag or author, named by `slug`."""

    kind: str = "all"
    slug: str = ""

    @property
    def path(self) -> str:
        """Return the scope as it stands in a feed's address."""
        return f"{self.kind}/{self.slug}" if self.slug else self.kind


Cursor = tuple[datetime, int]


def published(scope: Scope) -> Select[int]:
    """Select the ids of what the public may read of a scope."""
    wanted = select(Article.id).where(Article.state.in_(VISIBLE))
    if scope.kind == "section":
        wanted = wanted.join(Section).where(Section.slug == scope.slug)
    elif scope.kind == "tag":
        wanted = wanted.join(article_tag).join(Tag).where(Tag.slug == scope.slug)
    elif scope.kind == "author":
        credited = select(Byline.article_id).where(Byline.slug == scope.slug)
        wanted = wanted.where(Article.id.in_(credited))
    return wanted


def newest(ids: Select[int], before: Cursor | None, limit: int) -> list[Article]:
    """Return at most `limit` of the articles, newest first, with all that an Item needs."""
    if before is not None:
        ids = ids.where(tuple_(Article.published_at, Article.id) < before)
    return _load(_first(ids, limit))


def front(sections: Sequence[str], latest: int, each: int) -> list[Article]:
    """Return the `latest` newest articles and the `each` newest of every section, newest first.

    `sections` are slugs. All of it is read at once; what is in two of these lists comes once.
    """
    scopes = [Scope("section", slug) for slug in sections]
    chosen = [_first(published(Scope()), latest), *(_first(published(one), each) for one in scopes)]
    return _load(union_all(*(select(ids.subquery().c.id) for ids in chosen)))


def _first(ids: Select[int], limit: int) -> Select[int]:
    return ids.order_by(*NEWEST_FIRST).limit(limit)


def _load(chosen: Select[int] | CompoundSelect[int]) -> list[Article]:
    # Ids are chosen first: to sort whole pieces, the engine reads every text of the archive.
    wanted = select(Article).where(Article.id.in_(chosen)).order_by(*NEWEST_FIRST)
    return list(db.session.scalars(wanted.options(*loaded())))


def page(scope: Scope, before: Cursor | None = None, limit: int = PAGE) -> list[Article]:
    """Return at most `limit` articles of a scope older than the keyset given."""
    return newest(published(scope), before, limit)


def month(start: datetime, end: datetime, before: Cursor | None = None) -> list[Article]:
    """Return one page, and one more, of the articles published from `start` until before `end`."""
    within = (Article.published_at >= start, Article.published_at < end)
    return newest(published(Scope()).where(*within), before, PAGE + 1)


def by_public_id(public_id: str) -> Article:
    """Return the article that the public may read under this id; raises NotFound."""
    wanted = select(Article).where(Article.public_id == public_id, Article.state.in_(VISIBLE))
    found = db.session.scalar(wanted.options(*loaded()))
    if found is None:
        raise NotFound
    return found


def since(moment: datetime, limit: int) -> list[Article]:
    """Return at most `limit` articles published since then, newest first."""
    return newest(published(Scope()).where(Article.published_at >= moment), None, limit)


def addresses(limit: int) -> list[tuple[str, str, datetime]]:
    """Return (public id, slug, last change) of the newest articles, without their texts."""
    wanted = select(Article.public_id, Article.slug, Article.updated_at)
    visible = wanted.where(Article.state.in_(VISIBLE)).order_by(*NEWEST_FIRST).limit(limit)
    return [(row[0], row[1], row[2]) for row in db.session.execute(visible)]


def loaded() -> Sequence[Any]:
    """Return the loader options that spare a query for each article of a listing."""
    ones = [joinedload(each) for each in (Article.revision, Article.section, Article.editor)]
    return [*ones, selectinload(Article.tags), selectinload(Article.bylines)]
