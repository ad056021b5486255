"""A letter as it goes out: its secrets in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from cms.letters import files
from cms.letters.compose import MARK


@dataclass(frozen=True)
class Outgoing:
    """One letter to one address; what is sent again is the same, byte for byte."""

    number: int
    letter: str
    address: str
    subject: str
    text: str
    html: str
    message_id: str
    written: datetime
    language: str

    def file(self, instance: Path) -> Path:
        """Return where the letter lies when there is no mail server."""
        return files.place(instance, written=self.written, number=self.number, letter=self.letter)


def reveal(text: str, secrets: Sequence[str], *, markup: bool = False) -> str:
    """Put the secrets where their marks stand."""
    for number, secret in enumerate(secrets, 1):
        text = text.replace(MARK % number, escape(secret) if markup else secret)
    return text
