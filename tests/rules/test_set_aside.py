"""What the spam checks set aside waits for a look, and for nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cms.errors import GuardFailed
from cms.models import Role, State
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Ask, Facts
from cms.rules.submission import Step, check

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ann = Actor(ActorKind.PERSON, 11, "ann", Role.CONTRIBUTOR)
ed = Actor(ActorKind.PERSON, 12, "ed", Role.EDITOR, frozenset({1}))
cho = Actor(ActorKind.PERSON, 14, "cho", Role.CHIEF)
PIECE = Facts(
    id=7,
    state=State.SUBMITTED,
    section_id=1,
    version=3,
    revision_hash="now",
    submitter_id=11,
    assignees=frozenset({12, 14}),
)
ASIDE = replace(PIECE, set_aside=True)
ASK = Ask(
    version=3,
    reason="r",
    code="scope",
    points=("p",),
    due_at=NOW + timedelta(days=1),
    assignee_id=12,
)


@pytest.mark.parametrize(
    "step", [Step.CLAIM, Step.ASSIGN, Step.VOUCH, Step.REQUEST_CHANGES, Step.DECLINE]
)
def test_nobody_works_on_it_before_someone_has_looked(step):
    waits = replace(PIECE, verified=step is not Step.VOUCH)
    assert check(step, waits, cho, ASK, NOW)
    with pytest.raises(GuardFailed, match="set aside"):
        check(step, replace(waits, set_aside=True), cho, ASK, NOW)


def test_an_editor_takes_it_into_the_queue_or_calls_it_spam():
    assert check(Step.ADMIT, ASIDE, ed, ASK, NOW) is State.SUBMITTED
    assert check(Step.MARK_SPAM, ASIDE, ed, ASK, NOW) is State.SPAM


def test_its_author_may_take_it_back_like_any_other():
    assert check(Step.WITHDRAW, ASIDE, ann, ASK, NOW) is State.WITHDRAWN


def test_what_waits_in_the_queue_is_not_taken_into_it_again():
    with pytest.raises(GuardFailed, match="already"):
        check(Step.ADMIT, PIECE, ed, ASK, NOW)
