"""Lines break where Chinese and English may break, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.letters.wrap import CLOSES, OPENS, WIDTH, wrap

CHINESE = "正文第四段说“水温低于五度，浆就不肯凝”，请说明这是进水还是回水；" * 4
ENGLISH = "An editor reads the piece and answers, and every decision comes to you by mail. " * 3


@pytest.mark.parametrize("text", [CHINESE, ENGLISH, CHINESE + ENGLISH])
def test_no_line_is_longer_than_can_be_read(text):
    for line in wrap(text).splitlines():
        assert sum(1 if one.isascii() else 2 for one in line) <= WIDTH + 8  # quotes count as one


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    for start in range(40):
        for line in wrap("字" * start + CHINESE).splitlines():
            assert line[0] not in CLOSES
            assert line[-1] not in OPENS


def test_words_and_addresses_stay_whole():
    address = "https://news.example/s/" + "a" * 100
    assert address in wrap(f"See {address} for more").splitlines()
    assert set(wrap(ENGLISH).split()) == set(ENGLISH.split())


def test_a_list_hangs_and_a_quotation_is_marked_on_every_line():
    lines = wrap(CHINESE, "1. ", "   ").splitlines()
    assert lines[0].startswith("1. 正文")
    assert all(line.startswith("   ") for line in lines[1:])
    assert all(line.startswith("> ") for line in wrap("a\n" + ENGLISH, "> ", "> ").splitlines())


@given(st.text(alphabet=st.sampled_from("中文字，。“”（）ab 1.-/\n"), max_size=300))
def test_nothing_is_lost(text):
    assert "".join(wrap(text).split()) == "".join(text.split())
