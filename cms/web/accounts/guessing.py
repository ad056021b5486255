"""How soon a password would be guessed, told at a cost that nobody can drive up."""

from collections.abc import Iterable
from math import prod
from typing import Any

from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE

STRONG = 3  # of zxcvbn's 0 to 4: ten thousand million guesses
READ = 64  # characters that are looked at; the time grows with the square
WORDS = 20  # of what is known about the person
# zxcvbn tries every way to read signs as letters, one after the other: "@4({[<3691!|0$5+7%2" has
# two thousand. All ten digits have four.
MOST_READINGS = 8
ONE_SIGN_A_LETTER = str.maketrans("@{[<!|$+", "4(((1157")


def easy_to_guess(password: str, about: Iterable[str] = ()) -> bool:
    """Tell whether a guesser with dictionaries, names and `about` would soon have it."""
    known = [text[:READ] for text in about]
    words = [part for text in known for part in [text, *text.replace("@", " ").split()] if part]
    found: dict[str, Any] = zxcvbn(_bounded(password[:READ]), user_inputs=words[:WORDS])
    return int(found["score"]) < STRONG


def _bounded(password: str) -> str:
    """Return the password, its signs for the same letter made one where they are too many."""
    if _readings(password) <= MOST_READINGS:
        return password
    return password.translate(ONE_SIGN_A_LETTER)


def _readings(password: str) -> int:
    there = set(password)
    return prod(max(1, len(there.intersection(signs))) for signs in L33T_TABLE.values())
