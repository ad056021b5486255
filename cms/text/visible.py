"""Whether a text shows a reader anything at all."""

import unicodedata

# Letters and symbols by their category that nevertheless print nothing.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
SHOWN = frozenset("LNPS")


def has_words(text: str) -> bool:
    """Tell whether a reader sees a letter, number, sign or picture in the text."""
    return any(unicodedata.category(each)[0] in SHOWN and each not in BLANK for each in text)
