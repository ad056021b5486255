"""No text is stored without having been cleaned and sealed by its constructor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from support.people import NOON, sent

from cms.errors import BadText
from cms.models import Revision
from cms.models.revision import seal
from cms.text.clean import POLICY_VERSION

SOURCE = {
    "title": "题",
    "dek": "导语",
    "body": "<p>文</p><script>alert(1)</script>",
    "format": "html",
    "bylines": [{"name": "安念秋", "affiliation": ""}],
}

# What a text of that source was sealed with while no text could hold a picture.
SEALED_BEFORE = "ab99aa172a425facd2cd0652856b2d23a311f21a479036f948e9c0e435c640b1"


def test_source_and_clean_text_are_stored_together():
    made = Revision(**SOURCE)
    assert made.body == SOURCE["body"]
    assert "script" not in made.html
    assert made.policy == POLICY_VERSION
    assert [what for _kind, what, _count in made.removed] == ["script"]


@pytest.mark.parametrize(
    "given",
    [{"html": "<script>"}, {"policy": 0}, {"removed": []}, {"source_hash": "of another text"}],
    ids=lambda each: next(iter(each)),
)
def test_what_the_constructor_makes_can_not_be_given(given):
    with pytest.raises(TypeError):
        Revision(**SOURCE, **given)


@pytest.mark.parametrize("missing", SOURCE)
def test_no_part_of_the_source_can_be_left_out(missing):
    with pytest.raises(TypeError):
        Revision(**{name: value for name, value in SOURCE.items() if name != missing})


def test_a_text_that_can_not_be_cleaned_makes_no_revision():
    with pytest.raises(BadText):
        Revision(**SOURCE | {"body": "<b>" * 300 + "x"})


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "题 "},
        {"dek": ""},
        {"body": "<p>文</p>"},
        {"format": "markdown"},
        {"bylines": []},
        {"bylines": [{"name": "安念秋", "affiliation": "云舸"}]},
        {"images": [{"sha256": "ab", "alt": "", "caption": "", "credit": ""}]},
        {"images": [{"sha256": "ab", "alt": "钻机", "caption": "", "credit": ""}]},
    ],
    ids=str,
)
def test_the_seal_changes_with_every_part_of_the_source(changed):
    assert Revision(**SOURCE).source_hash != Revision(**SOURCE | changed).source_hash


def test_the_seal_does_not_depend_on_how_the_text_was_cleaned():
    made = Revision(**SOURCE)
    made.html, made.policy = "<p>otherwise</p>", POLICY_VERSION + 1
    assert made.source_hash == seal(
        made.title, made.dek, made.body, made.format, made.bylines, made.images
    )


def test_a_text_without_pictures_has_the_seal_it_had_before_there_were_pictures():
    assert Revision(**SOURCE).source_hash == Revision(**SOURCE, images=[]).source_hash
    assert Revision(**SOURCE).source_hash == SEALED_BEFORE


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4))
def test_moving_a_border_between_parts_changes_the_seal(parts):
    joined = ["".join(parts[:2]), *parts[2:]]
    assert seal(*parts) != seal(*joined)


def test_one_number_is_one_revision(session):
    one = sent()
    again = Revision(**SOURCE, submission_id=one.id, number=1, created_at=NOON)
    session.add(again)
    with pytest.raises(IntegrityError):
        session.flush()
