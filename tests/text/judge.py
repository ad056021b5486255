"""An independent judge of clean HTML: two other parsers, and rules written down a second time."""

import re
from unicodedata import category

import html5lib
from lxml import etree
from lxml import html as lxml_html

NAMES = """
h2 h3 h4 p br hr strong em s del ins sub sup blockquote ul ol li table caption thead tbody tfoot
tr th td figure figcaption img a code pre dl dt dd ruby rt rp abbr
"""
ELEMENTS = set(NAMES.split())
ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
VALUES = {
    "lang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "colspan": r"[1-9]\d?",
    "rowspan": r"[1-9]\d?",
    "width": r"[1-9]\d{0,3}",
    "height": r"[1-9]\d{0,3}",
    "start": r"\d{1,9}",
    "scope": "row|col|rowgroup|colgroup",
    "rel": "nofollow ugc noopener",
    "src": r"/media/[0-9a-f]{64}\.[a-z0-9]{2,5}",
    "href": (
        r"(?i:https?)://[^\s/?#@\\:\[\]]+(:\d{1,5})?([/?#][^\s\\<>\"`]*)?"
        r"|(?i:mailto):[^\s:@/?]+@[^\s:@/?]+(\?[^\s\\<>\"`]*)?"
        r"|(?i:tel):\+?[0-9][0-9()./;=a-zA-Z-]*"
        r"|/([^\s/\\][^\s\\<>\"`]*)?"
    ),
    "alt": r"(?s:.*)",
}
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef"
    "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]",
)


def objections(html: str) -> list[str]:
    """List everything in `html` that no reader should ever get."""
    found = [f"character {match[0]!r}" for match in FORBIDDEN.finditer(html)]
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    found += _look(tree)
    if html.strip():
        found += _look(lxml_html.fragment_fromstring(html, create_parent="judge"))
    return found


def _look(tree) -> list[str]:
    found = []
    for element in list(tree.iter())[1:]:
        if not isinstance(element.tag, str):
            found.append(f"a comment or instruction: {element.text!r}")
            continue
        if element.tag not in ELEMENTS:
            found.append(f"element {element.tag}")
        for name, value in element.attrib.items():
            if name != "lang" and name not in ATTRIBUTES.get(element.tag, ()):
                found.append(f"attribute {name} on {element.tag}")
            elif not re.fullmatch(VALUES[name], value):
                found.append(f"value {value!r} of {name}")
            elif name in {"href", "src"} and any(category(c)[0] in "CZ" for c in value):
                found.append(f"invisible characters in {value!r}")
        href = element.attrib.get("href", "")
        if href.lower().startswith("http") and "rel" not in element.attrib:
            found.append(f"no rel at {href}")
    return found


def text_of(html: str) -> str:
    """Give all text of `html` as html5lib reads it."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return "".join(tree.itertext())


def is_xml(text: str) -> bool:
    """Say whether an XML parser takes `text` as character data."""
    node = etree.Element("t")
    node.text = text
    again = etree.fromstring(etree.tostring(node))
    return (again.text or "") == text
