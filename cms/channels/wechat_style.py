"""The house's style written into a piece's elements, with nothing that WeChat would drop."""

from functools import cache
from importlib.resources import files

from css_inline import CSSInliner
from lxml import html

KEPT = frozenset(
    {
        *(
            "margin",
            "padding",
            "padding-left",
            "width",
            "max-width",
            "min-width",
            "height",
            "overflow-x",
        ),
        *("border", "border-left", "border-top", "border-collapse", "color", "text-align"),
        *("font-family", "font-size", "font-weight", "line-height", "word-break"),
    }
)
"""The properties that may stand in a style; a house test holds the stylesheet against them."""

PARSER = html.HTMLParser(huge_tree=True, encoding="utf-8")


def parse(source: str) -> html.HtmlElement:
    """Return a fragment's elements inside one `section`."""
    return html.fragment_fromstring(source, create_parent="section", parser=PARSER)


def print_out(element: html.HtmlElement) -> str:
    """Return the element as HTML, without what follows it."""
    return str(html.tostring(element, encoding="unicode", with_tail=False))


def styled(element: html.HtmlElement) -> str:
    """Return the element as HTML, each class of it turned into a style of its own."""
    inlined = CSSInliner(load_remote_stylesheets=False).inline_fragment(
        print_out(element), stylesheet()
    )
    root = parse(inlined)[0]
    for each in root.iter():
        each.attrib.pop("class", None)
        style = _short(each.attrib.pop("style", ""))
        if style:
            each.set("style", style)
    return print_out(root)


@cache
def stylesheet() -> str:
    """Return the house's style for WeChat, as it stands in the file beside this one."""
    return files("cms.channels").joinpath("wechat.css").read_text("utf-8")


def _short(style: str) -> str:
    """Drop what WeChat drops, and the spaces: its limit counts every character of a style."""
    pairs = (one.partition(":") for one in style.split(";") if ":" in one)
    said = {name.strip(): value.strip() for name, _colon, value in pairs}
    return ";".join(f"{name}:{value}" for name, value in said.items() if name in KEPT)
