"""Forgetting accounts whose address nobody confirmed: names and addresses that nobody needs."""

from datetime import datetime, timedelta

import structlog

from cms.actions.unclaimed import forget_unclaimed
from cms.extensions import db
from cms.extensions.database import begin_write

log = structlog.get_logger()
KEPT = timedelta(days=14)  # longer than holidays; a new link can be asked for meanwhile
BATCH = 20  # accounts in one transaction, which nobody should wait for


def sweep_unclaimed(now: datetime) -> int:
    """Delete contributors' accounts never confirmed for two weeks; return how many."""
    gone = 0
    while True:
        begin_write(db.session)
        found = forget_unclaimed(now - KEPT, most=BATCH)
        db.session.commit()
        gone += found
        if found < BATCH:
            break
    if gone:
        log.info("unconfirmed accounts forgotten", number=gone)
    return gone
