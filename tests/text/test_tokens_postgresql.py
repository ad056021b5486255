"""PostgreSQL keeps the tokens as whole as SQLite does, and answers the same queries."""

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url
from support.engines import postgresql_server
from text.test_tokens import FOUND, PIECES

from cms.text.tokens import index_tokens, query_tokens, tsquery, tsvector_text


@pytest.fixture(scope="module")
def server():
    url = make_url(postgresql_server()).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        yield connection


def lexemes(server, text):
    row = server.execute("select tsvector_to_array(to_tsvector('simple', %s))", [text]).fetchone()
    return set(row[0])


@settings(deadline=None)
@example("0E0A 1e5 1e5x 24.5kg 0x1f 3d 2026 -1e-5 1.2.3")
@given(st.text() | st.text("0123456789e.,-+_/@:%a x地"))
def test_every_token_is_one_lexeme(server, text):
    assert lexemes(server, index_tokens(text)) == set(index_tokens(text).split())
    assert lexemes(server, tsvector_text(text)) == set(index_tokens(text).split())


@settings(deadline=None)
@given(st.text())
def test_no_query_breaks_the_syntax(server, q):
    server.execute("select to_tsquery('simple', %s)", [tsquery(query_tokens(q))])


@pytest.mark.parametrize(("q", "found"), FOUND)
def test_words_are_found_as_in_sqlite(server, q, found):
    query = "select to_tsvector('simple', %s) @@ to_tsquery('simple', %s)"
    hits = [
        number
        for number, text in PIECES.items()
        if server.execute(query, [tsvector_text(text), tsquery(query_tokens(q))]).fetchone()[0]
    ]
    assert hits == found


def test_a_huge_text_fits(server):
    text = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(300_000))
    assert len(lexemes(server, tsvector_text(text))) == len(tsvector_text(text).split())
