"""The worker's loop: every duty at its pace, none stopped by another's failure."""

import signal
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import structlog
from flask import Flask

from cms.extensions import db
from cms.jobs.duties import DUTIES, Duty

log = structlog.get_logger()
PAUSE = 0.2  # seconds between looks at the clock
PATIENCE = 5  # seconds for a duty that is under way when the worker is told to end


def work(app: Flask, duties: Sequence[Duty] = DUTIES, stop: threading.Event | None = None) -> None:
    """Run every duty at its pace, each lane in a thread, until TERM or INT or `stop`.

    A lane that is busy when the end comes gets a moment and is then left: what it held is claimed
    again when its lease runs out.
    """
    ended = stop or _on_signal()
    lanes = {duty.lane: [one for one in duties if one.lane == duty.lane] for duty in duties}
    threads = [
        threading.Thread(target=_walk, args=(app, lane, ended), name=name, daemon=True)
        for name, lane in lanes.items()
    ]
    for thread in threads:
        thread.start()
    while not ended.wait(PAUSE):
        pass
    patience = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(patience - time.monotonic(), 0))


def _walk(app: Flask, duties: Sequence[Duty], ended: threading.Event) -> None:
    due = dict.fromkeys((duty.name for duty in duties), 0.0)
    while not ended.is_set():
        for duty in duties:
            if time.monotonic() >= due[duty.name] and not ended.is_set():
                run(app, duty)
                due[duty.name] = time.monotonic() + duty.every
        ended.wait(PAUSE)


def run(app: Flask, duty: Duty) -> None:
    """Run one duty in a context of its own; a failure is logged and changes nothing."""
    with app.app_context():
        try:
            duty.run(datetime.now(UTC))
        except Exception:
            db.session.rollback()
            log.exception("duty failed", duty=duty.name)


def _on_signal() -> threading.Event:
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: ended.set())
    return ended
