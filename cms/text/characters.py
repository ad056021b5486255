"""Characters that no text may hold, HTML references, and normal forms in linear time."""

import html
import re
import unicodedata
from typing import Literal

NUL = "\x00"
CONTROL = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
SURROGATE = "\ud800-\udfff"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
LINE_BREAKING = "\t\n\r\u2028\u2029"
REPLACEMENT = "\ufffd"

UNWANTED = re.compile(f"[{NUL}{CONTROL}{SURROGATE}{BIDI}]")
FAULTY = re.compile(f"[{NUL}{CONTROL}{SURROGATE}{BIDI}{REPLACEMENT}]")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REFERENCE = re.compile(
    r"&(?:#[xX](?P<hex>[0-9a-fA-F]{1,40})|#(?P<decimal>[0-9]{1,40})|(?P<mark>[lr]lm));?"
)
MAX_MARKS = 30
"""Combining marks in a row, as UAX 15 bounds them; to order n of them takes n squared steps."""
_DECIMAL = re.compile(r"&#(?=[0-9])0*+([0-9]{0,8})[0-9]*+")
_BECOMING_MARKS = re.compile("[\u0f73\u0f75\u0f81\uff9e\uff9f]")
_RUN = re.compile(rb"[^\0]{%d}([^\0]+)" % MAX_MARKS)
_MARKS = {"lrm": "\u200e", "rlm": "\u200f"}


def referred(match: re.Match[str]) -> str:
    """Give the character that a numeric reference (or `&lrm;`) means; `""` beyond Unicode.

    HTML reads 0x80 to 0x9F as Windows-1252 letters, so these come back as a plain space.
    """
    if match["mark"]:
        return _MARKS[match["mark"]]
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    if 0x80 <= code <= 0x9F:  # noqa: PLR2004  the C1 block
        return " "
    return chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004  the end of Unicode


def drop(text: str, unwanted: re.Pattern[str] = UNWANTED) -> str:
    """Take unwanted characters, and references to them, out of an HTML source.

    A removal can join two halves to a new reference; there a space keeps them apart.
    """

    def without(match: re.Match[str]) -> str:
        return "" if unwanted.match(referred(match)) else match[0]

    text = unwanted.sub("", text)
    smaller = REFERENCE.sub(without, text)
    if smaller == text:
        return text
    return REFERENCE.sub(lambda match: without(match) or " ", smaller)


def unescape(source: str) -> str:
    """Give the text of an HTML source; Python's own raises ValueError beyond 4,300 digits."""
    return html.unescape(_DECIMAL.sub(r"&#0\1", source))


def normalize(form: Literal["NFC", "NFD", "NFKC"], text: str) -> str:
    """Give the normal form, in which at most 30 combining marks follow each other."""
    if text.isascii():
        return text
    return _thin_marks(unicodedata.normalize(form, _thin_marks(text)))


def _thin_marks(text: str) -> str:
    classes = bytes(map(unicodedata.combining, _BECOMING_MARKS.sub("\u0301", text)))
    kept, place = [], 0
    for run in _RUN.finditer(classes):
        kept.append(text[place : run.start(1)])
        place = run.end()
    return "".join([*kept, text[place:]])
