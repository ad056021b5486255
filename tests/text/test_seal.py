"""What is sealed opens under the same secret and purpose only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.seal import seal, unseal

SECRET = "a secret of the tests, long enough"


@given(st.text())
def test_what_is_sealed_comes_back(text):
    kept = seal(SECRET, "outbox", text)
    assert unseal(SECRET, "outbox", kept) == text
    assert len(text) < 8 or text not in kept


def test_nothing_opens_under_another_secret_or_purpose_or_when_changed():
    kept = seal(SECRET, "outbox", "token")
    for secret, purpose, text in (
        ("another secret, long enough", "outbox", kept),
        (SECRET, "another", kept),
        (SECRET, "outbox", kept[:-4] + "AAA="),
        (SECRET, "outbox", "中"),
        (SECRET, "outbox", ""),
    ):
        with pytest.raises(ValueError, match="another secret"):
            unseal(secret, purpose, text)
