"""Lines of plain text, short enough to read, broken where Chinese and English may break."""

import re
import unicodedata

from cms.text.han import HAN

WIDTH = 72  # columns; a Chinese character takes two
OPENS, CLOSES = "“‘（《〈「『【〔", "，。、；：！？”’）》〉」』】〕…％"
_PIECE = re.compile(
    f"\\s+|[{OPENS}]*(?:[{HAN}]|[^\\s{HAN}{OPENS}{CLOSES}]+|(?=[{CLOSES}])|(?<=[{OPENS}])(?=\\s|$))"
    f"[{CLOSES}]*"
)


def wrap(text: object, first: str = "", rest: str = "") -> str:
    """Break each line of the text; `first` stands before its first line, `rest` before the others.

    No line begins with a closing mark or ends with an opening one. A word or address longer than
    a line stays whole.
    """
    lines: list[str] = []
    for one in str(text).splitlines() or [""]:
        lines += _broken(one, rest if lines else first, rest)
    return "\n".join(lines)


def _broken(line: str, first: str, rest: str) -> list[str]:
    lines, start = [], first
    used, out = _columns(start), start
    for piece in _pieces(line):
        if used + _columns(piece.rstrip()) > WIDTH and out.strip() != start.strip():
            lines.append(out.rstrip())
            start, out, used = rest, rest + piece.lstrip(), _columns(rest + piece.lstrip())
        else:
            out, used = out + piece, used + _columns(piece)
    return [*lines, out.rstrip()]


def _pieces(line: str) -> list[str]:
    return [found for found in _PIECE.findall(line) if found]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
