"""What each step changes in the piece, beyond its state."""

from datetime import timedelta

import pytest
from support.people import NOON, actor, new_piece, person, section, sent, take

from cms.actions.effects import ANSWER_WITHIN
from cms.actions.links import LINK_LIFETIME
from cms.actions.steps import step
from cms.actions.submissions import begin
from cms.errors import Invalid, NotFound, StaleVersion
from cms.models import Article, Review, State
from cms.queries.submissions import facts_of, is_verified
from cms.rules.actor import Actor, ActorKind, guest
from cms.rules.facts import Ask, Text
from cms.rules.submission import Step

pytestmark = pytest.mark.usefixtures("session")
LATER = NOON + timedelta(hours=2)
TOMORROW = NOON + timedelta(days=1)


def claimed(**changes):
    one = sent(**changes)
    take(one, "claim", "ed")
    return one


def approved():
    one = claimed()
    take(one, "approve", "lin")
    return one


def scheduled():
    one = approved()
    take(one, "schedule", "ed", release_at=TOMORROW)
    return one


def test_a_state_dates_from_the_step_that_reached_it():
    one = sent()
    take(one, "claim", "ed", LATER)
    assert (one.state, one.state_since, one.updated_at) == (State.IN_REVIEW, LATER, LATER)
    take(one, "assign", "cho", LATER + timedelta(hours=1), assignee_id=person("lin").id)
    assert one.state_since == LATER
    assert one.updated_at == LATER + timedelta(hours=1)


def test_every_step_makes_a_new_version_also_one_that_stays():
    one = claimed(by=None)
    before = one.version
    take(one, "vouch", "lin")
    assert one.version == before + 1


def test_a_claim_makes_responsible_and_sets_a_day_to_answer_by():
    one = sent()
    one.due_at = None
    take(one, "claim", "ed")
    assert (one.assignee.name, one.due_at) == ("ed", NOON + ANSWER_WITHIN)


def test_a_chief_hands_a_piece_over_with_a_day():
    one = claimed()
    take(one, "assign", "cho", assignee_id=person("lin").id, due_at=TOMORROW)
    assert (one.assignee.name, one.due_at) == ("lin", TOMORROW)


def test_an_approved_piece_changes_hands_and_stays_approved():
    one = approved()
    take(one, "assign", "cho", assignee_id=person("lin").id)
    assert (one.assignee.name, one.state) == ("lin", State.APPROVED)
    assert facts_of(one).approvals == (person("lin").id,)


def test_vouching_names_the_editor_who_did():
    one = claimed(by=None)
    take(one, "vouch", "ed")
    assert one.vouched_by_id == person("ed").id
    assert is_verified(one)


def test_an_editors_save_is_a_new_revision_and_leaves_the_old_as_it_was():
    one = claimed()
    first, text = one.current, Text("新题", "新文", "markdown", "新导语", (("安念秋", ""),))
    take(one, "edit", "ed", LATER, text=text)
    assert (one.state, one.revision_number) == (State.IN_REVIEW, 2)
    assert (one.current.title, one.current.author.name) == ("新题", "ed")
    assert one.current.by_editor
    assert (first.number, first.title, first.by_editor) == (1, "地埋管换热孔回填的三个细节", False)
    assert facts_of(one).last_editor_id == person("ed").id


def test_an_author_saves_a_draft_without_becoming_its_editor():
    one = begin(new_piece(), by=actor("ann"), now=NOON)
    take(one, "edit", "ann", text=Text("新题", "新文", "plain"))
    assert (one.state, one.revision_number, one.current.by_editor) == (State.DRAFT, 2, False)


def test_changes_are_wanted_by_a_day_which_the_link_outlives():
    one = claimed(by=None)
    far = NOON + LINK_LIFETIME + timedelta(days=30)
    take(one, "request_changes", "ed", points=("补上水温",), due_at=TOMORROW)
    assert (one.state, one.due_at) == (State.CHANGES_REQUESTED, TOMORROW)
    assert one.token_expires_at == NOON + LINK_LIFETIME
    text = Text("题", "文", "plain")
    with pytest.raises(Invalid):
        take(one, "resubmit", guest(one.id), text=text, answers=(" ",))
    take(one, "resubmit", guest(one.id), text=text, answers=("补了",))
    take(one, "request_changes", "ed", points=("再补",), due_at=far)
    assert one.token_expires_at == far + ANSWER_WITHIN


def test_an_answer_is_a_new_revision_back_with_the_same_editor():
    one = claimed()
    take(one, "request_changes", "ed", points=("一", "二"), due_at=TOMORROW)
    text = Text("题", "补过的文", "plain")
    take(one, "resubmit", "ann", LATER, text=text, answers=("补了", "不必"))
    assert (one.state, one.assignee.name) == (State.IN_REVIEW, "ed")
    assert (one.due_at, one.revision_number) == (LATER + ANSWER_WITHIN, 2)
    assert (one.current.answers, one.current.by_editor) == (["补了", "不必"], False)


def test_a_reviewer_recommends_through_the_link(session):
    one = claimed()
    review = Review(
        submission_id=one.id,
        revision_id=one.current.id,
        name="孟",
        token_hash="h",
        expires_at=TOMORROW,
        created_at=NOON,
    )
    session.add(review)
    session.flush()
    by = Actor(
        ActorKind.REVIEWER,
        submission_id=one.id,
        revision_hash=one.current.source_hash,
        review_id=review.id,
    )
    take(one, "recommend", by, LATER, code="accept", reason="数据可信")
    assert (review.recommendation, review.text) == ("accept", "数据可信")
    assert (review.recommended_at, one.state) == (LATER, State.IN_REVIEW)
    take(one, "edit", "ed", text=Text("题", "文", "plain"))
    with pytest.raises(NotFound):
        take(one, "recommend", by, code="accept")


def test_a_schedule_pins_the_revision_and_unscheduling_lets_it_go():
    one = scheduled()
    assert (one.state, one.release_at, one.pinned_number) == (State.SCHEDULED, TOMORROW, 1)
    take(one, "unschedule", "lin", reason="等图")
    assert (one.state, one.release_at, one.pinned_number) == (State.APPROVED, None, None)
    assert facts_of(one).approvals


def test_whoever_schedules_a_piece_that_is_nobodys_answers_for_it():
    one = approved()
    one.assignee_id = None
    take(one, "schedule", "lin", release_at=TOMORROW)
    assert one.assignee.name == "lin"


def test_sent_back_is_unpinned_and_approved_by_nobody():
    one = scheduled()
    take(one, "send_back", "cho", reason="图错了")
    assert (one.state, one.release_at, one.pinned_number) == (State.IN_REVIEW, None, None)
    assert facts_of(one).approvals == ()


def test_a_scheduled_piece_that_its_editor_withdraws_comes_out_nowhere():
    one = scheduled()
    take(one, "withdraw", "ed", reason="作者来信")
    assert (one.state, one.release_at, one.pinned_number) == (State.WITHDRAWN, None, None)


@pytest.mark.parametrize("end", ["mark_spam", "withdraw", "decline"])
def test_a_reopened_piece_starts_afresh(end):
    one = claimed() if end == "decline" else sent()
    by = {"mark_spam": "ed", "withdraw": "ann", "decline": "ed"}[end]
    take(one, end, by, reason="误会", code="scope")
    take(one, "reopen", "cho", LATER, reason="再看一次")
    assert (one.state, one.assignee_id) == (State.SUBMITTED, None)
    assert one.due_at == LATER + ANSWER_WITHIN


# Approvals


def test_a_paper_wants_two_editors():
    paper = sent(section_id=section("papers").id)
    take(paper, "claim", "may")
    take(paper, "approve", "may")
    assert paper.state is State.IN_REVIEW
    take(paper, "approve", "lin")
    assert paper.state is State.APPROVED


@pytest.mark.parametrize("between", ["edit", "request_changes"])
def test_a_voice_of_two_falls_with_the_text(between):
    paper = sent(section_id=section("papers").id)
    take(paper, "claim", "may")
    take(paper, "approve", "lin")
    same = Text("地埋管换热孔回填的三个细节", "另一段。", "plain", "", (("安念秋", ""),))
    if between == "edit":
        take(paper, "edit", "may", text=same)
    else:
        take(paper, "request_changes", "may", points=("一",), due_at=TOMORROW)
        take(paper, "resubmit", "ann", text=same, answers=("改了",))
    take(paper, "approve", "cho")
    assert paper.state is State.IN_REVIEW
    take(paper, "approve", "lin")
    assert paper.state is State.APPROVED


# Refusals


def test_a_piece_that_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        step(404, Step.CLAIM, by=actor("ed"), ask=Ask(version=1), now=NOON)


def test_a_refused_step_writes_nothing(session, counts):
    one = claimed()
    before, version = counts(), one.version
    with pytest.raises(StaleVersion):
        take(one, "edit", "lin", version=version - 1, text=Text("丢", "了", "plain"))
    session.flush()
    assert not session.dirty
    assert (counts(), one.version) == (before, version)
    assert session.scalar(Article.__table__.select()) is None
