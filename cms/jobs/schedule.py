"""Releasing what was scheduled, once, with every guard checked again at that moment."""

from datetime import datetime

import structlog

from cms.actions.steps import step
from cms.errors import CmsError, GuardFailed
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import State
from cms.queries import submissions
from cms.rules.actor import WORKER
from cms.rules.facts import Ask
from cms.rules.submission import Step

log = structlog.get_logger()


def release_due(now: datetime) -> int:
    """Release every scheduled piece whose time has come; return how many went out.

    A piece that a guard refuses goes back to review with the reason, where an editor sees it. A
    piece that fails otherwise is logged and tried again, and holds nobody else up.
    """
    waiting = submissions.due(now)
    db.session.rollback()
    return sum(_release(submission_id, now) for submission_id in waiting)


def _release(submission_id: int, now: datetime) -> bool:
    try:
        begin_write(db.session)
        out = _decide(submission_id, now)
        db.session.commit()
    except CmsError as refusal:
        db.session.rollback()
        log.warning("not released", submission=submission_id, why=str(refusal))
        return False
    except Exception:
        db.session.rollback()
        log.exception("release failed", submission=submission_id)
        return False
    return out


def _decide(submission_id: int, now: datetime) -> bool:
    found = submissions.lock(submission_id)
    if found.state is not State.SCHEDULED or found.release_at is None or found.release_at > now:
        # Since we looked, another worker was faster or an editor thought otherwise.
        return False
    try:
        step(submission_id, Step.RELEASE, by=WORKER, ask=Ask(), now=now)
    except GuardFailed as refusal:
        # A guard refuses before anything is written; the row stays locked until the commit.
        ask = Ask(reason=str(refusal), code="guard_failed")
        step(submission_id, Step.SEND_BACK, by=WORKER, ask=ask, now=now)
        log.warning("held back", submission=submission_id, why=str(refusal))
        return False
    log.info("released", submission=submission_id)
    return True
