"""What a piece may hold: elements, attributes and addresses, as lists and nothing else."""

import re
import unicodedata
from collections.abc import Callable

from cms.text.characters import normalize
from cms.text.scan import named

BLOCKS = named(
    "h2 h3 h4 p hr blockquote ul ol li table caption thead tbody tfoot tr th td "
    "figure figcaption pre dl dt dd"
)
INLINES = named("strong em s del ins sub sup code a ruby rt rp abbr br img")
ELEMENTS = BLOCKS | INLINES

RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "strike": "s"}
DIVISIONS = named(
    "div section article main header footer nav aside address center details summary hgroup"
)
"""Boxes that go, while the border between their text and the next stays as a paragraph."""

DISCARDED = named(
    "script style title svg template iframe object embed noscript noembed noframes "
    "textarea select annotation annotation-xml audio video canvas"
)
"""Elements that go with everything inside; all others leave their text behind."""

ACTIVE = named(
    "script style iframe frame frameset object embed applet param form input button select "
    "textarea option optgroup keygen isindex svg math template noscript link meta base audio "
    "video source track canvas portal fencedframe marquee bgsound layer ilayer xml animate set "
    "foreignobject image plaintext xmp noembed noframes dialog slot"
)
"""Elements whose removal a person should look at: they run, load, embed or ask."""

_HOST = (
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?){0,20}\.?"
    r"|\[[0-9a-f:.]{2,45}\])"
)
_REST = r"[^\s\"<>\\`]*"
_LINK = re.compile(
    rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#]{_REST})?"
    r"|mailto:[^\s\"<>\\`:@/?]{1,64}@" + _HOST + rf"(?:\?{_REST})?"
    r"|tel:\+?[0-9][0-9()./;=a-z-]{1,40}"
    rf"|/(?![/\\]){_REST}",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"/media/[0-9a-f]{64}\.[a-z0-9]{2,5}")
_OUTSIDE = re.compile(r"https?://", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}", re.IGNORECASE)
_SPAN = re.compile(r"[1-9][0-9]?")
_PIXELS = re.compile(r"[1-9][0-9]{0,3}")
_START = re.compile(r"[0-9]{1,9}")
_SCOPE = re.compile(r"(?:row|col)(?:group)?")
_DANGEROUS = re.compile(
    r"(?:javascript|vbscript|livescript|mocha|data|file|blob|filesystem|feed|view-source|jar|about"
    r"|ms-[a-z-]+|chrome|resource|intent|mhtml|wyciwyg|php|x-[a-z-]+):",
)
MAX_ADDRESS = 2048


def is_link(value: str) -> bool:
    """Say whether a decoded address may stand in `a href`: http(s), mailto, tel, or `/path`."""
    return len(value) <= MAX_ADDRESS and bool(_LINK.fullmatch(value)) and not _hidden(value)


def is_picture(value: str) -> bool:
    """Say whether a decoded address is one of our own media files."""
    return bool(_MEDIA.fullmatch(value))


def is_outside(value: str) -> bool:
    """Say whether an accepted link leaves the site."""
    return bool(_OUTSIDE.match(value))


def is_dangerous(value: str) -> bool:
    """Say whether a refused address meant to run or smuggle something, however disguised."""
    visible = "".join(c for c in value if unicodedata.category(c)[0] not in "CZ")
    return bool(_DANGEROUS.match(normalize("NFKC", visible).lower()))


def _hidden(value: str) -> bool:
    return any(unicodedata.category(character)[0] in "CZ" for character in value)


def _any(value: str) -> bool:
    return len(value) <= MAX_ADDRESS


def _matching(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: bool(pattern.fullmatch(value))


_CELL = {"colspan": _matching(_SPAN), "rowspan": _matching(_SPAN)}
ATTRIBUTES: dict[str, dict[str, Callable[[str], bool]]] = {
    "a": {"href": is_link},
    "img": {
        "src": is_picture,
        "alt": _any,
        "width": _matching(_PIXELS),
        "height": _matching(_PIXELS),
    },
    "td": _CELL,
    "th": {**_CELL, "scope": _matching(_SCOPE)},
    "ol": {"start": _matching(_START)},
}
_EVERYWHERE = {"lang": _matching(_LANGUAGE)}
_UNMARKED = frozenset({"br", "hr", "img"})


def accepts(element: str, attribute: str, value: str) -> bool:
    """Say whether `attribute` may stay on `element` with this decoded value."""
    if attribute in _EVERYWHERE and element not in _UNMARKED:
        return _EVERYWHERE[attribute](value)
    rule = ATTRIBUTES.get(element, {}).get(attribute)
    return rule is not None and rule(value)


def names(element: str) -> set[str]:
    """Give the attribute names that `element` may carry at all."""
    everywhere = set() if element in _UNMARKED else set(_EVERYWHERE)
    return set(ATTRIBUTES.get(element, ())) | everywhere
