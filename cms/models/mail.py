"""Letters sent and received, erasable; events keep only their hash."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from cms.models.base import Model


class MailMessage(Model):
    """One letter as it went out or came in; `sha256` is what the event holds of it."""

    __tablename__ = "mail_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    direction: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(unique=True)
    address: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str]
    created_at: Mapped[datetime]
