"""The form in which two clean texts are compared: blocks, and the marks of each run of words."""

import re

import html5lib

MARKS = frozenset({"a", "ins", "del", "strong", "em", "s", "abbr", "sub", "sup", "code"})
SINGLE = frozenset({"br", "img"})
INLINE = MARKS | SINGLE | {"ruby"}
BLANKS = re.compile(r"[ \t\n]+")


def normal(html: str) -> list:
    """Give the blocks of a clean text as nested lists.

    The order of nested marks doesn't count, neither do tags that end and begin again at once,
    nor empty marks; marks around blocks are those of all words inside. White space is one space.
    Empty paragraphs at the end are none.
    """
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    found = _children(tree, frozenset(), pre=False)
    while found and found[-1] == ["p", (), []]:
        found.pop()
    return found


def _children(element, marks: frozenset, *, pre: bool) -> list:
    found: list = []
    _add(found, element.text, marks, pre=pre)
    for child in element:
        if child.tag in MARKS:
            # A mark inside one of its kind takes its place.
            around = frozenset(mark for mark in marks if mark[0] != child.tag)
            inner = _children(child, around | {(child.tag, _attributes(child))}, pre=pre)
            for one in inner:
                _join(found, one)
        elif child.tag in SINGLE:
            found.append([child.tag, _attributes(child), marks])
        elif child.tag == "ruby":
            found.append(
                ["ruby", _attributes(child), marks, _children(child, frozenset(), pre=pre)]
            )
        else:
            inner = _children(child, marks, pre=pre or child.tag == "pre")
            found.append([child.tag, _attributes(child), inner])
        _add(found, child.tail, marks, pre=pre)
    return [one for one in found if not _is_gap(one, found)]


def _add(found: list, text: str | None, marks: frozenset, *, pre: bool) -> None:
    if text:
        _join(found, ["", text if pre else BLANKS.sub(" ", text), marks])


def _join(found: list, one: list) -> None:
    if one[0] == "" and found and found[-1][0] == "" and found[-1][2] == one[2]:
        found[-1] = ["", found[-1][1] + one[1], one[2]]
    else:
        found.append(one)


def _is_gap(one: list, siblings: list) -> bool:
    """White space between blocks."""
    blocks = any(other[0] and other[0] not in INLINE | {"rt", "rp"} for other in siblings)
    return one[0] == "" and blocks and not one[1].strip(" \t\n")


def _attributes(element) -> tuple:
    return tuple(sorted(element.attrib.items()))
