"""Blocks of a text for WeChat: lists, tables and code as its editor keeps them, no stray blanks."""

import re

from lxml import html

from cms.channels.wechat_elements import (
    become,
    element,
    holds_blocks,
    is_block,
    paragraph,
    replace,
)
from cms.text.han import HAN
from cms.text.scan import named

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
ELEMENTS = named(
    "section p h2 h3 h4 hr blockquote ul ol li table thead tbody tfoot tr th td strong em s u sub "
    "sup code a br img"
)
_LISTS = named("ul ol")
_HOLDERS = named("section blockquote")
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_FOLDED = re.compile(f"(?<=[{HAN}，。、；：！？])[ \t]*\n[ \t\n]*(?=[{HAN}])")


def rebuild(root: html.HtmlElement) -> None:
    """Rebuild the blocks in place; what is left are elements and attributes that WeChat keeps."""
    for one in list(root.iter("pre")):
        _code(one)
    for tag, class_ in (("dt", "term"), ("dd", "meaning"), ("figcaption", "caption")):
        for one in list(root.iter(tag)):
            become(one, class_)
    for one in list(root.iter("table")):
        _table(one)
    for one in list(root.iter("li")):
        _lift_lists(one)
    _keep_known(root)
    _close_up(root)


def widest(root: html.HtmlElement) -> int:
    """Return the columns of the widest table, 0 without any."""
    rows = [row.iterchildren("td", "th") for row in root.iter("tr")]
    return max((sum(int(one.get("colspan", 1)) for one in row) for row in rows), default=0)


def _code(pre: html.HtmlElement) -> None:
    """Make lines of code a paragraph: WeChat runs the lines of `pre` together."""
    for one in pre.iter("br"):
        one.tail = "\n" + (one.tail or "")
    made = element("p", "code")
    for n, line in enumerate(pre.text_content().strip("\n").split("\n")):
        kept = line.expandtabs(4).replace("  ", "\xa0 ")
        if n:
            made.append(element("br"))
            made[-1].tail = kept
        else:
            made.text = kept
    replace(pre, made)


def _table(table: html.HtmlElement) -> None:
    """Let a wide table scroll; its caption, which WeChat drops, stands above as a paragraph."""
    above = []
    for one in list(table.iterchildren("caption")):
        become(one, "heading")
        one.tail = None
        above.append(one)
    scroll = element("section", "scroll")
    replace(table, *above, scroll)
    scroll.append(table)


def _lift_lists(item: html.HtmlElement) -> None:
    """Put a list that ends an item behind it: inside of items WeChat's editor loses the levels."""
    while len(item) > 1 or (len(item) == 1 and (item.text or "").strip()):
        last = item[-1]
        if last.tag not in _LISTS or (last.tail or "").strip():
            return
        last.tail = item.tail
        item.tail = None
        item.addnext(last)


def _keep_known(root: html.HtmlElement) -> None:
    for one in list(root.iter()):
        allowed = ATTRIBUTES.get(one.tag, set()) | {"class"}
        for name in set(one.attrib) - allowed:
            del one.attrib[name]
        if one.tag not in ELEMENTS:
            one.drop_tag()


def _close_up(root: html.HtmlElement) -> None:
    """Fold blanks, drop those between blocks, and give loose text in a box its own paragraph."""
    for one in root.iter():
        one.text = _folded(one.text)
        one.tail = _folded(one.tail) if one is not root else None
    for one in list(root.iter()):
        if one.tag in _HOLDERS:
            _wrap_loose(one)
        elif holds_blocks(one):
            _drop_blanks(one)
    for one in list(root.iter("p")):
        if not len(one) and not (one.text or "").strip() and one is not root:
            one.drop_tree()


def _folded(text: str | None) -> str | None:
    return _BLANKS.sub(" ", _FOLDED.sub("", text)) if text else text


def _drop_blanks(one: html.HtmlElement) -> None:
    if not (one.text or "").strip(" "):
        one.text = None
    for child in one:
        after = child.getnext()
        between = is_block(child) or after is None or is_block(after)
        if between and not (child.tail or "").strip(" "):
            child.tail = None


def _wrap_loose(box: html.HtmlElement) -> None:
    """Put runs of text that stand beside blocks into paragraphs."""
    children = list(box)
    run = paragraph(box.text or "")
    box.text = None
    out: list[html.HtmlElement] = []
    for child in children:
        tail, child.tail = child.tail, None
        if is_block(child):
            out += [run] * _says_something(run) + [child]
            run = paragraph(tail or "")
        else:
            child.tail = tail
            run.append(child)
    box[:] = out + [run] * _says_something(run)


def _says_something(run: html.HtmlElement) -> bool:
    return bool((run.text or "").strip() or len(run))
