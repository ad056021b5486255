"""A text changed behind the newsroom's back is named, and an article that shows another one."""

import pytest
from sqlalchemy import text
from support.engines import both_engines
from support.people import NOON, released, sent

from cms.queries.seals import altered_texts, strayed_articles


@both_engines
@pytest.mark.parametrize("column", ["title", "dek", "body", "html"])
def test_a_text_changed_in_the_database_is_named(session, column):
    sent()
    one = sent(now=NOON)
    assert list(altered_texts()) == []
    session.execute(
        text(f"UPDATE revision SET {column} = 'another' WHERE submission_id = :id"), {"id": one.id}
    )
    session.expire_all()
    assert list(altered_texts()) == [(one.receipt, 1)]


@both_engines
def test_an_article_that_shows_an_unreleased_text_is_named(session):
    live, other = released(), sent()
    assert list(strayed_articles()) == []
    session.execute(
        text("UPDATE article SET revision_id = :other WHERE id = :id"),
        {"other": other.current.id, "id": live.article_id},
    )
    assert list(strayed_articles()) == [live.article.public_id]


def test_html_of_an_older_policy_is_not_judged(session):
    one = sent()
    session.execute(text("UPDATE revision SET html = 'older', policy = 0"))
    session.expire_all()
    assert list(altered_texts()) == []
    assert one.current.html == "older"
