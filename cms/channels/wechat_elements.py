"""Elements made, replaced and told apart, without losing the text around them."""

from lxml import html
from lxml.builder import ElementMaker

from cms.text.scan import named

make = ElementMaker(makeelement=html.html_parser.makeelement)
BLOCKS = named(
    "section p h2 h3 h4 hr blockquote ul ol li table caption thead tbody tfoot tr th td figure "
    "figcaption pre dl dt dd"
)


def element(tag: str, class_: str = "", text: str = "") -> html.HtmlElement:
    """Return a new element with a class for the stylesheet."""
    made = make(tag, text) if text else make(tag)
    if class_:
        made.set("class", class_)
    return made


def paragraph(text: str, class_: str = "") -> html.HtmlElement:
    """Return a new paragraph."""
    return element("p", class_, text)


def is_block(one: html.HtmlElement) -> bool:
    """Tell whether an element stands on lines of its own."""
    return one.tag in BLOCKS


def holds_blocks(one: html.HtmlElement) -> bool:
    """Tell whether there is a block anywhere inside."""
    return any(each.tag in BLOCKS for each in one.iterdescendants())


def replace(old: html.HtmlElement, *new: html.HtmlElement) -> None:
    """Put other elements in the place of one, the text that follows it behind them."""
    tail, parent = old.tail, old.getparent()
    place = parent.index(old)
    if not new:
        old.drop_tree()
        return
    old.tail = None
    parent[place : place + 1] = list(new)
    new[-1].tail = tail


def become(one: html.HtmlElement, class_: str = "") -> None:
    """Make an element a paragraph, or a section when it holds blocks."""
    one.tag = "section" if holds_blocks(one) else "p"
    if class_:
        one.set("class", class_)
