"""Which elements of a well-formed source hold blocks or paragraphs, found in one pass."""

from dataclasses import dataclass, field

from cms.text import policy
from cms.text.scan import Tag, named

_CELLS = named("li td th dd blockquote")
_PARTS = policy.DIVISIONS | {"p"}
_BLOCKS = policy.BLOCKS | policy.DIVISIONS | {"h1", "h5", "h6"}
VOID = frozenset({"br", "hr", "img"})


@dataclass(frozen=True)
class Outline:
    """The start offsets of elements with a block inside, and of cells with paragraphs of theirs."""

    holders: set[int] = field(default_factory=set)
    parted: set[int] = field(default_factory=set)


def outline(tags: list[Tag]) -> Outline:
    """Follow the tags of a source in which every element is closed."""
    found = Outline()
    stack: list[Tag] = []
    for tag in tags:
        if tag.closing:
            if stack:
                stack.pop()
            continue
        if tag.name in _BLOCKS:
            _mark_holders(stack, found.holders)
        if tag.name in _PARTS:
            _mark_cell(stack, found.parted)
        if tag.name not in VOID:
            stack.append(tag)
    return found


def _mark_holders(stack: list[Tag], holders: set[int]) -> None:
    for tag in reversed(stack):
        if tag.start in holders:
            return
        holders.add(tag.start)


def _mark_cell(stack: list[Tag], parted: set[int]) -> None:
    for tag in reversed(stack):
        if tag.name in _CELLS:
            parted.add(tag.start)
            return
