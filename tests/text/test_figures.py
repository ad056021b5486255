"""Figures are completed from the list of pictures, and nothing else of a text changes."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from text.judge import text_of

from cms.text.clean import clean
from cms.text.figures import place, without_figures
from cms.text.plain import plain

DRILL, PUMP, STRANGE = "a" * 64, "b" * 64, "c" * 64


@dataclass(frozen=True)
class Shown:
    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 1200
    height: int = 800


PICTURES = {
    DRILL: Shown("https://news.example/media/drill.jpg", "钻机", "开钻 & 回填", "王敏 摄"),
    PUMP: Shown("https://news.example/media/pump.jpg", 'A "pump" <b>', width=60, height=40),
}
SHOWN_DRILL = (
    '<img src="https://news.example/media/drill.jpg" alt="钻机" width="1200" height="800">'
)
WORDS_OF_DRILL = "<figcaption>开钻 &amp; 回填 <small>王敏 摄</small></figcaption>"
SHOWN_PUMP = (
    '<img src="https://news.example/media/pump.jpg" '
    'alt="A &quot;pump&quot; &lt;b&gt;" width="60" height="40">'
)


def img(sha256=DRILL, more=""):
    return f'<img src="/media/{sha256}.webp"{more}>'


def placed(source):
    return place(clean(source).html, PICTURES)


def test_a_figure_gets_the_picture_its_words_and_its_credit():
    assert placed(f"<p>一</p><figure>{img()}</figure><p>二</p>") == (
        f"<p>一</p><figure>{SHOWN_DRILL}{WORDS_OF_DRILL}</figure><p>二</p>",
        {DRILL},
    )


def test_words_of_a_picture_are_never_markup():
    assert placed(f"<figure>{img(PUMP)}</figure>")[0] == f"<figure>{SHOWN_PUMP}</figure>"


def test_a_caption_typed_in_the_text_counts_where_the_list_has_none():
    typed = "<figcaption>In the <em>text</em></figcaption>"
    assert placed(f"<figure>{img()}{typed}</figure>")[0] == (
        f"<figure>{SHOWN_DRILL}{WORDS_OF_DRILL}</figure>"
    )
    assert placed(f"<figure>{typed}{img(PUMP)}</figure>")[0] == (
        f"<figure>{typed}{SHOWN_PUMP}</figure>"
    )


@pytest.mark.parametrize(
    "source",
    [
        f"<figure>{img(STRANGE)}</figure>",
        f"<figure>{img(STRANGE)}<p></p></figure>",
        f"<figure><figure>{img(STRANGE)}</figure></figure>",
        "<figure></figure>",
    ],
)
def test_a_picture_that_the_list_does_not_hold_is_left_out(source):
    assert placed(f"<p>一</p>{source}<p>二</p>") == ("<p>一</p><p>二</p>", set())


def test_what_was_written_beside_a_picture_that_is_left_out_stays():
    assert placed(f"<figure>{img(STRANGE)}<figcaption>图</figcaption></figure>") == (
        "<figure><figcaption>图</figcaption></figure>",
        set(),
    )


def test_a_picture_stands_once():
    twice = placed(f"<figure>{img()}</figure><p>一</p><figure>{img()}</figure>")
    assert twice == (f"<figure>{SHOWN_DRILL}{WORDS_OF_DRILL}</figure><p>一</p>", {DRILL})
    assert placed(f"<figure>{img()}{img()}{img(PUMP)}</figure>")[1] == {DRILL}


@pytest.mark.parametrize("source", [f"<p>一{img()}二</p>", f"<figcaption>一{img()}二</figcaption>"])
def test_outside_a_figure_no_picture_stands(source):
    html, names = placed(source)
    assert (plain(html), names) == ("一二", set())
    assert "<img" not in html


def test_figures_stand_in_quotes_lists_and_each_other():
    inner = f"<figure>{SHOWN_DRILL}{WORDS_OF_DRILL}</figure>"
    assert placed(f"<blockquote><figure>{img()}</figure></blockquote>")[0] == (
        f"<blockquote>{inner}</blockquote>"
    )
    assert placed(f"<figure><figure>{img()}</figure>{img(PUMP)}</figure>")[0] == (
        f"<figure>{inner}{SHOWN_PUMP}</figure>"
    )


def test_a_picture_in_a_caption_is_not_lost_with_its_words():
    source = f"<figure>{img()}<figcaption>x<figure>{img(PUMP)}</figure></figcaption></figure>"
    assert placed(source)[1] == {DRILL}


def test_nobody_else_s_address_is_taken_for_one_of_ours():
    html = f'<figure><img src="https://evil.example/media/{DRILL}.webp"></figure>'
    assert place(html, PICTURES) == ("", set())


def test_text_without_pictures_is_the_text_alone():
    html, _names = placed(f"<p>一</p><figure>{img()}</figure><figure>表</figure>")
    assert without_figures(html) == "<p>一</p><figure>表</figure>"


PARTS = st.lists(
    st.sampled_from(
        [
            "<figure>",
            "</figure>",
            '<figure lang="en">',
            "<figcaption>",
            "</figcaption>",
            "<p>",
            "</p>",
            "<blockquote>",
            "</blockquote>",
            "<table><tr><td>",
            "</td></tr></table>",
            '<a href="/x">',
            "</a>",
            img(),
            img(PUMP, ' alt="<figure>"'),
            img(STRANGE),
            "&lt;figure>",
        ],
    )
    | st.text(max_size=6),
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(PARTS)
def test_no_text_outside_figures_is_ever_touched(source):
    html = clean(source).html
    complete, names = place(html, PICTURES)
    words = re.sub(r"\s", "", _outside(complete))
    assert words == re.sub(r"\s", "", _outside(html))
    assert place(html, PICTURES) == (complete, names)
    urls = lxml_html.fragment_fromstring(complete, create_parent="div").xpath("//figure//img/@src")
    assert sorted(urls) == sorted(PICTURES[name].url for name in names)
    assert complete.count("<img") == len(names)


@settings(deadline=None)
@given(PARTS)
def test_without_its_pictures_a_text_only_loses_figures(source):
    html = clean(source).html
    kept, names = place(html, {})
    assert not names
    assert "<img" not in kept
    assert text_of(kept) == text_of(html)


def _outside(html):
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    for each in tree.xpath("//figure[not(ancestor::figure)]"):
        each.drop_tree()
    return tree.text_content()
