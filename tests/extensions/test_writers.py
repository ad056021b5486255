"""Six writers at once: why a write begins before its first read, and that nothing is lost then."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from support.engines import both_engines
from support.people import NOON, sent

from cms.extensions import db
from cms.extensions.database import BUSY_TIMEOUT_MS, begin_write
from cms.models import Submission
from cms.queries import submissions

WRITERS, COMMITS = 6, 50
SECOND = timedelta(seconds=1)


@pytest.fixture
def piece(app):
    """The id of a piece that counts its commits: `planned_for` moves on by a second with each."""
    with app.app_context():
        begin_write(db.session)
        made = sent()
        made.planned_for = NOON
        db.session.commit()
        return made.id


def count_on(app, piece):
    with app.app_context():
        for _ in range(COMMITS):
            begin_write(db.session)
            found = submissions.lock(piece)
            found.planned_for += SECOND
            db.session.commit()


@both_engines
def test_six_writers_lose_nothing_and_none_fails(app, piece):
    with app.app_context():
        before = db.session.get(Submission, piece).version
    with ThreadPoolExecutor(WRITERS) as pool:
        for writer in [pool.submit(count_on, app, piece) for _ in range(WRITERS)]:
            writer.result(60)
    with app.app_context():
        found = db.session.get(Submission, piece)
        assert found.planned_for == NOON + SECOND * WRITERS * COMMITS
        assert found.version == before + WRITERS * COMMITS


PROCESS = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from support.engines import make_config
sys.path[:0] = [{here!r}]
from test_writers import count_on
from cms.app import create_app
count_on(create_app(make_config({url!r}, Path({folder!r}))), {piece})
"""


@pytest.mark.long
def test_processes_of_their_own_lose_nothing_either(app, piece, database_url, tmp_path):
    here = Path(__file__).parent
    values = {"url": database_url, "folder": str(tmp_path), "piece": piece}
    code = PROCESS.format(tests=str(here.parent), here=str(here), **values)
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [one.wait(60) for one in started] == [0, 0]
    with app.app_context():
        found = db.session.get(Submission, piece)
        assert found.planned_for == NOON + SECOND * 2 * COMMITS


# Without begin_write, two connections by hand


def moved(connection, piece):
    read = text("SELECT planned_for FROM submission WHERE id = :id")
    return connection.execute(read, {"id": piece}).scalar_one()


def move(connection, piece, value):
    write = text("UPDATE submission SET planned_for = :value WHERE id = :id")
    connection.execute(write, {"id": piece, "value": value})


def test_a_plain_begin_fails_the_second_of_two_writers(app, piece):
    with app.app_context(), db.engine.connect() as one, db.engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout=0")
        assert moved(one, piece) == moved(other, piece)
        move(one, piece, "2026-11-23 04:00:01.000000")
        one.commit()
        with pytest.raises(OperationalError, match="locked"):
            move(other, piece, "2026-11-23 04:00:02.000000")


@pytest.mark.usefixtures("piece")
def test_the_drivers_own_begin_after_the_read_loses_the_first_of_two_writes(app):
    with app.app_context():
        file = db.engine.url.database
    one, other = sqlite3.connect(file), sqlite3.connect(file)  # as SQLAlchemy leaves them
    read, write = "SELECT version FROM submission", "UPDATE submission SET version = ?"
    seen, also_seen = (each.execute(read).fetchone()[0] for each in (one, other))
    one.execute(write, (seen + 1,))
    one.commit()
    other.execute(write, (also_seen + 1,))
    other.commit()
    assert other.execute(read).fetchone()[0] == seen + 1  # two commits, one step
    one.close()
    other.close()


def test_a_writer_waits_for_the_other_one_to_end(app, piece):
    with app.app_context():
        begin_write(db.session)
        with db.engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout=0")
            other.rollback()
            assert moved(other, piece)  # readers are not held up
            other.rollback()
            with pytest.raises(OperationalError, match="locked"):
                other.execution_options(write=True).begin()


@both_engines
def test_a_write_that_begins_after_a_read_is_refused(app, piece):
    with app.app_context():
        submissions.get(piece)
        with pytest.raises(RuntimeError, match="before its first read"):
            begin_write(db.session)
        db.session.rollback()
        begin_write(db.session)


def test_the_next_transaction_of_a_writer_is_a_readers_again(app, piece):
    with app.app_context():
        begin_write(db.session)
        db.session.commit()
        submissions.get(piece)
        with db.engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout=0")
            other.rollback()
            other.execution_options(write=True).begin()


@pytest.mark.own_app
def test_every_sqlite_connection_is_durable_patient_and_strict(app):
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": BUSY_TIMEOUT_MS,
        "foreign_keys": 1,
    }
    with app.app_context(), db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted
            }
            assert found == wanted
