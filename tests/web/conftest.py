"""What tests of the web share: a count of all that is written, pieces made behind the pages."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from support import kept, people
from support.limits import QUARTER
from support.routes import walk

from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models.base import Model
from cms.web.quotas import QUOTAS, Quota

# What people wrote and are; `seen_at` moves by itself.
KEPT = ("person", "submission", "article", "revision", "event", "section", "delivery", "media")
PASSING = {"seen_at"}


@pytest.fixture
def written(app) -> Callable[[], dict[str, object]]:
    """Every table's number of rows, and every submission's version.

    Who is signed in and how often something was tried is counted apart from what a request writes.
    """

    def count() -> dict[str, object]:
        with app.app_context():
            found: dict[str, object] = {
                table.name: db.session.scalar(select(func.count()).select_from(table))
                for table in Model.metadata.sorted_tables
                if table.name not in {"counter", "person_session"}
            }
            versions = db.session.execute(db.text("SELECT id, version, state FROM submission"))
            found["versions"] = sorted(map(tuple, versions))
            return found

    return count


@pytest.fixture
def made(app):
    """`made(work)` runs `work()` in a transaction of its own and gives the id of its piece."""

    def make(work: Callable[[], object], what: str = "id") -> object:
        with app.app_context():
            begin_write(db.session)
            value = getattr(work(), what)
            db.session.commit()
            return value

    return make


@pytest.fixture
def piece(made) -> int:
    """A piece that ann sent and ed claimed."""

    def work():
        one = people.sent()
        people.take(one, "claim", "ed")
        return one

    return made(work)


@pytest.fixture
def article(made):
    """`article(**changes)` releases a piece and gives its public id."""

    def release(**changes: object) -> str:
        return made(lambda: people.released(**changes).article, "public_id")

    return release


@pytest.fixture
def dump(app):
    """All that people wrote and are, to be compared whole."""

    def read():
        with app.app_context():
            return {
                name: [
                    {key: value for key, value in row.items() if key not in PASSING}
                    for row in db.session.execute(
                        select(table).order_by(*table.primary_key.columns)
                    ).mappings()
                ]
                for name, table in Model.metadata.tables.items()
                if name in KEPT
            }

    return read


@pytest.fixture
def addresses(app, article, piece):
    """Every address that takes a POST, with the ids of a piece and an article that exist."""
    assert article()
    assert piece
    return [address for _endpoint, address in walk(app, "POST")]


@pytest.fixture
def shown(made):
    """`shown(work)` makes a piece; gives its id, and (name, names of sizes) of its files."""

    def make(work: Callable[[], object]) -> tuple[object, list]:
        found: list = []

        def look() -> object:
            piece = work()
            found.extend(kept.files_of(piece))
            return piece

        return made(look), found

    return make


@pytest.fixture
def few(monkeypatch):
    """`few("sign_in", Scope.PLACE, 2)`: this quota instead of the usual ones."""

    def limit(purpose, scope, most):
        monkeypatch.setitem(QUOTAS, purpose, (Quota(scope, most, QUARTER),))

    return limit
