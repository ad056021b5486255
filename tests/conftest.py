"""Fixtures that every floor's tests share."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from support import people
from support.engines import (
    common_app,
    dispose,
    drop_postgresql,
    fresh_postgresql,
    fresh_sqlite,
    make_config,
    own_app,
)

from cms.extensions import db
from cms.extensions.database import begin_write
from cms.web.contribute import spam

# Property tests take their time by `--hypothesis-profile=long`; no run is judged by its speed.
settings.register_profile("usual", deadline=None)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile("usual")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CMS_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _nobody_writes_too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests fill forms faster than people; those of the time trap set it again."""
    monkeypatch.setattr(spam, "LEAST", timedelta(0))


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The engine of this test: SQLite, unless `both_engines` says otherwise."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def database_url(engine: str, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with section `news` and the people of every test."""
    if engine == "sqlite":
        yield fresh_sqlite(tmp_path)
        return
    url = fresh_postgresql()
    yield url
    drop_postgresql(url)


@pytest.fixture
def app(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on that database; no context is held.

    Tests share one and change its `cms_config` at most; those marked `own_app` get their own.
    """
    config = make_config(database_url, tmp_path)
    made = own_app(config) if request.node.get_closest_marker("own_app") else common_app(config)
    yield made
    dispose(made)


@pytest.fixture
def session(app: Flask) -> Iterator:
    """A session in a writing transaction, for floors below the web; never used with `client`."""
    with app.app_context():
        begin_write(db.session)
        yield db.session
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def browse(app: Flask):
    """`browse("ed")` is ed's browser, `browse(None)` a stranger's."""

    def open_browser(name: str | None = None) -> FlaskClient:
        browser = app.test_client()
        if name:
            people.sign_in(browser, app, name)
        return browser

    return open_browser
