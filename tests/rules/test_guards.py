"""Conditions beyond state and person, each with who it stops and what lets them pass."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cms.errors import CmsError, GuardFailed, NotAllowed, StaleVersion
from cms.models import Role, State
from cms.rules.actor import INTAKE, WORKER, Actor, ActorKind, guest
from cms.rules.approvals import Said, voices
from cms.rules.facts import Ask, Facts, Text
from cms.rules.submission import VOIDING, Step, check, first_refusal
from cms.text.names import names_alike

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NEWS, ANN, ED, LIN, CHO = 1, 11, 12, 13, 14
ann = Actor(ActorKind.PERSON, ANN, "ann", Role.CONTRIBUTOR)
ed = Actor(ActorKind.PERSON, ED, "ed", Role.EDITOR, frozenset({NEWS}))
lin = Actor(ActorKind.PERSON, LIN, "lin", Role.EDITOR, frozenset({NEWS}))
cho = Actor(ActorKind.PERSON, CHO, "cho", Role.CHIEF)
PIECE = Facts(
    id=7,
    state=State.IN_REVIEW,
    section_id=NEWS,
    version=3,
    revision_hash="now",
    submitter_id=ANN,
    byline_names=("安念秋",),
    assignees=frozenset({ED, LIN, CHO}),
)
APPROVED = replace(PIECE, state=State.APPROVED, approvals=(LIN,))
SCHEDULED = replace(APPROVED, state=State.SCHEDULED, release_at=NOW)
CHECKLIST = ({"id": "facts", "required": True}, {"id": "photo", "required": False})
TOMORROW = NOW + timedelta(days=1)


def ask(**changes):
    return replace(Ask(version=3), **changes)


def refused(step, facts, who, asked=None, why=GuardFailed):
    with pytest.raises(why) as refusal:
        check(step, facts, who, asked or ask(), NOW)
    return str(refusal.value)


def passes(step, facts, who, asked=None):
    return check(step, facts, who, asked or ask(), NOW)


# Four eyes


@pytest.mark.parametrize(
    "changes",
    [{"submitter_id": ED}, {"last_editor_id": ED}, {"byline_names": ("安念秋", " ED ")}],
    ids=["submitter", "last editor", "credited author"],
)
def test_nobody_approves_a_text_of_their_own(changes):
    assert "another editor" in refused(Step.APPROVE, replace(PIECE, **changes), ed)
    assert passes(Step.APPROVE, replace(PIECE, **changes), lin) is State.APPROVED


def test_names_are_the_same_but_for_case_and_spaces():
    assert names_alike("Wen  Xubai", "wen xubai ")
    assert not names_alike("温叙", "温叙白")


def test_an_empty_credit_is_nobodys_name():
    nameless = replace(ed, name="")
    assert passes(Step.APPROVE, replace(PIECE, byline_names=("", " ")), nameless)


@pytest.mark.parametrize(
    "asked", [ask(), ask(override=True), ask(override=True, reason="  "), ask(reason="why")]
)
def test_a_chief_overrides_four_eyes_only_on_purpose_and_with_a_reason(asked):
    refused(Step.APPROVE, replace(PIECE, last_editor_id=CHO), cho, asked)


def test_a_chief_with_a_reason_overrides_four_eyes_and_nobody_else_does():
    override = ask(override=True, reason="no one else on duty")
    own = replace(PIECE, last_editor_id=CHO)
    assert passes(Step.APPROVE, own, cho, override) is State.APPROVED
    refused(Step.APPROVE, replace(PIECE, last_editor_id=ED), ed, override)


def test_an_override_lifts_no_other_condition():
    override = ask(override=True, reason="no one else on duty")
    refused(Step.APPROVE, replace(PIECE, last_editor_id=CHO, blocking_comments=1), cho, override)


# N of M


def test_an_approval_moves_the_piece_only_when_it_is_the_last_voice():
    paper = replace(PIECE, approvals_required=2)
    assert passes(Step.APPROVE, paper, lin) is State.IN_REVIEW
    assert passes(Step.APPROVE, replace(paper, approvals=(LIN,)), ed) is State.APPROVED


def test_one_person_has_one_voice():
    paper = replace(PIECE, approvals_required=2, approvals=(LIN,))
    assert "already" in refused(Step.APPROVE, paper, lin)


def test_a_person_who_spoke_twice_is_counted_once():
    said = [Said("approve", LIN, "now"), Said("approve", LIN, "now")]
    assert voices(said, "now") == ((LIN,), frozenset())


def test_a_release_wants_every_voice_of_the_section():
    short = replace(APPROVED, approvals_required=2)
    assert "not approved" in refused(Step.RELEASE, short, ed)
    assert "not approved" in refused(Step.SCHEDULE, short, ed, ask(release_at=TOMORROW))


# Approvals are bound to the text and fall


def test_an_approval_counts_for_its_very_text_only():
    said = [Said("approve", LIN, "before"), Said("approve", ED, "now", frozenset({"facts"}))]
    assert voices(said, "now") == ((ED,), frozenset({"facts"}))


@pytest.mark.parametrize("step", ["edit", "resubmit", "send_back", "reopen", "request_changes"])
def test_after_these_steps_no_approval_stands_even_for_the_same_text(step):
    said = [Said("approve", LIN, "now", frozenset({"facts"})), Said(step, ED, "now")]
    assert voices(said, "now") == ((), frozenset())
    assert voices([*said, Said("approve", CHO, "now")], "now")[0] == (CHO,)


def test_other_steps_leave_approvals_standing():
    others = [Said(step, ED, "now") for step in Step if step not in VOIDING | {Step.APPROVE}]
    assert voices([Said("approve", LIN, "now"), *others], "now")[0] == (LIN,)


# The piece itself


@pytest.mark.parametrize(
    ("step", "facts", "asked"),
    [
        (Step.APPROVE, PIECE, ask()),
        (Step.SCHEDULE, APPROVED, ask(release_at=TOMORROW)),
        (Step.RELEASE, APPROVED, ask()),
        (Step.RELEASE, SCHEDULED, ask()),
    ],
    ids=["approve", "schedule", "release", "release what is scheduled"],
)
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"verified": False}, "not confirmed"),
        ({"blocking_comments": 2}, "2 blocking comments"),
        ({"checklist": CHECKLIST}, "checklist"),
    ],
    ids=["unverified", "comments", "checklist"],
)
def test_every_way_to_readers_wants_a_sound_piece(step, facts, asked, changes, why):
    assert passes(step, facts, ed, asked)
    assert why in refused(step, replace(facts, **changes), ed, asked)


def test_the_required_items_are_ticked_now_or_by_those_who_approved_this_text():
    listed = replace(PIECE, checklist=CHECKLIST)
    refused(Step.APPROVE, listed, lin, ask(ticked=frozenset({"photo"})))
    assert passes(Step.APPROVE, listed, lin, ask(ticked=frozenset({"facts"})))
    released = replace(APPROVED, checklist=CHECKLIST, ticked=frozenset({"facts"}))
    assert passes(Step.RELEASE, released, lin) is State.RELEASED


def test_what_was_scheduled_is_what_is_released():
    assert "changed" in refused(Step.RELEASE, replace(SCHEDULED, pinned=False), ed)


@pytest.mark.parametrize("when", [None, NOW + timedelta(microseconds=1)])
def test_the_worker_releases_nothing_before_its_time_but_an_editor_may(when):
    early = replace(SCHEDULED, release_at=when)
    assert "time" in refused(Step.RELEASE, early, WORKER, Ask())
    assert passes(Step.RELEASE, early, ed) is State.RELEASED
    assert passes(Step.RELEASE, SCHEDULED, WORKER, Ask()) is State.RELEASED


def test_only_who_is_not_confirmed_is_vouched_for():
    refused(Step.VOUCH, PIECE, ed)
    assert passes(Step.VOUCH, replace(PIECE, verified=False), ed) is State.IN_REVIEW


def test_a_piece_is_claimed_from_nobody():
    assert "already" in refused(Step.CLAIM, replace(PIECE, assignee_id=ED), ed)
    assert "hand it over" in refused(Step.CLAIM, replace(PIECE, assignee_id=ED), cho)


def test_a_piece_is_submitted_with_every_declaration_answered():
    draft = replace(PIECE, state=State.DRAFT)
    assert passes(Step.SUBMIT, draft, ann) is State.SUBMITTED
    refused(Step.SUBMIT, replace(draft, declared=False), ann)


def test_mail_intake_submits_and_does_nothing_else():
    draft = replace(PIECE, state=State.DRAFT, submitter_id=None)
    assert passes(Step.SUBMIT, draft, INTAKE) is State.SUBMITTED
    for step in set(Step) - {Step.SUBMIT}:
        with pytest.raises(CmsError):
            check(step, draft, INTAKE, ask(reason="r", text=Text("t", "b", "plain")), NOW)


# What was read


def test_a_stale_version_is_refused_with_both_numbers():
    with pytest.raises(StaleVersion) as stale:
        check(Step.APPROVE, PIECE, lin, ask(version=2), NOW)
    assert (stale.value.read, stale.value.current) == (2, 3)


@pytest.mark.parametrize("who", [ed, cho, ann, guest(7), INTAKE], ids=lambda one: one.kind)
def test_only_the_worker_decides_without_having_read_a_version(who):
    facts = replace(PIECE, state=State.DRAFT if who not in (ed, cho) else State.IN_REVIEW)
    step = Step.APPROVE if who in (ed, cho) else Step.SUBMIT
    facts = replace(facts, submitter_id=None if who.kind is ActorKind.GUEST else ANN)
    refused(step, facts, who, Ask(version=None), StaleVersion)


def test_who_may_not_at_all_hears_that_before_the_version():
    refused(Step.APPROVE, PIECE, ann, ask(version=1), NotAllowed)


def test_a_stale_form_is_stale_also_where_the_step_no_longer_starts():
    refused(Step.CLAIM, replace(PIECE, state=State.RELEASED), lin, ask(version=1), StaleVersion)


def test_the_first_refusal_is_what_the_page_shows():
    assert first_refusal(Step.APPROVE, PIECE, lin, ask(), NOW) is None
    assert first_refusal(Step.APPROVE, replace(PIECE, verified=False), lin, ask(), NOW)
