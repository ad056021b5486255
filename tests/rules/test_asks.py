"""What a step's form must bring, refused beside its field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cms.errors import Invalid
from cms.models import Role, State
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Ask, Facts, Text
from cms.rules.submission import Step, check

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
NEWS, ANN, ED, LIN, CHO = 1, 11, 12, 13, 14
ann = Actor(ActorKind.PERSON, ANN, "ann", Role.CONTRIBUTOR)
ed = Actor(ActorKind.PERSON, ED, "ed", Role.EDITOR, frozenset({NEWS}))
cho = Actor(ActorKind.PERSON, CHO, "cho", Role.CHIEF)
PIECE = Facts(7, State.IN_REVIEW, NEWS, 3, "now", ANN, assignees=frozenset({ED, LIN}))
APPROVED = replace(PIECE, state=State.APPROVED, approvals=(LIN,))
SCHEDULED = replace(APPROVED, state=State.SCHEDULED, release_at=NOW)


def ask(**changes):
    return replace(Ask(version=3), **changes)


@pytest.mark.parametrize(
    ("step", "facts", "who", "missing", "given"),
    [
        (Step.ASSIGN, PIECE, cho, "assignee_id", {"assignee_id": LIN}),
        (Step.REQUEST_CHANGES, PIECE, ed, "points", {"points": ("one",), "due_at": TOMORROW}),
        (Step.REQUEST_CHANGES, PIECE, ed, "due_at", {"points": ("one",), "due_at": TOMORROW}),
        (Step.SCHEDULE, APPROVED, ed, "release_at", {"release_at": TOMORROW}),
        (Step.UNSCHEDULE, SCHEDULED, ed, "reason", {"reason": "later"}),
        (Step.DECLINE, PIECE, ed, "code", {"code": "scope"}),
        (Step.WITHDRAW, PIECE, ann, "reason", {"reason": "mine"}),
        (Step.REOPEN, replace(PIECE, state=State.SPAM), cho, "reason", {"reason": "real"}),
        (Step.SEND_BACK, APPROVED, cho, "reason", {"reason": "again"}),
        (Step.EDIT, PIECE, ed, "text", {"text": Text("t", "b", "plain")}),
    ],
)
def test_what_a_step_asks_for_is_refused_beside_its_field(step, facts, who, missing, given):
    check(step, facts, who, ask(**given), NOW)
    with pytest.raises(Invalid) as refusal:
        check(step, facts, who, ask(**(given | {missing: getattr(Ask(), missing)})), NOW)
    assert set(refusal.value.fields) == {missing}


@pytest.mark.parametrize("given", [{"release_at": NOW}, {"release_at": NOW - timedelta(1)}])
def test_a_release_is_scheduled_for_a_time_to_come(given):
    with pytest.raises(Invalid):
        check(Step.SCHEDULE, APPROVED, ed, ask(**given), NOW)


@pytest.mark.parametrize("given", [{"points": ("", "  ")}, {"due_at": NOW}])
def test_changes_are_asked_for_with_a_point_and_a_day_to_come(given):
    asked = {"points": ("one",), "due_at": TOMORROW} | given
    with pytest.raises(Invalid):
        check(Step.REQUEST_CHANGES, PIECE, ed, ask(**asked), NOW)


def test_a_piece_is_handed_to_editors_of_its_section_only():
    with pytest.raises(Invalid):
        check(Step.ASSIGN, PIECE, cho, ask(assignee_id=ANN), NOW)
