"""Every periodic duty, in one list; each commits its own small transactions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cms.jobs.schedule import release_due


@dataclass(frozen=True)
class Duty:
    """One thing that the worker does every so often; `run` takes the present moment."""

    name: str
    every: float  # seconds
    run: Callable[[datetime], object]


DUTIES: Sequence[Duty] = (Duty("release what is due", 1.0, release_due),)
