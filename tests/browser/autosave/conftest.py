"""A newsroom with pieces in review, one for each test that writes in one."""

import pytest
from support import people
from support.engines import dispose, fresh_sqlite, make_config
from support.served import Newsroom, close_all, serving

from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write

PIECES = 11


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """One newsroom for a file's tests; each takes a piece of its own."""
    folder = tmp_path_factory.mktemp("autosave")
    database = fresh_sqlite(folder)
    app = create_app(make_config(database, folder))
    with app.app_context():
        begin_write(db.session)
        for number in range(PIECES):
            people.take(people.sent(title=f"第{number + 1}篇"), "claim", "ed")
        db.session.commit()
    dispose(app)
    with serving(database, folder / "home", "none") as url:
        yield url


@pytest.fixture
def newsroom(chromium, site, javascript):
    yield Newsroom(site, chromium, javascript)
    close_all(chromium)
