"""What the tests of reads need: many articles at once, and a count of queries."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from support.people import NOON, sent

from cms.extensions import db
from cms.models import Article, ArticleState, Kind, Language


@pytest.fixture
def publish(session):
    """`publish(at, at, …, **columns)` puts one article for each time, all of one revision."""
    numbers = itertools.count()

    def make(*times, **columns):
        text = sent().current
        given = {"state": ArticleState.LIVE, "kind": Kind.NEWS, "language": Language.ZH_HANS}
        given |= {"section_id": text.submission.section_id, "slug": "s", "revision_id": text.id}
        made = [
            Article(
                public_id=f"{next(numbers):08}",
                published_at=at,
                updated_at=at,
                **(given | columns),
            )
            for at in times or (NOON,)
        ]
        session.add_all(made)
        session.flush()
        return made

    return make


@pytest.fixture
def queries(session):
    """`with queries() as seen:` collects the statements that the block sends."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        session.flush()
        session.expunge_all()
        event.listen(db.engine, "before_cursor_execute", note)
        yield seen
        event.remove(db.engine, "before_cursor_execute", note)

    return collect
