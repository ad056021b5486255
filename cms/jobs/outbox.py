"""Sending the letters that wait: claimed, sent with no transaction open, then recorded."""

import smtplib
import time
from datetime import datetime
from enum import Enum, auto

import structlog

from cms.actions import outbox, posting
from cms.actions.letters import KIND
from cms.actions.outbox import Claim
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs.post import for_good, post, words
from cms.letters.outgoing import Outgoing

log = structlog.get_logger()
LONGEST_RUN = 60  # seconds, well within a lease


class Outcome(Enum):
    """What became of one letter."""

    SENT = auto()
    LATER = auto()
    REFUSED = auto()


def send_waiting(now: datetime) -> int:
    """Send the letters whose time has come, the oldest first; return how many went out.

    A letter that has to wait ends the run: where the server can't be reached, the others would be
    tried in vain, and where only this one was put off, the next run takes them up.
    """
    started, sent = time.monotonic(), 0
    while time.monotonic() - started < LONGEST_RUN:
        held = _take(now)
        if held is None:
            break
        outcome = _deliver(held, now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.LATER:
            break
    return sent


def send_now(key: str, now: datetime) -> bool:
    """Send the letter of this job, if nobody else is at it; tell whether it was tried."""
    held = _take(now, key)
    if held is not None:
        _deliver(held, now)
    return held is not None


def _take(now: datetime, key: str | None = None) -> Claim | None:
    waiting = outbox.waits(KIND, now)
    db.session.rollback()
    if not waiting:
        return None
    begin_write(db.session)
    held = posting.take(now, key)
    db.session.commit()
    return held


def _deliver(held: Claim, now: datetime) -> Outcome:
    try:
        _send(held, now)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return _note_failed(held, error, now)
    return Outcome.SENT


def _send(held: Claim, now: datetime) -> None:
    letter = _read(held)
    if letter is not None:
        post(letter)
    begin_write(db.session)
    posting.note_sent(held, now=now)
    db.session.commit()
    log.info("letter sent", key=held.key)


def _read(held: Claim) -> Outgoing | None:
    try:
        return posting.read(held)
    finally:
        db.session.rollback()


def _note_failed(held: Claim, error: Exception, now: datetime) -> Outcome:
    begin_write(db.session)
    over = posting.note_failed(held, words(error), now=now, for_good=for_good(error))
    db.session.commit()
    log.warning("letter not sent", key=held.key, why=words(error), for_good=over)
    return Outcome.REFUSED if for_good(error) else Outcome.LATER
