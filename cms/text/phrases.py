"""Where a line of Chinese may break without tearing a word."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import rjieba

from cms.text.han import HAN, simplify

# A word of one character leans on its neighbour, but for those that begin a phrase or end one.
_BEGINS = frozenset(
    "把被从当到对而给跟和还或及即就据可连让如若使随替同往为向与以由于在则至自比不也都更最将要能会已又"
)
_ENDS = frozenset("的了着过地得吗呢吧啊们里中上下后前时者")
_NUMERAL = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两半几数]$")
_WORD = re.compile(f"[{HAN}A-Za-z0-9]+")


@lru_cache(maxsize=2_048)
def breaks(text: str) -> tuple[int, ...]:
    """Return the places, as offsets into `text`, where a new line may begin inside Chinese.

    Breaks at spaces and after punctuation are the browser's own and are not listed. Words are the
    segmenter's (rjieba, whose dictionary takes 33 MB and is read at the first call) and those of
    `terms.txt`.
    """
    found, place = [], 0
    # The dictionary is Simplified; the folding is character by character, so that places stay.
    tokens = list(_tokens(simplify(text)))
    for before, after in pairwise(tokens):
        place += len(before)
        if _parts(before, after):
            found.append(place)
    return tuple(found)


@cache
def _terms() -> re.Pattern[str]:
    """Match the trade's words, which the segmenter's dictionary lacks."""
    listed = files(__package__).joinpath("terms.txt").read_text(encoding="utf-8").split()
    return re.compile("(" + "|".join(sorted(listed, key=len, reverse=True)) + ")")


def _tokens(text: str) -> Iterator[str]:
    for place, part in enumerate(_terms().split(text)):
        if part:
            yield from [part] if place % 2 else rjieba.cut(part)


def _parts(before: str, after: str) -> bool:
    if not (_WORD.fullmatch(before) and _WORD.fullmatch(after)):
        return False
    if before.isascii() and after.isascii():
        return False
    if _NUMERAL.search(before) or after in _ENDS:
        return False
    if after in _BEGINS or before in _ENDS:
        return True
    return len(before) > 1 and len(after) > 1
