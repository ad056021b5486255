"""What the tests of actions count."""

import pytest

from cms.extensions import db
from cms.models import Article, Byline, Delivery, Event, Revision, Submission


@pytest.fixture
def counts(session):
    """Call it for how many rows the tables of the main trip hold."""
    tables = (Submission, Revision, Event, Article, Byline, Delivery)

    def count() -> dict[str, int]:
        each = {one.__name__: db.select(db.func.count()).select_from(one) for one in tables}
        return {name: session.scalar(wanted) for name, wanted in each.items()}

    return count
