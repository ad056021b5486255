"""Reminding authors of an answer that is due, once for each piece and date."""

from datetime import datetime, timedelta

import structlog

from cms.actions.notices import remind_once
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.queries.submissions import unanswered

log = structlog.get_logger()
AHEAD = timedelta(days=2)


def remind_authors(now: datetime) -> int:
    """Write to every author whose answer is due within two days or late; return how many."""
    waiting = unanswered(now + AHEAD)
    db.session.rollback()
    return sum(_remind(submission_id, now) for submission_id in waiting)


def _remind(submission_id: int, now: datetime) -> bool:
    try:
        begin_write(db.session)
        told = remind_once(submission_id, now=now, ahead=AHEAD)
        db.session.commit()
    except Exception:
        db.session.rollback()
        log.exception("reminder failed", submission=submission_id)
        return False
    return told
