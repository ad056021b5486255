"""A piece rebuilt from the few elements that WeChat's editor keeps, in the piece's own order."""

from dataclasses import dataclass, field

from lxml import html

from cms.channels import wechat_blocks as blocks
from cms.channels import wechat_inline as inline
from cms.channels.wechat_elements import element, paragraph
from cms.channels.wechat_pictures import Gallery
from cms.channels.wechat_style import parse
from cms.item import Image, Item


@dataclass(frozen=True, slots=True)
class Words:
    """What is written into a piece, in the language of the piece; `zh` tells a Chinese one."""

    author: str
    editor: str
    source: str
    links: str
    correction: str
    picture: str
    comma: str
    others: str
    zh: bool


@dataclass(slots=True)
class Rebuilt:
    """The piece's elements, classes still on them, and what was met on the way.

    `notes` are the addresses of links in the order of their numbers, `widest` the columns of the
    widest table.
    """

    root: html.HtmlElement
    notes: list[str] = field(default_factory=list)
    pictures: list[Image] = field(default_factory=list)
    widest: int = 0


def rebuild(item: Item, words: Words, *, address: str, reachable: bool) -> Rebuilt:
    """Return the piece with dek, pictures, text, links as notes, and the credits at its end."""
    root = parse(item.html)
    root.set("class", "piece" if words.zh else "piece latin")
    gallery = Gallery(item.images, words.picture, reachable=reachable)
    lead = gallery.lead()
    gallery.place(root)
    notes = inline.rebuild(root, chinese=words.zh)
    blocks.rebuild(root)
    root[:0] = [paragraph(item.dek, "dek")] * bool(item.dek) + lead
    root.extend(gallery.rest())
    root.extend(_end(item, words, notes, address))
    return Rebuilt(root, notes, gallery.shown, blocks.widest(root))


def _end(item: Item, words: Words, notes: list[str], address: str) -> list[html.HtmlElement]:
    parts = []
    if item.state == "corrected" and item.note:
        parts.append(_box("note", [(words.correction, "label"), (item.note, "")]))
    numbered = [(f"[{n}] {one}", "") for n, one in enumerate(notes, 1)]
    lines = [(line, "") for line in _credits(item, words, address)]
    if numbered:
        lines += [(words.links, "label"), *numbered]
    return parts + [_box("end", lines)] * bool(lines)


def _box(class_: str, lines: list[tuple[str, str]]) -> html.HtmlElement:
    made = element("section", class_)
    made.extend(paragraph(text, each) for text, each in lines)
    return made


def _credits(item: Item, words: Words, address: str) -> list[str]:
    names = [_credited(one.name, one.affiliation, chinese=words.zh) for one in item.authors]
    lines = (
        (words.author, words.comma.join(names)),
        (words.editor, item.responsible_editor),
        (words.source, address),
    )
    return [label + said for label, said in lines if said]


def _credited(name: str, affiliation: str, *, chinese: bool) -> str:
    if not affiliation:
        return name
    return f"{name}（{affiliation}）" if chinese else f"{name} ({affiliation})"
