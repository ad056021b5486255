"""A form becomes one piece, however often it arrives."""

from dataclasses import replace

import pytest
from support.engines import both_engines
from support.people import NOON, actor, new_piece, sent

from cms.actions.links import LINK_LIFETIME, private_token
from cms.actions.submissions import begin, submit
from cms.errors import BadText, GuardFailed
from cms.models import Sender, Source, State
from cms.queries import submissions
from cms.rules.actor import INTAKE, guest
from cms.rules.facts import Text
from cms.text.secret import hash_token

pytestmark = pytest.mark.usefixtures("session")


@both_engines
def test_a_person_sends_a_piece(session):
    piece = new_piece(tags=("回填", "冬期施工"))
    made = submit(piece, by=actor("ann"), now=NOON)
    session.expire_all()
    assert made.state is State.SUBMITTED
    assert made.receipt == f"CD-2026-{made.id:04d}"
    assert made.submitter.name == "ann"
    assert made.sender is None
    assert made.due_at > NOON
    assert {tag.name for tag in made.tags} == {"回填", "冬期施工"}
    assert (made.token_hash, made.token_expires_at) == (
        hash_token(private_token(made)),
        NOON + LINK_LIFETIME,
    )
    assert (made.revision_number, made.current.title) == (1, piece.text.title)
    assert made.current.bylines == [{"name": "安念秋", "affiliation": "云舸设计院"}]
    assert made.current.by_editor is False


def test_a_guest_is_kept_apart_and_counts_as_unverified():
    made = sent(by=None, name="温叙白", email="wen@demo.example", locale="zh_Hans")
    assert made.submitter is None
    assert (made.sender.name, made.sender.email) == ("温叙白", "wen@demo.example")
    assert not submissions.is_verified(made)
    made.sender.confirmed_at = NOON
    assert submissions.is_verified(made)


def test_mail_intake_sends_in_a_guests_place():
    piece = new_piece(name="温叙白", email="wen@demo.example", source=Source.MAIL)
    made = submit(piece, by=INTAKE, now=NOON)
    assert (made.state, made.source) == (State.SUBMITTED, Source.MAIL)
    assert made.events[0].actor_kind == "intake"
    assert not submissions.is_verified(made)


def test_the_event_keeps_the_declarations_as_shown():
    answers = ["yes", "no", "not_asked"]
    declared = [{"id": f"d{n}", "text": f"第 {n} 条", "answer": a} for n, a in enumerate(answers)]
    made = sent(declarations=declared)
    assert made.events[0].shown == {"declarations": declared}


def test_an_unanswered_declaration_stops_the_piece():
    with pytest.raises(GuardFailed):
        sent(declarations=[{"id": "original", "text": "I wrote it", "answer": ""}])


def test_the_same_form_twice_is_one_piece(counts):
    piece = new_piece()
    first = submit(piece, by=guest(), now=NOON)
    before = counts()
    again = submit(replace(piece, text=Text("另题", "另文", "plain")), by=guest(), now=NOON)
    assert again is first
    assert counts() == before


def test_a_draft_is_submitted_when_its_form_comes_again():
    piece = new_piece()
    draft = begin(piece, by=actor("ann"), now=NOON)
    assert (draft.state, draft.events) == (State.DRAFT, [])
    assert submit(piece, by=actor("ann"), now=NOON).state is State.SUBMITTED


def test_a_text_that_cannot_be_cleaned_leaves_nothing(session, counts):
    before = counts()
    deep = "<div>" * 300 + "x" + "</div>" * 300
    with pytest.raises(BadText):
        sent(text=Text("题", deep, "html"))
    session.rollback()
    assert counts() == before


def test_erasing_a_sender_leaves_the_trace(session):
    made = sent(by=None)
    session.delete(session.get(Sender, made.id))
    session.flush()
    session.expire_all()
    assert made.sender is None
    assert made.events[0].step == "submit"
