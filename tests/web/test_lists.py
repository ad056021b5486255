"""Months, pages of lists and search: every piece once, whatever is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.rules.facts import Text

AT_NIGHT = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # 1 November, 07:30, in Shanghai


def text(title, body="正文。"):
    return {"text": Text(title, body, "plain", "导语", (("安念秋", "云舸设计院"),))}


@both_engines
def test_a_month_is_the_newsrooms_own(client, made):
    made(lambda: people.released(now=AT_NIGHT, **text("夜里发的")))
    assert "夜里发的" in client.get("/archive/2026/11").text
    assert "夜里发的" not in client.get("/archive/2026/10").text


@pytest.mark.parametrize(
    "month", ["2026/00", "2026/13", "0000/01", "0001/01", "9999/12", "2026/1", "26/01"]
)
def test_a_month_that_is_none_is_not_there(client, month):
    assert client.get(f"/archive/{month}").status_code == 404


@both_engines
def test_december_ends_with_the_year(client, made):
    last = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    made(lambda: people.released(now=last, **text("年末")))
    assert "年末" in client.get("/archive/2026/12").text
    assert "年末" not in client.get("/archive/2027/01").text


@both_engines
def test_pages_of_a_list_hold_every_piece_once(client, made):
    def many():
        for number in range(45):
            people.released(
                now=people.NOON + timedelta(minutes=number // 3), **text(f"第{number}篇稿件")
            )
        return people.section()

    made(many)
    for start in ("/sections/news", "/search?q=稿件", "/archive/2026/11"):
        seen, where, pages = [], start, 0
        while where and pages < 9:
            page = open_page(client, where)
            seen += page.all("//ol[@class='rows']//h2//text() | //ol[@class='rows']//h3//text()")
            where, pages = next(iter(page.all("//a[@rel='next']/@href")), None), pages + 1
        titles = [one for one in seen if one.startswith("第")]
        assert len(titles) == len(set(titles)) == 45, start
        assert pages == 3
        assert titles[0] == "第44篇稿件"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "x",
        "1",
        "1-2-3",
        "-1--1",
        "9" * 30 + "-1",
        "1-" + "9" * 30,
        "0-0",
        "٣-٣",
        "%00-1",
        "nan-1",
    ],
)
def test_a_position_that_makes_no_sense_is_passed_over(client, before):
    for path in ("/sections/news", "/archive/2026/11", "/search"):
        assert client.get(f"{path}?q=x&before={before}").status_code == 200


HOSTILE = [
    '"',
    "'",
    "*",
    "(",
    ")",
    "NEAR(a b)",
    "a AND",
    "OR",
    "NOT a",
    "-a",
    "a:b",
    "tokens:a",
    "^a",
    "{a b}",
    "a* b",
    '"a" NEAR/3 "b',
    "a&b|!c",
    "a:*",
    "<->",
    "\\",
    "%",
    "_",
    "; DROP TABLE article",
    "\x00",
    "\u202e",
    "一" * 10_000,
    "a " * 5_000,
    "'" * 10_000,
    "\ufffd",
    "🦊",
    "ﷺ",
    "\u0300",
]


@both_engines
def test_whatever_is_searched_for_is_answered(client, article):
    article()
    for query in HOSTILE:
        answer = client.get("/search", query_string={"q": query})
        assert answer.status_code == 200, query
    assert client.get("/search?q=%ED%A0%80&q=2").status_code == 200


@both_engines
def test_search_finds_two_characters_traditional_by_simplified_and_english_words(client, article):
    article(**text("地埋管换热孔", "The grout must set slowly."))
    for query in ("换热", "換熱", "grout", "GROUT", "地埋管 slowly"):
        assert "地埋管换热孔" in found(client, query), query
    assert "地埋管换热孔" not in found(client, "太阳")


def found(client, query):
    return open_page(client, "/search", query_string={"q": query}).words()


def test_a_query_stands_in_the_page_as_text(client):
    page = open_page(client, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22onfocus=x")
    assert not page.all("//script[not(@src)]")
    assert page.all("//*[@id='q']/@value")[0].startswith("<script>")
    assert not page.all("//@onfocus")
