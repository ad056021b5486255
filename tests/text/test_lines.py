"""No line begins with a wave dash, and nothing but a span is added."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.lines import held


@pytest.mark.parametrize(
    ("html", "bound"),
    [
        ("<p>4～6℃</p>", '<p><span class="held">4～</span>6℃</p>'),
        ("<p>6%～30%</p>", '<p>6<span class="held">%～</span>30%</p>'),
        ("a&amp;～b", 'a<span class="held">&amp;～</span>b'),
        ('<img alt="4～6">', '<img alt="4～6">'),
        ("～二", "～二"),
        ("one ~ two", "one ~ two"),
    ],
)
def test_a_wave_dash_holds_to_what_it_follows(html, bound):
    assert held(html) == bound


@given(st.text(st.sampled_from("4～%<p>& ;amp="), max_size=30))
def test_only_spans_are_added(html):
    assert re.sub('<span class="held">(.*?～)</span>', r"\1", held(html)) == html
