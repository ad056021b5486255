"""One newsroom to measure: its folder, its settings, its database, its addresses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import content
from flask import Flask
from sqlalchemy import event

from cms.app import create_app
from cms.cli.database import migrate_database
from cms.config import load_config
from cms.extensions import db


@dataclass(frozen=True)
class Newsroom:
    """`size` pieces in `folder`, served at `port`; `article` is the path of the middle piece."""

    size: int
    folder: Path
    port: int
    app: Flask
    article: str

    @property
    def settings(self) -> dict[str, str]:
        """Return what the server's environment must hold."""
        return settings(self.port)


def settings(port: int) -> dict[str, str]:
    """Return the settings of a newsroom at `port`; the rest follows from its working folder."""
    return {"CMS_SITE_URL": f"http://127.0.0.1:{port}", "CMS_SITE_NAME": "恒温层"}


def make(folder: Path, size: int, port: int) -> Newsroom:
    """Migrate a new SQLite file below `folder` and fill it with `size` pieces."""
    app = create_app(load_config(settings(port), folder / "instance"))
    migrate_database(app)
    with app.app_context():
        with db.engine.begin() as connection:
            paths = content.fill(connection, size)
        db.engine.dispose()
    return Newsroom(size, folder, port, app, paths[size // 2])


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Give the list that every statement of the app's engine is noted in."""
    noted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            noted.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(newsroom: Newsroom, path: str, headers: dict[str, str], status: int) -> list[str]:
    """Return the SQL statements of one request, answered in this process.

    Raises:
        RuntimeError: the answer's status is another.
    """
    client = newsroom.app.test_client()
    with counted(newsroom.app) as noted:
        answer = client.get(path, headers=headers, base_url=newsroom.settings["CMS_SITE_URL"])
    if answer.status_code != status:
        raise RuntimeError(f"{path} answered {answer.status_code}, not {status}")
    return noted
