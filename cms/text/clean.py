"""The door for HTML: gate, nh3, paragraphs, bleach, again until nothing changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import nh3
from bleach.sanitizer import Cleaner

from cms.errors import N_, BadText
from cms.text import policy
from cms.text.characters import drop, unescape
from cms.text.gate import check
from cms.text.report import Removed, report, tidy
from cms.text.shape import shape
from cms.text.walk import Walker

__all__ = ["POLICY_VERSION", "Cleaned", "Removed", "clean"]

POLICY_VERSION = 2
"""Raise it with every change of what comes out; `cms resanitise` then cleans all again."""

_ROUNDS = 6
_REL = "nofollow ugc noopener"
_KNOWN = policy.ELEMENTS | policy.DIVISIONS | set(policy.RENAMED)


@dataclass(frozen=True)
class Cleaned:
    """Clean HTML, what was taken out of its source, and whether any of that was active.

    Active is what runs, loads, embeds or asks (scripts, handlers, frames, forms), not formatting.
    """

    html: str
    removed: tuple[Removed, ...]
    active: bool


def clean(source: str) -> Cleaned:
    """Bring an HTML source down to the policy; cleaning the result again changes nothing.

    Raises BadText for more than 1 MB, 20,000 tags, depth 200, or a source that won't settle.
    """
    check(source)
    removed, active = report(source)
    text = source
    for _ in range(_ROUNDS):
        cleaned = _once(text)
        if cleaned == text:
            return Cleaned(cleaned, removed, active)
        check(cleaned)
        text = cleaned
    raise BadText(N_("The HTML can't be read in one certain way. Please simplify it."))


def _once(source: str) -> str:
    narrowed = nh3.clean(
        drop(source),
        tags=set(_KNOWN),
        clean_content_tags=set(policy.DISCARDED),
        attributes={**{name: policy.names(name) for name in _KNOWN}, "*": set()},
        attribute_filter=_narrow,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    check(narrowed)
    cleaner = Cleaner(
        tags=policy.ELEMENTS,
        attributes=_accept,
        protocols={"http", "https", "mailto", "tel"},
        strip=True,
        strip_comments=True,
        filters=[_Outside],
    )
    cleaner.walker = Walker
    return str(cleaner.clean(shape(narrowed)))


def _narrow(element: str, attribute: str, value: str) -> str | None:
    value = tidy(attribute, value)
    name = policy.RENAMED.get(element, element)
    return value if policy.accepts(name, attribute, value) else None


def _accept(element: str, attribute: str, value: str) -> bool:
    return policy.accepts(element, attribute, unescape(value))


class _Outside:
    """A bleach filter that marks links leaving the site, after all else is decided."""

    def __init__(self, source: Iterable[dict[str, Any]]) -> None:
        self.source = source

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in self.source:
            if token["type"] == "StartTag" and token["name"] == "a":
                href = token["data"].get((None, "href"), "")
                if policy.is_outside(unescape(href)):
                    token["data"][None, "rel"] = _REL
            yield token
