"""Whose approval still counts: a fold over what happened, bound to the text's hash."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.rules.submission import VOIDING, Step


@dataclass(frozen=True)
class Said:
    """The part of an event that an approval depends on."""

    step: str
    actor_id: int | None
    revision_hash: str
    ticked: frozenset[str] = frozenset()


def voices(history: Iterable[Said], revision_hash: str) -> tuple[tuple[int, ...], frozenset[str]]:
    """Return the people who approved this very text since it last fell, and what they ticked."""
    people: list[int] = []
    ticked: frozenset[str] = frozenset()
    for one in history:
        if one.step in VOIDING:
            people, ticked = [], frozenset()
        elif one.step == Step.APPROVE and one.revision_hash == revision_hash:
            people += [] if one.actor_id is None else [one.actor_id]
            ticked |= one.ticked
    return tuple(dict.fromkeys(people)), ticked
