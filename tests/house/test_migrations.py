"""The database's shape goes up and down on data, is what the models say, and is made once."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade
from sqlalchemy import create_engine, inspect, text
from support.engines import (
    both_engines,
    dispose,
    drop_postgresql,
    empty_postgresql,
    make_config,
)
from support.people import NOON, make_newsroom, released, sent, take

from cms.app import create_app
from cms.cli.database import migrate_database
from cms.config.folders import packed
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Channel
from cms.models.base import Model
from cms.queries.chains import broken_chains
from cms.queries.search import search

BY_HAND = "article_search"  # made by hand for each engine, as migrations/env.py says


@pytest.fixture
def empty_url(engine, tmp_path):
    """An empty database."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    url = empty_postgresql()
    yield url
    drop_postgresql(url)


@pytest.fixture
def empty(empty_url, tmp_path):
    """An app on it."""
    made = create_app(make_config(empty_url, tmp_path))
    yield made
    dispose(made)


def fill():
    """Work of every kind, made through the actions."""
    begin_write(db.session)
    make_newsroom()
    db.session.add(Channel(slug="wire", name="wire", kind="wire", created_at=NOON))
    db.session.flush()
    released(tags=("回填", "冬期"))
    one = sent(by=None, tags=("回填",))
    take(one, "claim", "ed")
    sent()
    db.session.commit()


def shape():
    """Every table with its columns and the names of its indexes and keys."""
    found = inspect(db.engine)
    return {
        name: (
            sorted(
                (one["name"], str(one["type"]), one["nullable"]) for one in columns(found, name)
            ),
            sorted(str(one["name"]) for one in found.get_indexes(name)),
            sorted(str(one["name"]) for one in found.get_foreign_keys(name)),
            sorted(str(one["name"]) for one in found.get_unique_constraints(name)),
        )
        for name in found.get_table_names()
    }


def columns(found, name):
    return [] if name.startswith(BY_HAND) else found.get_columns(name)


@both_engines
def test_down_and_up_again_on_data(empty):
    migrate_database(empty)
    with empty.app_context():
        first = shape()
        fill()
        assert len(search("回填")) == 1
        db.session.rollback()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    migrate_database(empty)
    with empty.app_context():
        assert shape() == first
        fill()
        assert list(broken_chains()) == []
        with pytest.raises(Exception, match="never changed"):
            db.session.execute(text("UPDATE event SET code = 'x'"))
        db.session.rollback()


def rows():
    """How many rows each table holds."""
    names = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    counted = {
        name: db.session.scalar(text(f"SELECT count(*) FROM {name}"))
        for name in sorted(names)
        if not name.startswith(BY_HAND)
    }
    db.session.rollback()
    return counted


@both_engines
def test_a_newsroom_of_an_earlier_shape_keeps_every_row(empty):
    steps = [one.revision for one in ScriptDirectory(packed("migrations")).walk_revisions()]
    migrate_database(empty)
    with empty.app_context():
        fill()
        before = rows()
        for revision in steps[1:]:
            downgrade(revision=revision)
            older = rows()
            assert older == {name: before[name] for name in older}
    migrate_database(empty)
    with empty.app_context():
        kept = rows()
        assert {name: kept[name] for name in older} == older
        assert older["person_section"] > 0
        assert list(broken_chains()) == []


@both_engines
def test_models_and_migrations_say_the_same(app):
    def include(_item, name, kind, _reflected, _compare_to):
        return not (kind in {"table", "index"} and name and BY_HAND in name)

    with app.app_context(), db.engine.connect() as connection:
        options = {"compare_type": True, "include_object": include}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Model.metadata) == []


def test_there_is_one_newest_shape():
    script = ScriptDirectory(packed("migrations"))
    assert len(script.get_heads()) == len(script.get_bases()) == 1


@both_engines
def test_going_up_twice_changes_nothing(app):
    with app.app_context():
        before = shape()
        fill_count = db.session.scalar(text("SELECT count(*) FROM person"))
        db.session.rollback()
    migrate_database(app)
    with app.app_context():
        assert shape() == before
        assert db.session.scalar(text("SELECT count(*) FROM person")) == fill_count


STARTS = """
from pathlib import Path
from support.engines import make_config
from cms.app import create_app
from cms.cli.database import migrate_database
from cms.config.folders import packed
migrate_database(create_app(make_config({url!r}, Path({folder!r}))))
"""


@both_engines
def test_processes_that_start_together_migrate_once(empty_url, tmp_path):
    tests = str(Path(__file__).parent.parent)
    code = f"import sys; sys.path.append({tests!r})\n"
    code += STARTS.format(url=empty_url, folder=str(tmp_path))
    run = [sys.executable, "-W", "error", "-c", code]
    started = [subprocess.Popen(run, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [one.communicate(timeout=90)[1] for one in started]
    assert [one.returncode for one in started] == [0, 0], errors
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    engine.dispose()
