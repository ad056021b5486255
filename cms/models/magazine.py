"""The printed magazine's issues."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from cms.models.base import Model


class MagazineIssue(Model):
    """One issue; `plan` is the ordered list of its articles and pages."""

    __tablename__ = "magazine_issue"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    state: Mapped[str]
    plan: Mapped[list[Any]] = mapped_column(default=list)
    published_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
