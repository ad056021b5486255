"""One linear scan over the tags of an HTML source, for the gate, the report and clean output."""

import re
from collections.abc import Iterator
from typing import NamedTuple


def named(names: str) -> frozenset[str]:
    """Read a set of element names, apart by spaces."""
    return frozenset(names.split())


class Tag(NamedTuple):
    """A start or end tag at `source[start:end]`; attribute values are still encoded.

    A comment comes as a tag named `!--`.
    """

    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...]
    start: int
    end: int


_OPEN = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*)|[!?/])", re.ASCII)
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)"
    r"(\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)|(?=>)))?",
    re.ASCII,
)
_EQUALS = re.compile(r"\s*+=", re.ASCII)
_BLANK = re.compile(r"[\s/]*+", re.ASCII)
_COMMENT_END = re.compile(r"--!?>")
_RAW = named("script style textarea title xmp iframe noembed noframes")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII) for name in _RAW}


def tags(source: str) -> Iterator[Tag]:
    """Yield tags and comments in order; what a browser reads as text or as a script is skipped."""
    place = 0
    while found := _OPEN.search(source, place):
        if found[1]:
            place = _comment_end(source, found.end())
            yield Tag("!--", False, (), found.start(), place)
        elif not found[3]:
            place = source.find(">", found.end()) + 1
        else:
            attributes, place = _attributes(source, found.end())
            if place:
                name = found[3].lower()
                yield Tag(name, bool(found[2]), attributes, found.start(), place)
                place = _past_raw(source, place, "" if found[2] else name)
        if not place:  # the source ends inside a tag, which browsers drop
            return


def _comment_end(source: str, place: int) -> int:
    for short in (">", "->"):
        if source.startswith(short, place):
            return place + len(short)
    end = _COMMENT_END.search(source, place)
    return end.end() if end else len(source)


def _attributes(source: str, place: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """Read attributes from `place`; the second value is the place after `>`, 0 when none comes."""
    found: list[tuple[str, str]] = []
    while match := _ATTRIBUTE.match(source, place):
        place = match.end()
        if match[2] is None and _EQUALS.match(source, place):
            return (), 0  # a quote opens and never closes
        found.append((match[1].lower(), match[3] or match[4] or match[5] or ""))
    if blank := _BLANK.match(source, place):
        place = blank.end()
    return tuple(found), place + 1 if source.startswith(">", place) else 0


def _past_raw(source: str, place: int, name: str) -> int:
    if name not in _RAW:
        return place
    end = _RAW_END[name].search(source, place)
    return end.start() if end else len(source)
