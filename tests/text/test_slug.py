"""Titles become addresses that people can read."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.text.slug import slug


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Ground-Source Heat Pumps: a Primer", "ground-source-heat-pumps-a-primer"),
        ("地源热泵：R32 与 CO₂", "地源热泵-r32-与-co2"),
        ("《地源熱泵》雜誌", "地源熱泵-雜誌"),
        ("ＡＢＣ１２３", "abc123"),
        ("Été à l'école", "été-à-l-école"),
        ("--- !!! ---", "piece"),
        ("", "piece"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_title_becomes_an_address(title, address):
    assert slug(title) == address


def test_a_long_title_is_cut_at_a_hyphen_or_between_chinese_characters():
    assert slug("word " * 30) == "-".join(["word"] * 16)
    assert slug("x" + "地" * 100) == "x" + "地" * 79
    assert slug("x" * 100) == "x" * 80


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@example("İ" * 60)
@example("ﷺ" * 30)
@example("a" * 79 + "-b")
def test_every_address_keeps_the_grammar(title):
    address = slug(title)
    assert 0 < len(address) <= 80
    assert all(part for part in address.split("-"))
    assert all(unicodedata.category(c)[0] in "LMN" for c in address.replace("-", ""))
    assert slug(address) == address
