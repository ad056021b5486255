"""Letters sent and received, erasable; events keep only their hash."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from cms.models.base import Model


class MailMessage(Model):
    """One letter as it goes out or came in; `sha256` is what the event holds of it.

    `text` and `html` are exact but for the secret part of private links, which stand as •1•, •2•;
    the sending job holds those encrypted until it is done. `state` is waiting, sent or failed.
    """

    __tablename__ = "mail_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    direction: Mapped[str]
    letter: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(unique=True)
    address: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str]
    created_at: Mapped[datetime]
