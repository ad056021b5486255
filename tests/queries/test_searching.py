"""Search finds Chinese words of two characters, English words, and one script by the other."""

import pytest
from support.engines import both_engines
from support.people import NOON, released

from cms.models import ArticleState, Language
from cms.queries.articles import PAGE
from cms.queries.search import search
from cms.rules.facts import Text


def piece(title, body="一段。", dek="", names=("安念秋",), **changes):
    text = Text(title, body, "plain", dek, tuple((name, "") for name in names))
    return released(text=text, **changes).article


def ids(words, before=None):
    return [one.id for one in search(words, before)]


@pytest.fixture
def three(session):
    """A Simplified, a Traditional and an English piece, in this order."""
    made = (
        piece("地源热泵冬期回填", "先量水温，再拌浆。", names=("温叙白",), tags=("地埋管",)),
        piece("地源熱泵的聲學", "機房噪聲與減震。", language=Language.ZH_HANT),
        piece("Ground-source heat pumps", "The loop froze at −2.5 °C; R-32 helped.", "Café notes"),
    )
    session.flush()
    return [one.id for one in made]


FOUND = {
    "回填": [0],
    "水温": [0],
    "热泵": [1, 0],
    "熱泵": [1, 0],
    "声学": [1],
    "聲學": [1],
    "机房 噪声": [1],
    "地埋管": [0],
    "温叙白": [0],
    "泵": [1, 0],
    "HEAT pump": [],
    "heat pumps": [2],
    "Ｇｒｏｕｎｄ": [2],
    "cafe": [2],
    "r32": [2],
    "2.5": [2],
    "热泵 pumps": [],
    "没有这个词": [],
}
HOSTILE = [
    "",
    "  ",
    "'",
    '"',
    "*",
    "NOT",
    "AND (",
    "热泵 OR",
    "a:b",
    "热泵*)",
    "'; --",
    "\\",
    "&|!",
]


@both_engines
def test_words_find_their_pieces_newest_first(three):
    found = {words: ids(words) for words in FOUND}
    assert found == {words: [three[one] for one in places] for words, places in FOUND.items()}


@both_engines
@pytest.mark.usefixtures("three")
def test_no_words_break_the_search():
    for words in (*HOSTILE, "热" * 9999, "a " * 9999):
        assert isinstance(ids(words), list)


@pytest.mark.usefixtures("three")
def test_operators_are_words_too():
    assert ids("loop NOT pumps") == []


@both_engines
@pytest.mark.parametrize("state", [ArticleState.KILLED, ArticleState.UNPUBLISHED])
def test_what_the_public_may_not_read_is_not_found(session, state):
    one = piece("回填")
    one.state = state
    session.flush()
    assert ids("回填") == []


@both_engines
def test_paging_is_complete_and_without_repeats(session):
    made = [piece("回填").id for _ in range(PAGE + 3)]
    session.flush()
    first = ids("回填")
    assert first == made[:1:-1]
    assert ids("回填", first[PAGE - 1]) == [made[2], made[1], made[0]]


def test_a_search_costs_the_same_queries_for_one_piece_and_for_three(queries):
    costs = []
    for count in (1, 2):
        for _ in range(count):
            piece("回填", tags=("甲",), now=NOON)
        with queries() as seen:
            assert all(one.bylines[0].name and one.tags and one.section for one in search("回填"))
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 3
