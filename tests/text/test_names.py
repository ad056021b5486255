"""A byline names an editor however it is written, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.names import names_alike


@pytest.mark.parametrize(
    "byline",
    [
        "艾德润",
        "艾德润\u200b",
        "艾德潤",
        "艾 德润",
        "艾德润（本报）",
        "艾德润/别人",
        "艾德润 与 别人",
    ],
)
def test_a_chinese_name_is_known_in_every_dress(byline):
    assert names_alike(byline, "艾德润")


@pytest.mark.parametrize(
    "byline", ["Ben Castlow", "By Ben  CASTLOW, staff", "Ｂｅｎ Castlow & Ann"]
)
def test_an_english_name_is_known_in_every_dress(byline):
    assert names_alike(byline, "Ben Castlow")


@pytest.mark.parametrize(
    ("byline", "person"),
    [
        ("艾德", "艾德润"),
        ("Hannah", "Ann"),
        ("Castlow Ben", "Ben Castlow"),
        ("", "ann"),
        ("ann", ""),
        ("——", "…"),
        ("Bend Castlow", "Ben Castlow"),
    ],
)
def test_another_name_is_another_person(byline, person):
    assert not names_alike(byline, person)


@given(before=st.text(), after=st.text())
def test_a_chinese_name_is_found_whatever_stands_around_it(before, after):
    assert names_alike(f"{before}艾德润{after}", "艾德润")


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one, other):
    assert names_alike(one, other) in {True, False}
