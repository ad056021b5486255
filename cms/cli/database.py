"""`cms db`: the database's shape."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import click
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade as alembic_downgrade
from flask_migrate import upgrade as alembic_upgrade
from sqlalchemy import text

from cms.app import create_app
from cms.extensions import db

MIGRATION_LOCK = 0x436F7079  # "Copy": any number, the same for every process


@click.group("db")
def db_group() -> None:
    """Migrate the database."""


@db_group.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to the newest shape."""
    app = create_app()
    migrate_database(app, revision)
    click.echo(f"The database is at {revision}.")


@db_group.command()
@click.argument("revision")
@click.confirmation_option(prompt="Going down may drop data. Go on?")
def downgrade(revision: str) -> None:
    """Take the database back to an older shape."""
    app = create_app()
    with app.app_context(), migration_lock(app):
        alembic_downgrade(revision=revision)
    click.echo(f"The database is at {revision}.")


def migrate_database(app: Flask, revision: str = "head") -> None:
    """Upgrade under a lock, so that processes that start together migrate once."""
    with app.app_context(), migration_lock(app):
        alembic_upgrade(revision=revision)


def newest(app: Flask) -> str | None:
    """Return the revision that this version of the newsroom wants its database to have."""
    scripts = ScriptDirectory(app.extensions["migrate"].directory)
    return scripts.get_current_head()


def migration_lock(app: Flask) -> AbstractContextManager[None]:
    """Hold the lock that only one migrating process gets: a file, or PostgreSQL's own."""
    if db.engine.dialect.name == "sqlite":
        return _file_lock(Path(app.instance_path) / "migrate.lock")
    return _advisory_lock()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with db.engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
            connection.commit()
