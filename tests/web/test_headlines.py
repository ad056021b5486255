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
    assert [one.text_content() for one in html.fromstring(f"<h1>{headline(title)}</h1>")] == clauses


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("体育馆用地源热泵把四季接起来", "体育馆用地源热泵|把四季接起来"),
        ("測量誤差從哪裡來", "測量誤差|從哪裡來"),
        ("三十二口孔打到一百二十米", "三十二口孔打|到一百二十米"),
        ("R290热泵在学校的第一个冬天", "R290热泵|在学校的|第一个|冬天"),
        ("雨<雪>的地方", "雨<雪>的|地方"),
    ],
)
def test_a_line_breaks_between_words_and_leaves_none_alone(title, words):
    assert str(headline(title)) == f'<span class="clause">{escape(words)}</span>'.replace(
        "|", "<wbr>"
    )


@pytest.mark.parametrize(
    "title",
    ["Twelve wells: one winter", "1:200", "井", ""],
)
def test_other_languages_stay_as_they_are(title):
    assert headline(title) == title
    assert not isinstance(headline(title), Markup)


@given(st.text(st.sampled_from("井水：，。？“”<>&'\"a1 ,:\n"), max_size=40))
def test_no_character_is_lost_and_none_becomes_markup(title):
    shown = headline(title)
    plain = html.fromstring(f"<h1>{escape(shown)}</h1>")
    assert plain.text_content() == title
    assert {one.tag for one in plain.iter()} <= {"h1", "span", "wbr"}
