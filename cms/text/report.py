"""What the policy takes out of a source, told to the person who wrote it."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from cms.text import policy
from cms.text.characters import REFERENCE, UNWANTED, referred, unescape
from cms.text.scan import Tag, tags

Kind = Literal["element", "attribute", "address", "character"]
MAX_ROWS = 100
_SHOWN = 80
_ADDRESSES = {"href", "src", "xlink:href", "action", "formaction", "data", "poster", "background"}
_PASSING = policy.ELEMENTS | policy.DIVISIONS | set(policy.RENAMED)


@dataclass(frozen=True)
class Removed:
    """One kind of thing that was taken out, `count` times.

    `kind` is "element", "attribute", "address" or "character"; `what` its name
    (`script`, `onclick`, `javascript:…`, `U+202E`), safe to show as text.
    """

    kind: Kind
    what: str
    count: int


def report(source: str) -> tuple[tuple[Removed, ...], bool]:
    """List what `clean` will not keep of `source`, and say whether any of it was active."""
    found: Counter[tuple[Kind, str]] = Counter()
    for match in UNWANTED.finditer(source):
        found["character", f"U+{ord(match[0]):04X}"] += 1
    for match in REFERENCE.finditer(source):
        if UNWANTED.match(character := referred(match)):
            found["character", f"U+{ord(character):04X}"] += 1
    active = False
    for tag in tags(source):
        active = _note(tag, found) or active
    rows = (Removed(kind, what, count) for (kind, what), count in found.items())
    return tuple(rows)[:MAX_ROWS], active


def _note(tag: Tag, found: Counter[tuple[Kind, str]]) -> bool:
    """Count what goes of one tag; True when it was active."""
    if tag.closing:
        return False
    element = policy.RENAMED.get(tag.name, tag.name)
    active = tag.name in policy.ACTIVE
    if tag.name not in _PASSING:
        found["element", _shown(tag.name)] += 1
    for name, encoded in tag.attributes:
        value = unescape(encoded)
        active = active or name.startswith("on") or name in {"srcdoc", "formaction"}
        active = active or (name in _ADDRESSES and policy.is_dangerous(value))
        if tag.name in _PASSING:
            _note_attribute(element, name, value, found)
    return active


def _note_attribute(element: str, name: str, value: str, found: Counter[tuple[Kind, str]]) -> None:
    if policy.accepts(element, name, tidy(name, value)) or (element, name) == ("a", "rel"):
        return
    if name in policy.names(element) and name in {"href", "src"}:
        found["address", _shown(value)] += 1
    else:
        found["attribute", _shown(name)] += 1


def tidy(name: str, value: str) -> str:
    """Trim an address as browsers do; leave other values."""
    return value.strip("\t\n\f\r ") if name in {"href", "src"} else value


def _shown(text: str) -> str:
    visible = "".join(c if c.isprintable() else "�" for c in text.strip())
    return visible if len(visible) <= _SHOWN else visible[: _SHOWN - 1] + "…"
