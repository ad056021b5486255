"""Text taken out of clean HTML, cut, counted and freed of what it may not hold."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from text.judge import is_xml, text_of

from cms.text.clean import clean
from cms.text.markup import to_html
from cms.text.plain import excerpt, faults, plain, size, strip_faults, tidy_line, xml_safe

ANY = st.text(st.characters(exclude_categories=()))
REFERENCES = st.lists(
    st.sampled_from(
        ["&#", "&#x", "0", "1", "202e", ";", "x", "&lrm", "\x00", "\u202e", "&amp;", "9"]
    ),
).map("".join)


def test_blocks_stand_on_lines_of_their_own():
    html = (
        "<h2>标题</h2><p>一&amp;二<br>三</p>\n<ul><li>四</li><li>五</li></ul>"
        "<table><tr><th>六</th><td>七</td></tr></table><pre>a\n  b</pre>"
    )
    assert plain(html) == "标题\n一&二\n三\n四\n五\n六 七\na\nb"


def test_a_line_break_in_the_source_is_a_space_in_english_and_nothing_in_chinese():
    assert plain("<p>heat\npump 热\n泵，\n好</p>") == "heat pump 热泵，好"


@settings(deadline=None)
@given(st.text())
def test_no_text_is_lost_on_the_way_to_plain(source):
    html = clean(to_html(source, "plain")).html
    assert "".join(plain(html).split()) == "".join(text_of(html).split())


@settings(deadline=None)
@given(st.text("地源，。 ab.\n", max_size=200), st.integers(1, 60))
def test_an_excerpt_is_never_too_long_and_always_a_beginning(source, length):
    html = to_html(source, "plain")
    whole = " ".join(plain(html).split())
    cut = excerpt(html, length)
    assert len(cut) <= max(length, 1)
    assert cut == whole or (cut.endswith("…") and whole.startswith(cut[:-1]))


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("短。", 10, "短。"),
        ("第一句说完了。第二句还没有说完", 10, "第一句说完了。…"),
        ("第一句一直没有说完", 6, "第一句一直…"),
        ("The heat pump runs", 12, "The heat…"),
        ("It ran. It stopped again", 14, "It ran.…"),
        ("地源热泵heatpump系统", 8, "地源热泵hea…"),
    ],
)
def test_an_excerpt_ends_where_a_reader_would_pause(text, length, cut):
    assert excerpt(f"<p>{text}</p>", length) == cut


@settings(deadline=None)
@given(ANY)
@example("\ufffe\uffff\ud800\x00\x1f ok")
def test_xml_takes_what_is_called_safe(text):
    assert is_xml(xml_safe(text))


@given(st.text("地a\t\n\U0001f600\u00a0"))
def test_what_xml_allows_stays(text):
    assert xml_safe(text) == text


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("地源热泵R32系统，运行3年。", "zh-Hans", 11),
        ("The well-known R32 system's COP is 4.5.", "en", 7),
        ("地源热泵", "en", 1),
        ("", "zh-Hant", 0),
    ],
)
def test_chinese_is_counted_in_characters_and_english_in_words(text, language, count):
    assert size(text, language) == count


def test_a_tidy_line_is_composed_trimmed_and_single_spaced():
    assert tidy_line(" e\u0301\t地　源\n\nx ") == "é 地 源 x"


@pytest.mark.parametrize("unseen", "\u200b\u2060\ufeff\u00ad")
def test_a_tidy_line_holds_nothing_without_width(unseen):
    assert tidy_line(f"{unseen}艾{unseen}德 {unseen} e{unseen}\u0301{unseen}") == "艾德 é"


@pytest.mark.parametrize(
    ("line", "tidy"),
    [
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("\u200d艾\u200c 德\u200d，\u200c", "艾 德，"),
        ("a" + "\u200c\u200d" * 9 + "b", "a\u200cb"),
        ("\u200b\u200d\ufeff", ""),
    ],
)
def test_a_joiner_stays_where_it_joins(line, tidy):
    assert tidy_line(line) == tidy


@given(ANY | st.text("a，汉 \u200b\u200c\u200d\u0301\u3099🔥"))
def test_tidying_twice_changes_nothing(text):
    assert tidy_line(tidy_line(text)) == tidy_line(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("正常 text\n第二行\t", []),
        ("a\x00", ["nul"]),
        ("a\x01", ["control"]),
        ("a\x85", ["control"]),
        ("a\ufffe", ["control"]),
        ("a\ud800", ["surrogate"]),
        ("a\u202e", ["bidi"]),
        ("a\u2066", ["bidi"]),
        ("a\u200f", ["bidi"]),
        ("a\u061c", ["bidi"]),
        ("a\ufffd", ["replacement"]),
        ("&#0;", ["nul"]),
        ("&#x1;", ["control"]),
        ("&#xD800;", ["surrogate"]),
        ("&#x202E", ["bidi"]),
        ("&rlm;", ["bidi"]),
        ("&#xFFFD;", ["replacement"]),
        ("&#146;&#10;&#x5730;&#99999999999;", []),
    ],
)
def test_faults_of_a_body_are_named(text, found):
    assert faults(text, line=False) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb", ["control"]),
        ("a\tb", ["control"]),
        ("a\u2028b", ["control"]),
        ("&#0;", []),
        ("地", []),
    ],
)
def test_a_line_may_not_break_and_knows_no_references(text, found):
    assert faults(text, line=True) == found


@settings(deadline=None)
@given(ANY | REFERENCES, st.booleans())
@example("&#&#&#&#&#&#&#&#0;0;0;0;0;0;0;0;", False)
@example("&#\ufffd0;", False)
@example("&#xfff&#xfffd;d;", False)
def test_nothing_is_left_to_find_after_stripping(text, line):
    assert faults(strip_faults(text, line=line), line=line) == []


@given(st.text("地源a1 &;#<>é\U0001f600"), st.booleans())
@example("&#38;&amp;&#x26;", False)
def test_stripping_leaves_a_text_without_faults_alone(text, line):
    if not faults(text, line=line):
        assert strip_faults(text, line=line) == text
