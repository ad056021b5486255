"""What others say of a revision: comments of the desk and reviews by invited experts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from cms.extensions.database import named
from cms.models.base import Model


class Audience(StrEnum):
    """Who may read a comment."""

    DESK = "desk"
    AUTHOR = "author"


class Comment(Model):
    """A remark on a passage (`block` and `quote`) or, with both empty, on the whole piece."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    audience: Mapped[Audience] = mapped_column(named(Audience))
    block: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    blocking: Mapped[bool] = mapped_column(default=False)
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class Review(Model):
    """An expert's opinion, asked for by a link that is bound to one revision."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    recommendation: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text, default="")
    recommended_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
