"""Whether a byline names a person, however it is written."""

import re
import unicodedata

from cms.text.han import HAN, simplify

_HAN_NAME = re.compile(f"[{HAN}]{{2,}}")
_NOT_HAN = re.compile(f"[^{HAN}]")
_WORD = re.compile(r"[^\W_]+")


def names_alike(one: str, other: str) -> bool:
    """Tell whether the byline `one` names the person `other`, alone or among others.

    Width, case, script (Traditional or Simplified), spaces, invisible characters and what stands
    around the name make no difference. A Chinese name is found inside a longer run, so that
    `艾德润与别人` is caught; an English one only as whole words in their order.
    """
    byline, person = _fold(one), _fold(other)
    wanted = _NOT_HAN.sub("", person)
    if _HAN_NAME.fullmatch(wanted):
        return wanted in _NOT_HAN.sub("", byline)
    words, held = _WORD.findall(person), _WORD.findall(byline)
    starts = range(len(held) - len(words) + 1)
    return bool(words) and any(held[at : at + len(words)] == words for at in starts)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    seen = (each for each in plain if unicodedata.category(each) != "Cf")
    return simplify("".join(seen).casefold())
