"""How the newsroom orders its pieces: sections, tags and calls for submissions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.models.base import Model


class Section(Model):
    """A part of the site with its own editors and its own policy for approval.

    `checklist` is a list of {"id", "zh", "en", "required"}; `approvals_required` is the M of N.
    """

    __tablename__ = "section"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    description_zh: Mapped[str] = mapped_column(default="")
    description_en: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    approvals_required: Mapped[int] = mapped_column(default=1)
    checklist: Mapped[list[Any]] = mapped_column(default=list)


class Tag(Model):
    """A word that readers may follow."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Call(Model):
    """A call for submissions (征稿启事)."""

    __tablename__ = "call"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    text_zh: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")
    length_zh: Mapped[str] = mapped_column(default="")
    length_en: Mapped[str] = mapped_column(default="")
    fee_zh: Mapped[str] = mapped_column(default="")
    fee_en: Mapped[str] = mapped_column(default="")
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]

    section: Mapped[Section | None] = relationship()
