"""What happened to a submission, in order, each sealed to the one before."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.models.base import Model
from cms.models.person import Person
from cms.models.submission import Submission

SEALED = (
    "submission_id",
    "number",
    "at",
    "step",
    "from_state",
    "to_state",
    "actor_kind",
    "actor_id",
    "revision_hash",
    "code",
    "public_note",
    "private_note",
    "shown",
    "override",
    "mail_hash",
)


class Event(Model):
    """One step, appended in the transaction that took it; the database refuses change and delete.

    `shown` holds what the person saw and answered: declarations, checklist, points, dates. Names
    and addresses are not here but in the tables that `actor_id` and `mail_hash` lead to.
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    step: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revision_hash: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    public_note: Mapped[str] = mapped_column(Text, default="")
    private_note: Mapped[str] = mapped_column(Text, default="")
    shown: Mapped[dict[str, Any]] = mapped_column(default=dict)
    override: Mapped[bool] = mapped_column(default=False)
    mail_hash: Mapped[str] = mapped_column(default="")
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)

    submission: Mapped[Submission] = relationship(back_populates="events")
    actor: Mapped[Person | None] = relationship()

    def __init__(self, *, previous: "Event | None", **values: Any) -> None:  # noqa: ANN401  columns
        """Append to `previous` (None for a submission's first event) and seal."""
        defaults = {"revision_hash": "", "code": "", "public_note": "", "private_note": ""}
        super().__init__(**(defaults | {"shown": {}, "override": False, "mail_hash": ""} | values))
        self.number = previous.number + 1 if previous else 1
        self.previous_hash = previous.hash if previous else ""
        self.hash = self.compute_hash()

    def compute_hash(self) -> str:
        """Return SHA-256, in hex, over the hash before and every sealed column, canonical JSON."""
        sealed = {name: getattr(self, name) for name in SEALED}
        sealed["at"] = self.at.astimezone(UTC).isoformat()
        text = json.dumps([self.previous_hash, sealed], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
