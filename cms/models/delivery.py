"""Where released revisions go beyond the site, and how each journey stands."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.extensions.database import named
from cms.models.base import Model


class DeliveryState(StrEnum):
    """How far one revision got on its way to one channel."""

    HELD = "held"
    PENDING = "pending"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    RETRYING = "retrying"
    UNKNOWN = "unknown"
    FAILED = "failed"
    CANCELLED = "cancelled"
    MANUAL_REQUIRED = "manual_required"


class Partner(Model):
    """Someone who takes the newsroom's pieces; `filters` says which."""

    __tablename__ = "partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Channel(Model):
    """One way out, of a `kind` in the registry; `filters` may name sections, languages, kinds."""

    __tablename__ = "channel"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    memory: Mapped[dict[str, Any]] = mapped_column(default=dict)
    filters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    partner: Mapped[Partner | None] = relationship()


class Delivery(Model):
    """One revision for one channel; `payload` is frozen, `key` the same over every retry."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("article_id", "channel_id", "revision_id", "action"),
        Index("ix_delivery_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"), index=True)
    action: Mapped[str]
    state: Mapped[DeliveryState] = mapped_column(named(DeliveryState))
    key: Mapped[str] = mapped_column(unique=True)
    payload: Mapped[dict[str, Any]]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    lease_token: Mapped[str | None]
    last_error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
