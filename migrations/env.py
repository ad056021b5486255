"""Alembic's entry: the app's engine, the models' shape, batch mode where SQLite needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from cms.models.base import Model

# The search index is made by hand, one way for each engine.
BY_HAND = "article_search"


def include(_item: object, name: str | None, kind: str, _here: bool, _other: object) -> bool:
    """Leave the search index and its shadow tables out of every comparison."""
    return not (kind in {"table", "index"} and name and BY_HAND in name)


def run() -> None:
    """Migrate on the app's engine, in one transaction."""
    connectable = current_app.extensions["migrate"].db.engine
    with connectable.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            render_as_batch=True,
            include_object=include,
            compare_type=True,
        )
        with references_unchecked(connection), context.begin_transaction():
            context.run_migrations()
            refuse_dangling(connection)


@contextmanager
def references_unchecked(connection: Connection) -> Iterator[None]:
    """Let batch mode replace a table that others refer to, as SQLite's manual says: unchecked.

    The pragma does nothing inside a transaction, so it goes to the driver before one begins.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_dangling(connection: Connection) -> None:
    """Check every reference by hand before the commit."""
    if connection.dialect.name != "sqlite":
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise RuntimeError(f"rows would refer to nothing: {dangling[:5]}")


run()
