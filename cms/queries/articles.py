"""Released pieces as readers find them: by scope, newest first, by keyset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Article, ArticleState, Byline, Section, Tag, article_tag

VISIBLE = (ArticleState.LIVE, ArticleState.CORRECTED, ArticleState.RETRACTED)
PAGE = 20


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


def published(scope: Scope) -> Select[Article]:
    """Select what the public may read of a scope, newest first, with all that an Item needs."""
    wanted = select(Article).where(Article.state.in_(VISIBLE))
    if scope.kind == "section":
        wanted = wanted.join(Section).where(Section.slug == scope.slug)
    elif scope.kind == "tag":
        wanted = wanted.join(article_tag).join(Tag).where(Tag.slug == scope.slug)
    elif scope.kind == "author":
        credited = select(Byline.article_id).where(Byline.slug == scope.slug)
        wanted = wanted.where(Article.id.in_(credited))
    newest_first = wanted.order_by(Article.published_at.desc(), Article.id.desc())
    return newest_first.options(*loaded())


def page(scope: Scope, before: Cursor | None = None, limit: int = PAGE) -> list[Article]:
    """Return at most `limit` articles of a scope older than the keyset given."""
    wanted = published(scope)
    if before is not None:
        wanted = wanted.where(tuple_(Article.published_at, Article.id) < before)
    return list(db.session.scalars(wanted.limit(limit)))


def month(start: datetime, end: datetime, before: Cursor | None = None) -> list[Article]:
    """Return one page, and one more, of the articles published from `start` until before `end`."""
    wanted = published(Scope()).where(Article.published_at >= start, Article.published_at < end)
    if before is not None:
        wanted = wanted.where(tuple_(Article.published_at, Article.id) < before)
    return list(db.session.scalars(wanted.limit(PAGE + 1)))


def by_public_id(public_id: str) -> Article:
    """Return the article that the public may read under this id; raises NotFound."""
    found = db.session.scalar(published(Scope()).where(Article.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def since(moment: datetime, limit: int) -> list[Article]:
    """Return at most `limit` articles published since then, newest first."""
    wanted = published(Scope()).where(Article.published_at >= moment)
    return list(db.session.scalars(wanted.limit(limit)))


def loaded() -> Sequence[Any]:
    """Return the loader options that spare a query for each article of a listing."""
    ones = [joinedload(each) for each in (Article.revision, Article.section, Article.editor)]
    return [*ones, selectinload(Article.tags), selectinload(Article.bylines)]
