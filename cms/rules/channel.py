"""Which channels a piece goes to."""

from collections.abc import Mapping, Sequence
from typing import Any


def takes(filters: Mapping[str, Any], *, section: str, language: str, kind: str) -> bool:
    """Tell whether a channel with these filters takes a piece.

    `filters` may hold lists under "sections", "languages" and "kinds"; an absent or empty list
    permits everything.
    """
    wanted = {"sections": section, "languages": language, "kinds": kind}
    return all(_permits(filters.get(name), value) for name, value in wanted.items())


def _permits(allowed: Sequence[str] | None, value: str) -> bool:
    return not allowed or value in allowed
