"""The declarative base and how a connection begins its transactions."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Engine, Enum, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase, Session, registry, scoped_session
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 10_000


class AwareDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps it without zone, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time and turn an aware one into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def named(kind: type[StrEnum]) -> Enum:
    """Map a StrEnum to its values as text, so that a new member needs no migration."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """The base of every table: names of constraints, times in UTC, JSON for small documents."""

    metadata = MetaData(naming_convention=NAMING)
    registry = registry(
        metadata=metadata,
        type_annotation_map={
            datetime: AwareDateTime,
            str: String,
            dict[str, Any]: JSON,
            list[Any]: JSON,
        },
    )


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401  any driver's connection
    """Give SQLite the durability and patience that a newsroom expects."""
    if not type(connection).__module__.startswith("sqlite3"):
        return
    # The driver's own BEGIN comes too late (before the first write, after the first read).
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:  # noqa: ANN401  any dialect's connection
    """Begin for real; a transaction that says *write* takes SQLite's write lock at once."""
    if connection.dialect.name != "sqlite":
        return
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


SomeSession = TypeVar("SomeSession", bound=Session)


def begin_write(session: scoped_session[SomeSession]) -> None:
    """Begin the session's transaction as a writer, before its first read.

    On SQLite this is BEGIN IMMEDIATE, so that what is read stays true until it is written; on
    PostgreSQL the rows that matter are locked by `queries.submissions.lock()`.

    Raises:
        RuntimeError: something was read already, so another writer may have been missed.
    """
    if (
        session().in_transaction()
        if isinstance(session, scoped_session)
        else session.in_transaction()
    ):
        raise RuntimeError("a write must begin its transaction before its first read")
    session.connection(execution_options={"write": True})


def is_writing(session: scoped_session[SomeSession]) -> bool:
    """Tell whether the session's transaction was begun as a writer."""
    current = session()
    if not current.in_transaction():
        return False
    return bool(current.connection().get_execution_options().get("write", False))
