"""Runs of text for WeChat: links as numbered notes, emphasis as readers of the language see it."""

from urllib.parse import urlsplit

from lxml import html

from cms.channels.wechat_elements import element
from cms.text.scan import named

OWN = "mp.weixin.qq.com"  # the only place that WeChat lets a link lead to
RENAMED = {"b": "strong", "ins": "u", "del": "s"}
# Emphasis dots may be lost on the way; bold is what Chinese readers of WeChat know.
EMPHASIS = {True: {"em": "strong", "i": "strong"}, False: {"i": "em"}}
_INTO = named("p h2 h3 h4 li blockquote section")


def rebuild(root: html.HtmlElement, *, chinese: bool) -> list[str]:
    """Rebuild links, emphasis and ruby in place; return the addresses that became notes."""
    notes: list[str] = []
    for link in list(root.iter("a")):
        _link(link, notes)
    renamed = RENAMED | EMPHASIS[chinese]
    for one in list(root.iter(*renamed)):
        one.tag = renamed[one.tag]
    for one in list(root.iter("ruby")):
        _ruby(one)
    for one in list(root.iter("span", "abbr", "ruby", "rt", "rp")):
        one.drop_tag()
    return notes


def _link(link: html.HtmlElement, notes: list[str]) -> None:
    address, text = link.get("href", ""), " ".join(link.text_content().split())
    if urlsplit(address).hostname == OWN:
        return
    if address and text and not _says(text, address):
        if address not in notes:
            notes.append(address)
        _last(link).append(element("sup", text=f"[{notes.index(address) + 1}]"))
    link.drop_tag()


def _says(text: str, address: str) -> bool:
    """Tell whether a link's text is its address already."""
    bare = address.partition(":")[2].removeprefix("//").rstrip("/")
    return text.rstrip("/").partition("://")[2] == bare or text.rstrip("/") == bare


def _last(one: html.HtmlElement) -> html.HtmlElement:
    while len(one) and one[-1].tag in _INTO and not (one[-1].tail or "").strip():
        one = one[-1]
    return one


def _ruby(ruby: html.HtmlElement) -> None:
    if next(ruby.iter("rp"), None) is None:
        for one in ruby.iter("rt"):
            one.text = f"（{one.text or ''}"
            one.append(element("span", text="）"))
