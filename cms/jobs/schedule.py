"""Releasing what was scheduled, once, with every guard checked again at that moment."""

from datetime import datetime

import structlog

from cms.actions.steps import step
from cms.errors import CmsError, GuardFailed
from cms.extensions import db
from cms.extensions.database import begin_write
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
        step(submission_id, Step.RELEASE, by=WORKER, ask=Ask(), now=now)
        db.session.commit()
    except GuardFailed as refusal:
        db.session.rollback()
        _send_back(submission_id, refusal, now)
        return False
    except CmsError as refusal:
        # Another worker or an editor was faster.
        db.session.rollback()
        log.info("not released", submission=submission_id, why=str(refusal))
        return False
    except Exception:
        db.session.rollback()
        log.exception("release failed", submission=submission_id)
        return False
    log.info("released", submission=submission_id)
    return True


def _send_back(submission_id: int, refusal: GuardFailed, now: datetime) -> None:
    try:
        begin_write(db.session)
        ask = Ask(reason=str(refusal), code="guard_failed")
        step(submission_id, Step.SEND_BACK, by=WORKER, ask=ask, now=now)
        db.session.commit()
    except CmsError as again:
        db.session.rollback()
        log.info("not sent back", submission=submission_id, why=str(again))
    log.warning("held back", submission=submission_id, why=str(refusal))
