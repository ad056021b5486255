"""References and normal forms: as Python reads them, and without its cliffs."""

import html
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.characters import MAX_MARKS, normalize, unescape
from cms.text.clean import clean
from cms.text.plain import tidy_line
from cms.text.policy import is_dangerous
from cms.text.slug import slug
from cms.text.tokens import index_tokens

FORMS = ["NFC", "NFD", "NFKC"]
MARKS = "\u0301\u0327\u0344\u0f73\u0f81\u3099\uff9e\uff9f"


@given(st.text(), st.sampled_from(FORMS))
def test_ordinary_text_has_its_normal_form(text, form):
    if len(text) <= MAX_MARKS:
        assert normalize(form, text) == unicodedata.normalize(form, text)


@given(st.text(f"ae汉{MARKS}", min_size=MAX_MARKS, max_size=150), st.sampled_from(FORMS))
def test_a_normal_form_is_its_own(text, form):
    once = normalize(form, text)
    assert normalize(form, once) == once == unicodedata.normalize(form, once)


@pytest.mark.parametrize("form", FORMS)
def test_marks_beyond_thirty_in_a_row_go(form):
    assert len(normalize(form, "汉" + MARKS * 1000 + "字")) <= 2 + MAX_MARKS
    assert normalize(form, "汉" + "\u0327" * 40 + "字") == "汉" + "\u0327" * 30 + "字"


def test_every_character_that_becomes_marks_counts_as_one():
    for character in map(chr, range(sys.maxunicode + 1)):
        first = unicodedata.normalize("NFKD", character)[0]
        if unicodedata.combining(first):
            assert len(normalize("NFC", character * 100)) < 100, hex(ord(character))


@pytest.mark.parametrize("read", [tidy_line, slug, index_tokens, is_dangerous, clean])
@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0f73\u0f81", "\u0f73", "\uff9e\u0327"])
def test_unsorted_marks_are_read_to_their_end(read, marks):
    read("汉" + marks * (200_000 // len(marks)))


@given(
    st.lists(st.sampled_from(["&#", "&", "x", "0", "6", "5", ";", "9", "amp", "汉"])).map("".join)
)
def test_references_are_read_as_python_reads_them(source):
    assert unescape(source) == html.unescape(source)


@pytest.mark.parametrize(
    ("digits", "character"),
    [("1" * 5000, "\ufffd"), ("0" * 5000 + "65", "A"), ("0" * 5000, "\ufffd")],
)
def test_a_reference_of_endless_digits_is_read_too(digits, character):
    assert unescape(f"<&#{digits};&#{digits}>") == f"<{character}{character}>"


@pytest.mark.parametrize(
    "source", ['<a href="{}">1</a>', "<a title={}>1</a>", "<p>{}</p>", "<x>{}</x>", "{}"]
)
@pytest.mark.parametrize("reference", ["&#{}", "&amp;#{};", "&#38;#{};", "&#x{};"])
def test_cleaning_survives_a_reference_of_endless_digits(source, reference):
    cleaned = clean(source.format(reference.format("1" * 5000))).html
    assert clean(cleaned).html == cleaned
