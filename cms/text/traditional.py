"""Simplified Chinese as readers in Taipei and Hong Kong read it."""

import re
from functools import cache, lru_cache
from threading import Lock

from opencc import OpenCC

from cms.text.han import simplify
from cms.text.words import WORDS

_lock = Lock()
_ALIKE = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@lru_cache(maxsize=2_048)
def traditional(text: str) -> str:
    """Return Simplified text in Traditional characters, words and quotation marks.

    Everything else (placeholders, markup, Latin names) stays as it is.
    """
    with _lock:
        # OpenCC reads up to the first NUL.
        converted = "\0".join(str(_converter().convert(part)) for part in text.split("\0"))
    return _ALIKE.sub(lambda match: WORDS[match[0]], converted)


def said_in(locale: str, zh: str, en: str) -> str:
    """Choose between the two texts that the newsroom keeps, for a reader of this interface."""
    if locale == "zh_Hant":
        return traditional(zh)
    return zh if locale.startswith("zh") else en


@lru_cache(maxsize=4_096)
def script_of(text: str) -> str:
    """Tell how Chinese is written: `zh-Hant`, `zh-Hans`, or `zh` where both write it so."""
    if simplify(text) != text:
        return "zh-Hant"
    return "zh-Hans" if traditional(text) != text else "zh"
