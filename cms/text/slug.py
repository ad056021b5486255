"""Readable addresses out of titles in any script."""

import re
import unicodedata

from cms.text.characters import normalize
from cms.text.han import HAN

MAX_LENGTH = 80
FALLBACK = "piece"
_HAN = re.compile(f"[{HAN}]")


def slug(title: str) -> str:
    """Give lower-case letters, marks and digits of `title`, all else as single hyphens.

    At most 80 characters, cut at a hyphen or beside a Chinese character; `piece` when
    nothing is left.
    """
    folded = normalize("NFKC", normalize("NFKC", title).lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    return _cut("-".join(kept.split())) or FALLBACK


def _cut(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    for place in range(MAX_LENGTH, MAX_LENGTH // 2, -1):
        if text[place] == "-" or _HAN.match(text[place]) or _HAN.match(text[place - 1]):
            return text[:place].rstrip("-")
    return text[:MAX_LENGTH].rstrip("-")
