"""What the public sees, apart from the work that made it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.extensions.database import named
from cms.models.base import Model
from cms.models.person import Person
from cms.models.revision import Revision
from cms.models.submission import Kind, Language
from cms.models.taxonomy import Section, Tag


class ArticleState(StrEnum):
    """What the public gets at the article's address."""

    UNPUBLISHED = "unpublished"
    LIVE = "live"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    KILLED = "killed"


article_tag = Table(
    "article_tag",
    Model.metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Article(Model):
    """A released piece; `public_id` never changes, `revision` is the text that readers get."""

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_listing", "published_at", "id"),
        Index("ix_article_section", "section_id", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str]
    state: Mapped[ArticleState] = mapped_column(named(ArticleState))
    version: Mapped[int] = mapped_column()
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    kind: Mapped[Kind] = mapped_column(named(Kind))
    language: Mapped[Language] = mapped_column(named(Language))
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    counterpart_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own attribute

    revision: Mapped[Revision] = relationship()
    section: Mapped[Section] = relationship()
    editor: Mapped[Person | None] = relationship()
    counterpart: Mapped["Article | None"] = relationship(remote_side="Article.id")
    tags: Mapped[list[Tag]] = relationship(secondary=article_tag, order_by=Tag.id)
    bylines: Mapped[list["Byline"]] = relationship(
        order_by="Byline.position", cascade="all, delete-orphan"
    )


class Byline(Model):
    """One credited author of an article, in print order; `slug` is the author's page."""

    __tablename__ = "byline"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(index=True)
    affiliation: Mapped[str] = mapped_column(default="")
