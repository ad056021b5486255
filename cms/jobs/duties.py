"""Every periodic duty, in one list; each commits its own small transactions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cms.jobs.outbox import send_waiting
from cms.jobs.reminders import remind_authors
from cms.jobs.schedule import release_due
from cms.jobs.sweep import sweep
from cms.jobs.tries import forget_tries
from cms.jobs.unclaimed import sweep_unclaimed


@dataclass(frozen=True)
class Duty:
    """One thing that the worker does every so often; `run` takes the present moment.

    Duties of one lane wait for each other; a slow one gets a lane of its own.
    """

    name: str
    every: float  # seconds
    run: Callable[[datetime], object]
    lane: str = "main"


DUTIES: Sequence[Duty] = (
    Duty("release what is due", 1.0, release_due),
    Duty("remind authors", 900.0, remind_authors),
    Duty("sweep up after uploads", 3600.0, sweep, lane="files"),
    Duty("send letters", 1.0, send_waiting, lane="mail"),
    Duty("forget old tries", 3600.0, forget_tries),
    Duty("forget unconfirmed accounts", 3600.0, sweep_unclaimed),
)
