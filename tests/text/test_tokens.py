"""What is indexed is found: on a real FTS5 table, in both scripts, by any two characters."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.text.tokens import Term, fts5_query, index_tokens, query_tokens, tsquery, tsvector_text

PARAGRAPH = (
    "本项目位于河北某开发区，采用地源热泵系统，共钻井三百二十口，冬季机组能效比达到4.6，"
    "R32制冷剂充注量为12.5千克；地方媒体称其为“会呼吸的园区”。"
)
TRADITIONAL = "該項目採用地源熱泵系統，機組運行穩定，經濟效益顯著。"
PIECES = {
    1: PARAGRAPH,
    2: TRADITIONAL,
    3: "The R-32 refrigerant and CO₂ cut costs by 24.5% to 1,000 euros in a café",
    4: "空氣能與太陽能",
}
FOUND = [
    ("地源", [1, 2]),
    ("热泵", [1, 2]),
    ("熱泵", [1, 2]),
    ("地源热泵系统", [1, 2]),
    ("經濟", [2]),
    ("经济效益", [2]),
    ("空气能", [4]),
    ("泵", [1, 2]),
    ("区", [1]),
    ("著", [2]),
    ("r32", [1, 3]),
    ("R-32", [1, 3]),
    ("co2", [3]),
    ("24.5", [3]),
    ("24", []),
    ("1000", [3]),
    ("1,000", [3]),
    ("CAFE", [3]),
    ("ＲＥＦＲＩＧＥＲＡＮＴ costs", [3]),
    ("refrigerant 热泵", []),
    ("refriger", []),
    ("热泵 河北", [1]),
    ("源泵", []),
]


@pytest.fixture(scope="module")
def table():
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table found using fts5(body, tokenize='unicode61')")
    base.executemany(
        "insert into found(rowid, body) values (?, ?)",
        [(number, index_tokens(text)) for number, text in PIECES.items()],
    )
    yield base
    base.close()


def search(table, q):
    match = fts5_query(query_tokens(q))
    rows = table.execute("select rowid from found where found match ? order by rowid", [match])
    return [row[0] for row in rows]


@pytest.mark.parametrize(("q", "found"), FOUND)
def test_words_are_found(table, q, found):
    assert search(table, q) == found


def test_every_two_characters_of_a_paragraph_find_it(table):
    for run in re.findall("[\u4e00-\u9fff]+", PARAGRAPH):
        for place in range(len(run) - 1):
            assert 1 in search(table, run[place : place + 2])


@settings(deadline=None)
@given(st.text("地源熱泵热后後乾干隆發髮发经濟R2 ，", min_size=2, max_size=40), st.data())
def test_every_part_of_a_chinese_run_finds_the_text(text, data):
    indexed = index_tokens(text).split()
    for run in re.findall("[\u4e00-\u9fff]+", text):
        start = data.draw(st.integers(0, len(run) - 1))
        end = data.draw(st.integers(start + 1, len(run)))
        for term in query_tokens(run[start:end]):
            assert any(t == term.text or (term.prefix and t.startswith(term.text)) for t in indexed)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_tokens_hold_only_ascii_letters_and_digits(text):
    assert re.fullmatch("(?:[0-9a-z]{1,240}(?: [0-9a-z]{1,240})*)?", index_tokens(text))
    assert all(re.fullmatch("[0-9a-z]{1,240}", term.text) for term in query_tokens(text))


@settings(deadline=None)
@given(st.text(min_size=1))
def test_fts5_keeps_every_token_whole(text):
    tokens = index_tokens(text)
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(body, tokenize='unicode61')")
    base.execute("create virtual table v using fts5vocab(t, 'row')")
    base.execute("insert into t values (?)", [tokens])
    terms = {row[0] for row in base.execute("select term from v")}
    base.close()
    assert terms == set(tokens.split())


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_no_query_breaks_the_syntax(table, q):
    terms = query_tokens(q)
    assert len(terms) <= 40
    if terms:
        search(table, q)


@settings(deadline=None)
@given(st.text())
def test_a_text_answers_its_own_words(text):
    indexed = set(index_tokens(text).split())
    whole = {term.text for term in query_tokens(text) if not term.prefix}
    assert whole <= indexed


def test_the_queries_are_quoted_for_each_engine():
    terms = [Term("u70edu6cf5", prefix=False), Term("u6cf5", prefix=True)]
    assert query_tokens("熱泵 泵") == terms
    assert fts5_query(terms) == '"u70edu6cf5" AND "u6cf5"*'
    assert tsquery(terms) == "'u70edu6cf5' & 'u6cf5':*"
    assert query_tokens('" OR NEAR( *') == [Term("or", prefix=False), Term("near", prefix=False)]
    assert (fts5_query([]), tsquery([]), query_tokens("，。!")) == ("", "", [])


def test_a_huge_text_still_fits_a_tsvector():
    text = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(300_000))
    kept = tsvector_text(text).split()
    assert len(kept) == len(set(kept))
    assert sum(len(token) + 8 for token in kept) <= 900_000


def test_folding_is_the_same_from_many_threads():
    texts = [chr(code) for code in range(0x4E00, 0x9FFF, 5)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(index_tokens, texts * 3)) == [index_tokens(text) for text in texts] * 3
