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
    "byline",
    [
        *[
            "Ben Castlow",
            "By Ben  CASTLOW, staff",
            "Ｂｅｎ Castlow & Ann",
            "责编Ben Castlow（本报）",
        ],
        *["BenCastlow", "ben-castlow / Ann", "B\ufe00e\u200bn Cast\u00adlow", "Ben\u3164Castlow"],
        *["Bén Castlow", "B e n C a s t l o w", "Ben_Castlow"],
    ],
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
        ("Ruben Castlow", "Ben Castlow"),
        ("Ben Castlowe", "Ben Castlow"),
        ("O’Neil", "Neil"),
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


@pytest.mark.parametrize("name", ["艾德润", "Ben Castlow", "O'Neil", "李 Ming"])
@given(data=st.data())
def test_a_name_is_known_through_anything_unseen(name, data):
    unseen = data.draw(st.lists(st.text("\u200b\u2060\ufeff\u00ad\u200d\u3164\ufe0f", max_size=3)))
    places = data.draw(st.lists(st.integers(0, len(name)), min_size=len(unseen)))
    byline = name
    for place, dirt in zip(places, unseen, strict=False):
        byline = byline[:place] + dirt + byline[place:]
    assert names_alike(f"Ann, {byline}/别人", name)
