"""Chinese characters: which they are, and traditional ones folded into simplified."""

import re
from functools import cache, lru_cache
from threading import Lock

from opencc import OpenCC

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The inside of a regular-expression class."""

_BEYOND_ASCII = re.compile(f"[{HAN}]")
_lock = Lock()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=32_768)
def _simplified(character: str) -> str:
    with _lock:
        folded = str(_converter().convert(character))
    return folded if len(folded) == 1 else character


def simplify(text: str) -> str:
    """Fold traditional characters into simplified ones, each for itself.

    Conversion by phrase would read 乾 one way alone and another way in a word, so that
    a part of a text would not be found in it.
    """
    return _BEYOND_ASCII.sub(lambda match: _simplified(match[0]), text)
