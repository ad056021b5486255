"""A letter put together: subject, text and HTML."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

MARK = "•%d•"


@dataclass(frozen=True)
class Letter:
    """A letter as it goes out, but for the secrets of its links."""

    subject: str
    text: str
    html: str


def compose(letter: str, locale: str, context: Mapping[str, object]) -> Letter:
    """Return the letter in this language."""
    lines = "\n".join(f"{key}: {value}" for key, value in context.items())
    return Letter(f"{letter} ({locale})", lines, "")


def fingerprint(letter: Letter) -> str:
    """Return SHA-256, in hex, over subject, text and HTML: what an event keeps of its letter."""
    parts = [letter.subject, letter.text, letter.html]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
