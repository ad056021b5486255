"""What someone is writing and has not saved yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.models.base import Model
from cms.models.person import Person
from cms.models.submission import Submission


class Autosave(Model):
    """A form as it stood at `saved_at`; one row for each form that is open, and no history.

    `key` is a hash of who writes and of what, `fields` maps each field's name to the list of its
    values as sent. `serial` counts the saves, so that a second window is noticed; `base_version`
    is the submission's version that the writer read, 0 for a piece that was never sent.
    """

    __tablename__ = "autosave"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), index=True
    )
    fields: Mapped[dict[str, Any]]
    serial: Mapped[int] = mapped_column(default=1)
    base_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
