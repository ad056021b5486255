"""Counting tries and spending what is good once, on a short connection of its own.

A refused request rolls back, and its try must still count. On SQLite that other connection waits
for the write lock, so counting comes before the request's own transaction begins to write.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection, case, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from cms.extensions import db, settings
from cms.extensions.database import is_writing
from cms.models.counter import Counter
from cms.text.secret import derive_token

TABLE = Counter.__table__
Insert = sqlite.Insert | postgresql.Insert


@dataclass(frozen=True)
class Bound:
    """At most `most` tries under `key` within `window`, which begins with the first of them."""

    key: str
    most: int
    window: timedelta


@dataclass(frozen=True)
class Count:
    """How often it was tried, this try included, and when the window ends."""

    bound: Bound
    number: int
    until: datetime

    @property
    def over(self) -> bool:
        """Tell whether this try was one too many."""
        return self.number > self.bound.most

    def wait(self, now: datetime) -> int:
        """Return the whole seconds until the window ends, at least one."""
        return max(1, ceil((self.until - now) / timedelta(seconds=1)))


def tally(bounds: Sequence[Bound], *, now: datetime, amount: int = 1) -> list[Count]:
    """Count one try, or an amount, under each bound, in order, up to the first that it is over.

    Raises:
        RuntimeError: the session is writing already, so that SQLite would wait for itself.
    """
    counts: list[Count] = []
    with _own_transaction() as connection:
        for bound in bounds:
            counts.append(_add(connection, bound, now, amount))
            if counts[-1].over:
                break
    return counts


def give_back(bounds: Iterable[Bound], *, now: datetime) -> None:
    """Take one try back, since it succeeded; raises RuntimeError as `tally` does."""
    keys = [_stored(bound.key) for bound in bounds]
    wanted = update(Counter).where(Counter.key.in_(keys), Counter.number > 0, Counter.until > now)
    with _own_transaction() as connection:
        connection.execute(wanted.values(number=Counter.number - 1))


def spend(key: str, until: datetime, now: datetime) -> bool:
    """Use up what is good once; True the first time only, until the moment `until`.

    Within a writing transaction it is spent with that transaction: what is refused and rolled back
    was not used.
    """
    first = _insert().values(key=_stored(key), number=1, until=until)
    again = first.on_conflict_do_update(
        index_elements=[TABLE.c.key], set_={"until": until}, where=TABLE.c.until <= now
    )
    wanted = again.returning(TABLE.c.key)
    if is_writing(db.session):
        return db.session.execute(wanted).first() is not None
    with _own_transaction() as connection:
        return connection.execute(wanted).first() is not None


def sweep(now: datetime) -> int:
    """Forget what has run out; return how many rows."""
    with _own_transaction() as connection:
        return connection.execute(delete(Counter).where(Counter.until <= now)).rowcount


def _add(connection: Connection, bound: Bound, now: datetime, amount: int) -> Count:
    fresh = TABLE.c.until <= now
    new = {"key": _stored(bound.key), "number": amount, "until": now + bound.window}
    again = (
        _insert()
        .values(**new)
        .on_conflict_do_update(
            index_elements=[TABLE.c.key],
            set_={
                "number": case((fresh, amount), else_=TABLE.c.number + amount),
                "until": case((fresh, new["until"]), else_=TABLE.c.until),
            },
        )
    )
    row = connection.execute(again.returning(TABLE.c.number, TABLE.c.until)).one()
    return Count(bound, row.number, row.until)


def _insert() -> Insert:
    if db.engine.dialect.name == "postgresql":
        return postgresql.insert(Counter)
    return sqlite.insert(Counter)


def _stored(key: str) -> str:
    # Keyed, so that a copy of the table can't be searched for addresses and networks.
    return derive_token(settings().secret_key, "counter", key)


@contextmanager
def _own_transaction() -> Iterator[Connection]:
    if is_writing(db.session) and db.engine.dialect.name == "sqlite":
        raise RuntimeError("tries are counted before a transaction begins to write")
    with db.engine.connect().execution_options(write=True) as connection, connection.begin():
        yield connection
