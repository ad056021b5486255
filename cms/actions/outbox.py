"""The outbox: work for later, written with the change it follows, done by one worker at a time."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult

from cms.extensions import db
from cms.models import Job
from cms.text.secret import new_token

WAITING, RUNNING, DONE, DEAD = "waiting", "running", "done", "dead"
LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=20), timedelta(hours=4)
GIVE_UP_AFTER = timedelta(hours=48)


@dataclass(frozen=True)
class Claim:
    """A job that is ours until the lease runs out; `token` fences off whoever held it before."""

    job_id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    attempts: int
    token: str
    created_at: datetime


def put(
    kind: str, key: str, payload: Mapping[str, Any], *, due_at: datetime, now: datetime
) -> bool:
    """Write a job with the running transaction; tell whether it is new, since `key` exists once."""
    return _insert(kind, key, payload=dict(payload), state=WAITING, due_at=due_at, created_at=now)


def once(kind: str, key: str, *, now: datetime) -> bool:
    """Note that something is done with the running transaction; True for the first one only."""
    return _insert(kind, key, payload={}, state=DONE, due_at=now, created_at=now)


def _insert(kind: str, key: str, **values: object) -> bool:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    row = dialect.insert(Job).values(kind=kind, key=key, attempts=0, last_error="", **values)
    new = row.on_conflict_do_nothing(index_elements=["key"]).returning(Job.id)
    return db.session.scalar(new) is not None


def waits(kind: str, now: datetime) -> bool:
    """Tell, without locking anything, whether a job of this kind could be claimed."""
    return db.session.scalar(select(Job.id).where(*_due(kind, now)).limit(1)) is not None


def claim(
    kind: str, *, now: datetime, lease: timedelta = LEASE, key: str | None = None
) -> Claim | None:
    """Take the job that waits longest, or one whose holder let the lease run out; commit at once.

    With `key` no other job is taken.

    On SQLite the transaction must have begun as a writer; on PostgreSQL rows that another worker
    is just claiming are skipped.
    """
    next_one = (
        select(Job.id)
        .where(*_due(kind, now), *([] if key is None else [Job.key == key]))
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    token = new_token()
    taken = (
        update(Job)
        .where(Job.id == next_one)
        .values(state=RUNNING, lease_until=now + lease, lease_token=token)
        .values(attempts=Job.attempts + 1)
        .returning(Job.id, Job.key, Job.payload, Job.attempts, Job.created_at)
        .execution_options(synchronize_session=False)
    )
    row = db.session.execute(taken).one_or_none()
    if row is None:
        return None
    return Claim(row.id, kind, row.key, row.payload, row.attempts, token, row.created_at)


def finish(held: Claim) -> bool:
    """Mark the job done and forget its payload; False when somebody else holds it by now."""
    return _set(held, state=DONE, payload={}, last_error="", lease_until=None, lease_token=None)


def fail(held: Claim, error: str, *, now: datetime, for_good: bool = False) -> str:
    """Note why it failed and when to try again; return the job's state now, "" when not ours.

    A job is dead when `for_good`, or when it has failed for two days. Its payload stays, so that
    a person may have it tried again.
    """
    over = for_good or now - held.created_at >= GIVE_UP_AFTER
    state = DEAD if over else WAITING
    due = now + wait_after(held.attempts)
    rest = {"last_error": error, "lease_until": None, "lease_token": None}
    return state if _set(held, state=state, due_at=due, **rest) else ""


def again(key: str, *, now: datetime) -> bool:
    """Have a dead or waiting job tried at once, with two days ahead; tell whether it was there."""
    fresh = {"state": WAITING, "due_at": now, "created_at": now, "attempts": 0}
    wanted = update(Job).where(Job.key == key, Job.state.in_((DEAD, WAITING))).values(**fresh)
    return _changed(wanted.execution_options(synchronize_session="fetch"))


def wait_after(attempts: int) -> timedelta:
    """Return a random wait below a bound that doubles with each attempt, so that no two crowd."""
    bound = min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 20)))
    return bound * random.random()  # noqa: S311  spreads load, guards nothing


def _due(kind: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    waiting = and_(Job.state == WAITING, Job.due_at <= now)
    dropped = and_(Job.state == RUNNING, Job.lease_until <= now)
    return Job.kind == kind, or_(waiting, dropped)


def _set(held: Claim, **values: object) -> bool:
    mine = and_(Job.id == held.job_id, Job.state == RUNNING, Job.lease_token == held.token)
    wanted = update(Job).where(mine).values(**values)
    return _changed(wanted.execution_options(synchronize_session="fetch"))


def _changed(statement: Any) -> bool:  # noqa: ANN401  any statement that changes rows
    result = db.session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101  narrows for mypy
    return result.rowcount == 1
