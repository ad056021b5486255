"""Letters as the admin reads them, the newest first."""

from datetime import datetime

from sqlalchemy import Select, select, tuple_

from cms.errors import NotFound
from cms.extensions import db
from cms.models import Job, MailMessage

PAGE = 50
UNSENT = ("waiting", "failed")


def letters(state: str = "", after: tuple[datetime, int] | None = None) -> list[MailMessage]:
    """Return at most PAGE + 1 letters that went or go out, in that state when one is named."""
    wanted = select(MailMessage).where(MailMessage.direction == "out")
    if state:
        wanted = wanted.where(MailMessage.state == state)
    if after is not None:
        wanted = wanted.where(tuple_(MailMessage.created_at, MailMessage.id) < after)
    return list(db.session.scalars(_newest_first(wanted).limit(PAGE + 1)))


def unsent() -> list[MailMessage]:
    """Return every letter that waits or failed."""
    wanted = select(MailMessage).where(
        MailMessage.direction == "out", MailMessage.state.in_(UNSENT)
    )
    return list(db.session.scalars(_newest_first(wanted)))


def _newest_first(wanted: Select[MailMessage]) -> Select[MailMessage]:
    return wanted.order_by(MailMessage.created_at.desc(), MailMessage.id.desc())


def letter(message_id: int) -> MailMessage:
    """Return the letter; raises NotFound."""
    found = db.session.get(MailMessage, message_id)
    if found is None or found.direction != "out":
        raise NotFound
    return found


def next_try(key: str) -> datetime | None:
    """Return when the job that sends a letter is tried next, None when it is not."""
    wanted = select(Job.due_at).where(Job.key == key, Job.state == "waiting", Job.attempts > 0)
    return db.session.scalar(wanted)
