"""Ed at his desk in a real browser, with a piece to write in."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine, text
from support import people
from support.engines import dispose, fresh_sqlite, make_config
from support.served import Newsroom, close_all, serving

from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.rules.facts import Text


@pytest.fixture(scope="package")
def database(tmp_path_factory):
    return fresh_sqlite(tmp_path_factory.mktemp("editor"))


@pytest.fixture(scope="package")
def site(database, tmp_path_factory):
    with serving(database, tmp_path_factory.mktemp("editor-home") / "home", "none") as url:
        yield url


@pytest.fixture(scope="package")
def ed(chromium, site):
    """Ed at his desk, signed in once; every test opens a piece of its own."""
    newsroom = Newsroom(site, chromium, javascript=True)
    page = newsroom.sign_in("ed")
    expect(page).to_have_url(f"{site}/desk/")
    page.strange = newsroom.strange
    yield page
    close_all(chromium)


@pytest.fixture
def piece(database, tmp_path):
    """`piece(body, format)` is a piece that ed may edit."""

    def make(body="第一段。\n第二段。", fmt="plain"):
        app = create_app(make_config(database, tmp_path))
        with app.app_context():
            begin_write(db.session)
            one = people.sent(text=Text("回填的三个细节", body, fmt, "导语", (("安念秋", ""),)))
            people.take(one, "claim", "ed")
            db.session.commit()
            made = one.id
        dispose(app)
        return made

    return make


@pytest.fixture
def kept(database):
    """`kept(piece)` is its newest revision, as the database has it."""

    def read(submission_id):
        wanted = text(
            "SELECT body, format, html, images, number FROM revision"
            " WHERE submission_id = :id ORDER BY number DESC LIMIT 1"
        )
        engine = create_engine(database)
        with engine.connect() as connection:
            found = connection.execute(wanted, {"id": submission_id}).mappings().one()
        engine.dispose()
        return found

    return read
