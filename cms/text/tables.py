"""Tables of clean HTML made ready for a page: columns of numbers to the right, wide ones scroll."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from cms.text.scan import Tag, tags

_NUMBER = re.compile(r"[+\-−–±<>≈~约]?\s?\d[\d,.\s]*%?(?:\s?[~～–—-]\s?\d[\d,.\s]*%?)?")
_COUNTED = re.compile(r"[+\-−–±<>≈~约]?\s?\d")
_NOTHING = re.compile(r"[—–\-/…]*|n/?a", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")


@dataclass
class _Cell:
    column: int
    start: int
    end: int  # of its start tag
    head: bool
    text: str = ""
    closing: int = 0  # where its end tag begins


@dataclass
class _Table:
    start: int
    cells: list[_Cell] = field(default_factory=list)
    spans: bool = False
    column: int = 0
    head: bool = False

    def numbers(self) -> frozenset[int]:
        """Return the columns, from 0, whose cells count or measure; the first one names rows."""
        texts: dict[int, list[str]] = defaultdict(list)
        for cell in self.cells:
            if not cell.head and not _NOTHING.fullmatch(cell.text):
                texts[cell.column].append(cell.text)
        return frozenset(column for column, told in texts.items() if column and _measures(told))


def set_tables(html: str, label: str) -> str:
    """Put each table of clean HTML into a box that scrolls, called by its caption or by `label`.

    In columns of numbers every cell gets the class `n`; a head without words is an empty cell. A
    table with cells over several rows keeps its columns, and so does one inside another.
    """
    changes: list[tuple[int, int, str]] = []
    for table, end in _tables(html):
        called = _plain(_between(html, table.start, end, "caption")) or label
        box = f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(called)}">'
        changes += ((table.start, table.start, box), (end, end, "</div>"))
        numbers = frozenset() if table.spans else table.numbers()
        for cell in table.cells:
            changes += _changes(cell, to_right=cell.column in numbers)
    out: list[str] = []
    at = 0
    for start, stop, put in sorted(changes):
        out += (html[at:start], put)
        at = stop
    return "".join([*out, html[at:]])


def _changes(cell: _Cell, *, to_right: bool) -> Iterator[tuple[int, int, str]]:
    if cell.head and cell.closing and not cell.text:
        yield cell.start, cell.start + len("<th"), "<td"
        yield cell.closing, cell.closing + len("</th"), "</td"
    if to_right:
        yield cell.end - 1, cell.end - 1, ' class="n"'


def _tables(html: str) -> Iterator[tuple[_Table, int]]:
    """Yield each outer table that is closed, with the place after its end."""
    table, depth = _Table(0), 0
    for tag in tags(html):
        if tag.name == "table":
            depth = max(0, depth + (-1 if tag.closing else 1))
            if depth == 1 and not tag.closing:
                table = _Table(tag.start)
            elif depth == 0 and table.start < tag.start and tag.closing:
                yield table, tag.end
        elif depth == 1:
            _take(table, tag, html)


def _take(table: _Table, tag: Tag, html: str) -> None:
    if tag.name == "thead":
        table.head = not tag.closing
    elif tag.name == "tr":
        table.column = 0
    elif tag.name in ("td", "th") and tag.closing and table.cells:
        cell = table.cells[-1]
        cell.text = _plain(html[cell.end : tag.start])
        cell.closing = tag.start
    elif tag.name in ("td", "th") and not tag.closing:
        spans = dict(tag.attributes)
        head = tag.name == "th" and (table.head or spans.get("scope") != "row")
        table.cells.append(_Cell(table.column, tag.start, tag.end, head or table.head))
        table.column += int(spans.get("colspan", "1"))
        table.spans = table.spans or spans.get("rowspan", "1") != "1"


def _measures(texts: list[str]) -> bool:
    plain = sum(bool(_NUMBER.fullmatch(one)) for one in texts)
    return 2 * plain > len(texts) and all(_COUNTED.match(one) for one in texts)


def _between(html: str, start: int, end: int, name: str) -> str:
    found = re.compile(f"<{name}[^<>]*+>(.*?)</{name}>", re.DOTALL).search(html, start, end)
    return found[1] if found else ""


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
