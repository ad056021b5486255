"""Whether a byline names a person, however it is written."""

import re
import unicodedata
from itertools import accumulate

from cms.text.characters import normalize
from cms.text.han import HAN, simplify

_HAN_NAME = re.compile(f"[{HAN}]{{2,}}")
_NOT_HAN = re.compile(f"[^{HAN}]")
_UNSEEN = re.compile("['’\u115f\u1160\u3164\uffa0]")
_WORD = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+")


def names_alike(one: str, other: str) -> bool:
    """Tell whether the byline `one` names the person `other`, alone or among others.

    Width, case, accents, script (Traditional or Simplified), spaces, invisible characters and what
    stands around the name make no difference. A Chinese name is found inside a longer run, so that
    `艾德润与别人` is caught; an English one only as whole words in their order.
    """
    byline, person = _fold(one), _fold(other)
    wanted = _NOT_HAN.sub("", person)
    if _HAN_NAME.fullmatch(wanted):
        return wanted in _NOT_HAN.sub("", byline)
    words, held = _WORD.findall(person), _WORD.findall(byline)
    return bool(words) and _stand_in(words, held)


def _stand_in(words: list[str], held: list[str]) -> bool:
    """Tell whether `words` follow each other in `held`, however both are spaced."""
    wanted, run = "".join(words), "".join(held)
    edges = {0, *accumulate(map(len, held))}
    at = run.find(wanted)
    while at >= 0:
        if at in edges and at + len(wanted) in edges:
            return True
        at = run.find(wanted, at + 1)
    return False


def _fold(text: str) -> str:
    plain = normalize("NFKC", normalize("NFD", text).casefold())
    bare = _UNSEEN.sub("", normalize("NFD", plain))
    seen = (each for each in bare if unicodedata.category(each) not in {"Cf", "Mn", "Me"})
    return simplify(normalize("NFKC", "".join(seen)))
