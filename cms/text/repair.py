"""Traces that conversion tools leave in Chinese text, found and, at a person's wish, taken out."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from cms.text.han import HAN, simplify
from cms.text.pinyin import is_syllable

_PINYIN = re.compile(
    f"(?P<kept>[{HAN}])[(（](?P<letters>[a-zü\u0300\u0301\u0304\u0308\u030c"
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,12})[)）]"
)
_PICTURE = re.compile(
    r"(?:^[^\S\n]*|<p>\s*)"
    r"(?P<found>(?:[\w-]{0,80}\.(?:jpe?g|png|gif|bmp|webp|tiff?)[)）\]]+)"
    r"|\.(?:jpe?g|png|gif|bmp|webp|tiff?))"
    r"(?:[^\S\n]*(?:\n|\Z)|\s*</p>)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Leftover:
    """A trace as it stands in the text (`發(fā)`, `.jpg)`) and what repair keeps of it."""

    kind: Literal["pinyin", "picture"]
    found: str
    kept: str


def find_leftovers(text: str) -> tuple[Leftover, ...]:
    """List pinyin in brackets behind a Chinese character, and lines that a lost picture left."""
    pinyin = (
        Leftover("pinyin", match[0], match["kept"])
        for match in _PINYIN.finditer(text)
        if _is_leftover(match)
    )
    pictures = (Leftover("picture", match["found"], "") for match in _PICTURE.finditer(text))
    return (*pinyin, *pictures)


def repair(text: str) -> str:
    """Take out all that `find_leftovers` lists; never run this unasked."""
    text = _PINYIN.sub(lambda match: match["kept"] if _is_leftover(match) else match[0], text)
    return _PICTURE.sub("", text)


def _is_leftover(match: re.Match[str]) -> bool:
    letters = unicodedata.normalize("NFC", match["letters"])
    # converters annotate traditional characters: behind one, even `(men)` is no English word
    return is_syllable(letters, sure=simplify(match["kept"]) != match["kept"])
