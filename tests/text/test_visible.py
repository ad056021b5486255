"""What shows a reader nothing counts as empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.visible import has_words

NOTHING = "\u200b\u00ad\u2060\ufeff\u3164\u2800\u115f\u1160\uffa0\u0301\ufe0f \n\t\u3000\u202e"


@given(st.text(alphabet=NOTHING))
def test_blanks_in_any_number_show_nothing(text):
    assert not has_words(text)


@pytest.mark.parametrize("text", ["热", "a", "7", "？", "🔥", "\u200b热\u200b", "—"])
def test_a_single_sign_is_something(text):
    assert has_words(text)
