"""What a step's form must bring: one check for each field that a transition names."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from cms.errors import N_, CmsError, Invalid
from cms.rules.facts import Ask, Facts
from cms.text.visible import has_words

MOST_POINTS = 50
Check = Callable[[Facts, Ask, datetime], bool]

CHECKS: Mapping[str, tuple[Check, CmsError]] = {
    "reason": (
        lambda _facts, ask, _now: bool(ask.reason.strip()),
        CmsError(N_("Please give the reason; it is kept with the piece.")),
    ),
    "code": (
        lambda _facts, ask, _now: bool(ask.code),
        CmsError(N_("Please choose the reason.")),
    ),
    "points": (
        lambda _facts, ask, _now: 0 < sum(map(bool, map(str.strip, ask.points))) <= MOST_POINTS,
        CmsError(N_("Please list what should change, one point a line, fifty at most.")),
    ),
    "due_at": (
        lambda _facts, ask, now: ask.due_at is not None and ask.due_at > now,
        CmsError(N_("Please name a day that is still to come.")),
    ),
    "release_at": (
        lambda _facts, ask, now: ask.release_at is not None and ask.release_at > now,
        CmsError(N_("Please name a time that is still to come.")),
    ),
    "assignee_id": (
        lambda facts, ask, _now: ask.assignee_id in facts.assignees,
        CmsError(N_("Please choose an editor of this section.")),
    ),
    "answers": (
        lambda facts, ask, _now: (
            len(ask.answers) >= len(facts.points) and all(one.strip() for one in ask.answers)
        ),
        CmsError(N_("Please answer every point; a few words will do.")),
    ),
    "place": (
        lambda _facts, ask, _now: ask.place is not None,
        CmsError(N_("Please say where the piece belongs.")),
    ),
    "text": (
        lambda _facts, ask, _now: (
            ask.text is not None and has_words(ask.text.title) and has_words(ask.text.body)
        ),
        CmsError(N_("The text is missing.")),
    ),
}


def check_asks(names: Iterable[str], facts: Facts, ask: Ask, now: datetime) -> None:
    """Raise Invalid with one error for each named field that `ask` leaves unanswered."""
    errors = {name: CHECKS[name][1] for name in names if not CHECKS[name][0](facts, ask, now)}
    if errors:
        raise Invalid(errors)
