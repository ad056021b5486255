"""Text without markup: taken from clean HTML, cut to length, freed of unwanted characters."""

import re
import unicodedata

from cms.text import characters
from cms.text.han import HAN
from cms.text.policy import BLOCKS
from cms.text.scan import tags

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_HAN = re.compile(f"[{HAN}]")
_BLANKS = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r" ?\n[ \n]*")
_FOLDED = re.compile(r"[\t\n\f\r]")
_FOLDED_HAN = re.compile(f"(?<=[{HAN}，。、；：！？])[^\\S\n]*+\n\\s*+(?=[{HAN}])")
_WIDTHLESS = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")
_JOINERS = re.compile("[\u200c\u200d]++")
_SENTENCE = re.compile(r"[。！？…]+[”’」』）]*|(?<![.!?])[.!?]++[\"')\]]*+(?=\s)")
_CELLS = frozenset({"td", "th"})
_PARTS = {
    "nul": re.compile(characters.NUL),
    "control": re.compile(f"[{characters.CONTROL}]"),
    "surrogate": re.compile(f"[{characters.SURROGATE}]"),
    "bidi": re.compile(f"[{characters.BIDI}]"),
    "replacement": re.compile(characters.REPLACEMENT),
}
_BREAKS = re.compile(f"[{characters.LINE_BREAKING}]")


def plain(html: str) -> str:
    """Give the text of clean HTML; blocks stand on lines of their own, cells apart by a space."""
    out: list[str] = []
    place, kept = 0, False  # within `pre` lines are kept
    for tag in tags(html):
        out.append(_text(html[place : tag.start], kept=kept))
        place = tag.end
        if tag.name in _CELLS:
            out.append(" ")
        elif tag.name in BLOCKS or tag.name == "br":
            out.append("\n")
        kept = (tag.name == "pre" and not tag.closing) or (kept and tag.name != "pre")
    out.append(_text(html[place:], kept=kept))
    return _GAPS.sub("\n", _BLANKS.sub(" ", "".join(out))).strip()


def _text(source: str, *, kept: bool) -> str:
    text = characters.unescape(source)
    return text if kept else _FOLDED.sub(" ", _FOLDED_HAN.sub("", text))


def excerpt(html: str, length: int) -> str:
    """Give at most `length` characters of the text on one line, ending in `…` when cut.

    The cut falls after a sentence, else between words or Chinese characters.
    """
    text = " ".join(plain(html).split())
    if len(text) <= length:
        return text
    head = text[: max(length - 1, 0)]
    ends = [match.end() for match in _SENTENCE.finditer(text, 0, length) if match.end() < length]
    if ends and ends[-1] >= length // 2:
        return head[: ends[-1]].rstrip("…") + "…"
    if head and not _divides(text, len(head)):
        words = head.rsplit(" ", 1)[0]
        head = words if len(words) >= length // 2 else head
    return head.rstrip(" ,;:，；：、…") + "…"


def _divides(text: str, place: int) -> bool:
    """Say whether the text may be cut before `place` without hurting a word."""
    before, after = text[place - 1], text[place]
    return not (before.isalnum() and after.isalnum()) or bool(
        _HAN.match(before) or _HAN.match(after)
    )


def xml_safe(text: str) -> str:
    """Drop the characters that XML 1.0 forbids, lone surrogates included."""
    return characters.NOT_XML.sub("", text)


def size(text: str, language: str) -> int:
    """Count as editors do: characters and words in Chinese (`zh…`), words in other languages."""
    if language.lower().startswith("zh"):
        return len(_HAN.findall(text)) + len(_WORD.findall(_HAN.sub(" ", text)))
    return len(_WORD.findall(text))


def tidy_line(text: str) -> str:
    """Compose (NFC), drop what has no width, make all white space single spaces, and trim.

    One joiner (U+200C, U+200D) stays where it joins: emoji and some scripts need it.
    """
    shown = _JOINERS.sub(_joiner, _WIDTHLESS.sub("", text))
    return " ".join(characters.normalize("NFC", shown).split())


def _joiner(found: re.Match[str]) -> str:
    start, end = found.span()
    around = found.string[max(start - 1, 0) : start], found.string[end : end + 1]
    joins = all(one and unicodedata.category(one)[0] in "LMNS" for one in around)
    return found[0][0] if joins else ""


def faults(text: str, *, line: bool) -> list[str]:
    """Name what the text may not hold: "control", "nul", "surrogate", "bidi", "replacement".

    On a `line` a newline or tab is a control character too; in a body (not a line) numeric
    HTML references to such characters count as the character.
    """
    seen = (
        text
        if line
        else text + "".join(map(characters.referred, characters.REFERENCE.finditer(text)))
    )
    found = [name for name, pattern in _PARTS.items() if pattern.search(seen)]
    if line and "control" not in found and _BREAKS.search(text):
        found.append("control")
    return found


def strip_faults(text: str, *, line: bool) -> str:
    """Take out all that `faults` names; on a line, breaks become spaces."""
    if line:
        return _BREAKS.sub(" ", characters.FAULTY.sub("", text))
    return characters.drop(text, characters.FAULTY)
