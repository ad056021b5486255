"""Headlines are cut where they pause, and nothing of them is lost or run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup, escape

from cms.web.headlines import headline


@pytest.mark.parametrize(
    ("title", "clauses"),
    [
        ("冬灌三忌：急、冷、猛", ["冬灌三忌：", "急、冷、猛"]),
        ("井边立牌“禁停”，隔天就有人问", ["井边立牌“禁停”，", "隔天就有人问"]),
        ("“能挖吗？”，先看图", ["“能挖吗？”，", "先看图"]),
        ("孔深一致,报价不一", ["孔深一致,", "报价不一"]),
    ],
)
def test_a_headline_is_cut_after_its_pauses(title, clauses):
    assert [one.text for one in html.fromstring(f"<h1>{headline(title)}</h1>")] == clauses


@pytest.mark.parametrize(
    "title",
    ["一口井的冬天", "来稿：“第一夜”", "收工了！", "Twelve wells: one winter", "井深1:200", ""],
)
def test_one_clause_and_other_languages_stay_as_they_are(title):
    assert headline(title) == title
    assert not isinstance(headline(title), Markup)


@given(st.text(st.sampled_from("井水：，。？“”<>&'\"a1 ,:\n"), max_size=40))
def test_no_character_is_lost_and_none_becomes_markup(title):
    shown = headline(title)
    plain = html.fromstring(f"<h1>{escape(shown)}</h1>")
    assert plain.text_content() == title
    assert {one.tag for one in plain} <= {"span"}
