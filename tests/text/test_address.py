"""Addresses written differently that reach one mailbox, and how one is shown to a stranger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.address import masked, same_address, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wen@demo.example", "WEN@Demo.Example"),
        ("wen@demo.example", "  wen@demo.example "),
        ("wen@例子.中国", "wen@xn--fsqu00a.xn--fiqs8s"),
        ("Wen@例子.中国", "wen@XN--FSQU00A.xn--fiqs8s"),
    ],
)
def test_one_mailbox_is_known_however_it_is_written(one, other):
    assert same_address(one, other)
    assert same_address(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wen@demo.example", "wen2@demo.example"),
        ("wen@demo.example", "wen@demo.example.org"),
        ("wen@demo.example", "wen+news@demo.example"),
        ("", ""),
        ("wen@demo.example", ""),
        ("wеn@demo.example", "wen@demo.example"),  # the е is a Cyrillic letter
        ("x@straße.example", "x@strasse.example"),
        ("x@xn--strae-oqa.example", "x@strasse.example"),
        ("straße@demo.example", "strasse@demo.example"),
        ("x@βόλος.example", "x@βόλοσ.example"),
        ("\u017fam@demo.example", "sam@demo.example"),  # a long s
    ],
)
def test_other_mailboxes_are_others(one, other):
    assert not same_address(one, other)


@given(st.text(max_size=80))
def test_anything_typed_is_read_without_fail(text):
    spellings(text)
    masked(text)
    assert same_address(text, text) == bool(text.strip())


def test_a_masked_address_shows_its_first_letter_and_its_domain():
    assert masked("wen@demo.example") == "w…@demo.example"
    assert masked("温@demo.example") == "温…@demo.example"
