"""What people type becomes paragraphs, and none of them merge or get lost."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from text.judge import text_of

from cms.errors import BadText
from cms.text.clean import clean
from cms.text.markup import FORMATS, to_html
from cms.text.plain import plain

HAN_LINE = st.text(
    "地源热泵系统运行数据井群能效第一二三，。；：“”（）A2 ", min_size=1, max_size=30
).filter(
    lambda line: re.search("[\u4e00-\u9fff]", line),
)
ENGLISH_LINE = st.text("abcdefg ", min_size=1, max_size=30).filter(str.strip)


def paragraphs(html):
    return re.findall("<p>(.*?)</p>", html, re.DOTALL)


@settings(deadline=None)
@given(st.text())
@example("a<b>&amp;\r\n\r\r<script>")
def test_plain_text_loses_nothing_but_white_space(source):
    kept = text_of(to_html(source, "plain"))
    lost = dict.fromkeys(map(ord, "\x00\r"))
    assert "".join(kept.split()) == "".join(source.translate(lost).split())


def test_every_plain_line_is_a_paragraph_and_blank_lines_only_separate():
    assert to_html("一<二\n　　二\r\n\n\n三 & 四", "plain") == (
        "<p>一&lt;二</p>\n<p>二</p>\n<p>三 &amp; 四</p>"
    )


@pytest.mark.parametrize("fmt", ["plain", "markdown"])
@settings(deadline=None)
@given(lines=st.lists(HAN_LINE, min_size=1, max_size=8))
def test_chinese_lines_stay_paragraphs_of_their_own(fmt, lines):
    html = clean(to_html("\n".join(lines), fmt)).html
    assert [part.split() for part in plain(html).split("\n")] == [line.split() for line in lines]


@settings(deadline=None)
@given(st.lists(ENGLISH_LINE, min_size=1, max_size=6))
def test_english_lines_that_end_no_sentence_flow_on_in_markdown(lines):
    html = to_html("\n".join(lines), "markdown")
    assert len(paragraphs(html)) == 1
    assert text_of(html).split() == " ".join(lines).split()


def test_an_english_sentence_at_the_end_of_a_line_ends_the_paragraph():
    html = to_html("The pump ran.\nIt stopped\nlater (twice).\nThe end", "markdown")
    assert paragraphs(html) == ["The pump ran.", "It stopped\nlater (twice).", "The end"]


def test_a_line_without_chinese_before_a_chinese_one_stays_apart():
    assert paragraphs(to_html("一\n.jpg)\n责编:liu\nEND", "markdown")) == [
        "一",
        ".jpg)",
        "责编:liu",
        "END",
    ]


def test_a_hard_break_stays_in_its_paragraph():
    assert to_html("一  \n二\\\n三", "markdown") == "<p>一<br />\n二<br />\n三</p>\n"


def test_a_heading_stands_directly_between_prose_lines():
    html = to_html("第一段\n## 小标题\n第二段\n### 又一个\n第三段", "markdown")
    assert html == (
        "<p>第一段</p>\n<h2>小标题</h2>\n<p>第二段</p>\n<h3>又一个</h3>\n<p>第三段</p>\n"
    )


def test_dashes_under_prose_are_a_rule_and_not_a_heading_of_many_lines():
    assert to_html("第一段。\n第二段。\n---\n第三段", "markdown") == (
        "<p>第一段。</p>\n<p>第二段。</p>\n<hr />\n<p>第三段</p>\n"
    )
    assert to_html("第一段\n标题\n====\n第三段", "markdown") == (
        "<p>第一段</p>\n<h1>标题</h1>\n<p>第三段</p>\n"
    )


def test_lists_quotes_tables_and_fences_are_left_as_written():
    html = to_html(
        "- 一\n  续\n- 二\n\n> 引\n> 用\n\n"
        "| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n\n```\n码\n码\n```\n~~旧~~",
        "markdown",
    )
    assert "<li>一\n续</li>\n<li>二</li>" in html
    assert "<p>引\n用</p>" in html
    assert "<td>1</td>\n<td>2</td>" in html
    assert "<code>码\n码\n</code>" in html
    assert "<s>旧</s>" in html


def test_emphasis_and_links_over_two_lines_stay_whole():
    html = to_html("一**粗\n粗**二\n[连\n接](https://a.example)三", "markdown")
    assert "<strong>粗\n粗</strong>" in html
    assert '<a href="https://a.example">连\n接</a>' in html


def test_indented_lines_are_prose_and_not_code():
    assert "<code>" not in to_html("    第一段\n\n\t第二段", "markdown")


def test_a_year_at_the_start_of_a_line_keeps_its_number():
    assert 'start="2026"' in clean(to_html("2026. 年初", "markdown")).html


def test_html_without_a_tag_is_read_as_plain_text():
    assert to_html("if x<y & y>z\n<bob@ok.example>", "html") == (
        "<p>if x&lt;y &amp; y&gt;z</p>\n<p>&lt;bob@ok.example&gt;</p>"
    )
    assert to_html("<p>一</p>\n二", "html") == "<p>一</p>\n二"


def test_html_in_markdown_reaches_the_cleaner():
    html = clean(to_html("一<script>x()</script>\n\n<div>二</div>", "markdown")).html
    assert plain(html) == "一\n二"


@settings(deadline=None)
@given(st.text(), st.sampled_from(FORMATS))
@example("> " * 5000, "markdown")
@example("- " * 60 + "x", "markdown")
@example("*a **a " * 300, "markdown")
@example("[" * 3000, "markdown")
def test_any_text_is_rendered_and_cleaned_or_refused(source, fmt):
    try:
        clean(to_html(source, fmt))
    except BadText as refusal:
        assert str(refusal)  # noqa: PT017  the message must have all its parameters


@pytest.mark.parametrize(
    "source",
    [
        "x" * 1_000_001,
        "x" * 300_001,
        "a\n\n" * 10_001,
        "a\n\n" * 300_000,
        "[" * 5_001,
        "[a](/b)" * 5_001,
        "*" * 50_001,
        "a_b~c`d<|\\" * 8_400,
    ],
)
def test_too_much_markdown_is_refused_before_it_is_read(source, monkeypatch):
    monkeypatch.setattr("cms.text.markup.renderer", None)
    with pytest.raises(BadText) as refusal:
        to_html(source, "markdown")
    assert str(refusal.value)


@pytest.mark.parametrize("source", ["> " * 41 + "x", "> " * 201 + "x", "- " * 201 + "x"])
def test_markdown_nested_deep_is_refused_and_not_cut(source):
    with pytest.raises(BadText, match="nested"):
        to_html(source, "markdown")


def test_a_long_address_is_not_written_out_a_thousand_times():
    named = "[a]: /" + "x" * 200_000 + "\n\n"
    assert len(to_html(named + "[a] " * 4, "markdown")) > 800_000
    with pytest.raises(BadText, match="addresses"):
        to_html(named + "[a] " * 4_000, "markdown")


@pytest.mark.parametrize("fmt", ["plain", "html"])
def test_too_many_paragraphs_are_refused_before_they_are_built(fmt, monkeypatch):
    assert to_html(" \n一\n\n" * 20_000, fmt).count("<p>") == 20_000
    monkeypatch.setattr("cms.text.markup._paragraphs", None)
    with pytest.raises(BadText, match="20000 paragraphs"):
        to_html("一\n" * 20_001, fmt)


@pytest.mark.parametrize("part", [20, 400, 100_000])
@pytest.mark.parametrize("fmt", FORMATS)
def test_an_article_of_a_hundred_thousand_characters_is_taken_in_every_format(fmt, part):
    parts = ["地源热泵系统运行数据" * (part // 10)] * (100_000 // part)
    source = "<p>" + "</p>\n<p>".join(parts) + "</p>" if fmt == "html" else "\n\n".join(parts)
    assert plain(clean(to_html(source, fmt)).html).split("\n") == parts


def test_an_unknown_format_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="docx"):
        to_html("x", "docx")
