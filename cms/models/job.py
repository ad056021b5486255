"""Work for later, written with the change that it follows, and the counters of freshness."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from cms.models.base import Model


class Job(Model):
    """One row of the outbox; `key` makes it exist once, the lease makes one worker finish it."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    payload: Mapped[dict[str, Any]]
    state: Mapped[str]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    lease_token: Mapped[str | None]
    last_error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]


class Version(Model):
    """How often a part of the public site changed; `scope` is site, or like section:news."""

    __tablename__ = "version"

    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
