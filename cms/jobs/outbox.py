"""Sending the letters that wait: claimed, sent with no transaction open, then recorded."""

import smtplib
import time
from datetime import datetime

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


def send_waiting(now: datetime) -> int:
    """Send the letters whose time has come, the oldest first; return how many went out.

    A server that can't be reached ends the run: the other letters would wait for it in vain.
    """
    started, sent = time.monotonic(), 0
    while time.monotonic() - started < LONGEST_RUN:
        held = _take(now)
        if held is None:
            break
        try:
            _send(held, now)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            if not _note_failed(held, error, now):
                break
        else:
            sent += 1
    return sent


def _take(now: datetime) -> Claim | None:
    waiting = outbox.waits(KIND, now)
    db.session.rollback()
    if not waiting:
        return None
    begin_write(db.session)
    held = posting.take(now)
    db.session.commit()
    return held


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


def _note_failed(held: Claim, error: Exception, now: datetime) -> bool:
    """Note the failure; tell whether it was this letter's alone."""
    begin_write(db.session)
    over = posting.note_failed(held, words(error), now=now, for_good=for_good(error))
    db.session.commit()
    log.warning("letter not sent", key=held.key, why=words(error), for_good=over)
    return over
