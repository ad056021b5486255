"""Forgetting tries and spent sums that have run out."""

from datetime import datetime

import structlog

from cms.actions.counters import sweep

log = structlog.get_logger()


def forget_tries(now: datetime) -> int:
    """Delete the counters whose window is over; return how many."""
    gone = sweep(now)
    if gone:
        log.info("tries forgotten", number=gone)
    return gone
