"""How deep a source nests its elements, told from its tags alone, without building a tree."""

import re

from cms.text.scan import Tag, named, tags

_VOID = named(
    "area base br col embed frame hr img input link meta param source track wbr !-- "
    "basefont bgsound command keygen"
)
_ROWS = named("td th tr tbody thead tfoot")
_SCOPE = named("table td th caption template button object applet marquee select")
_BOXES = named(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section summary ul "
    "dd dt tbody thead tfoot tr"
)
_GROUP = {"tbody", "thead", "tfoot", "tr", "td", "th"}
_CLOSES = {
    "p": {"p"},
    "li": {"li"},
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": _GROUP,
    "tfoot": _GROUP,
}
"""A start tag on the left ends the open elements on the right, whose end tags are optional."""

_FOREIGN = re.compile(r"<(?:svg|math)", re.IGNORECASE)


def depth(source: str, limit: int) -> int:
    """Give the greatest number of elements open at once, or `limit + 1` as soon as it is passed.

    Where browsers differ or the source is broken the answer errs upwards: nothing counts
    as closed unless every reader of HTML would close it.
    """
    foreign = bool(_FOREIGN.search(source))
    stack: list[str] = []
    deepest = 0
    for tag in tags(source):
        if tag.name not in _VOID:
            _follow(stack, tag, foreign=foreign)
        deepest = max(deepest, len(stack))
        if deepest > limit:
            break
    return deepest


def _follow(stack: list[str], tag: Tag, *, foreign: bool) -> None:
    name = tag.name
    closes = {name} if tag.closing else _CLOSES.get(name, set())
    if foreign and not (tag.closing and stack and stack[-1] == name):
        closes = set()
    if closes and (name not in _ROWS or "table" in stack):
        _close(stack, closes, _barriers(tag))
    if not tag.closing:
        stack.append(name)


def _close(stack: list[str], closes: set[str], barriers: frozenset[str]) -> None:
    for place in range(len(stack) - 1, -1, -1):
        if stack[place] in closes:
            del stack[place:]
            if len(closes) == 1:
                return
        elif stack[place] in barriers:
            return


def _barriers(tag: Tag) -> frozenset[str]:
    """Name the elements beyond which this tag closes nothing."""
    if tag.name == "table":
        return frozenset({"template"})
    if tag.name in _ROWS:
        return (_BOXES - _ROWS - {"p"}) | {"table", "template"}
    if not tag.closing and tag.name != "p":
        return (_SCOPE | _BOXES) - {"p", "div", "address"}
    if tag.closing and tag.name in _BOXES:
        return _SCOPE | ({"ul", "ol"} if tag.name == "li" else set())
    return _SCOPE | _BOXES
