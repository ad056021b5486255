"""Codes by RFC 6238 and recovery codes: the standard's own numbers, and everything typed."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.onetime import (
    RECOVERY_ALPHABET,
    STEP,
    code_at,
    grouped,
    hash_recovery_code,
    matching_step,
    new_key,
    new_recovery_codes,
    uri,
)

# Appendix B of RFC 6238, the last six of its eight digits.
RFC_KEY = base64.b32encode(b"12345678901234567890").decode()
RFC = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
NOW = datetime(2026, 11, 23, 4, 0, 10, tzinfo=UTC)
NOW_STEP = int(NOW.timestamp()) // STEP
SECRET = "a secret of the tests, long enough"


@pytest.mark.parametrize(("seconds", "code"), RFC)
def test_codes_are_the_standards(seconds, code):
    assert code_at(RFC_KEY, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(
    ("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_clocks_may_differ_by_half_a_minute(steps, taken):
    key = new_key()
    code = code_at(key, NOW + timedelta(seconds=steps * STEP))
    expected = NOW_STEP + steps if taken else None
    assert matching_step(key, code, after=None, now=NOW) == expected


def test_what_was_used_and_all_before_it_is_over():
    key = new_key()
    code = code_at(key, NOW)
    assert matching_step(key, code, after=NOW_STEP - 1, now=NOW) == NOW_STEP
    assert matching_step(key, code, after=NOW_STEP, now=NOW) is None
    assert matching_step(key, code, after=NOW_STEP + 1, now=NOW) is None


@given(st.text())
def test_whatever_is_typed_is_read_without_failing(typed):
    matching_step(RFC_KEY, typed, after=None, now=NOW)
    assert len(hash_recovery_code(SECRET, typed)) == 64


@given(st.text(alphabet=" \t\u3000", max_size=9))
def test_gaps_and_full_width_digits_change_nothing(gap):
    code = code_at(RFC_KEY, NOW)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code)
    for typed in (gap.join(code), gap.join(wide)):
        assert matching_step(RFC_KEY, typed, after=None, now=NOW) == NOW_STEP


def test_every_key_is_another_one_and_reads_in_fours():
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(base64.b32decode(key)) == 20 for key in keys)
    assert grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_the_picture_holds_the_site_and_the_account():
    address = uri(RFC_KEY, "ed@demo.example", "恒温层")
    assert address.startswith("otpauth://totp/")
    assert f"secret={RFC_KEY}" in address


def test_recovery_codes_hold_eighty_bits_each():
    codes = [one for _ in range(20) for one in new_recovery_codes()]
    assert len(set(codes)) == 200
    for code in codes:
        assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]
        assert set(code.replace("-", "")) <= set(RECOVERY_ALPHABET)
    assert len(RECOVERY_ALPHABET) ** 16 == 2 ** (16 * 5)


@given(st.sampled_from(["upper", "spaces", "misread"]))
def test_a_recovery_code_may_be_typed_as_people_read_it(how):
    code = "0123-4567-89ab-cdef"
    typed = {
        "upper": code.upper(),
        "spaces": f"  {code.replace('-', ' ')} ",
        "misread": code.replace("0", "O").replace("1", "l"),
    }[how]
    assert hash_recovery_code(SECRET, typed) == hash_recovery_code(SECRET, code)
    assert hash_recovery_code("another secret, as long", typed) != hash_recovery_code(SECRET, code)
