"""Guests' addresses confirmed, their links given again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.engines import both_engines
from support.people import NOON, PersonFactory, person, sent, take

from cms.actions import guests
from cms.actions.links import confirm_token, private_token
from cms.errors import GuardFailed, NotFound
from cms.extensions import db
from cms.models import MailMessage, State
from cms.queries import submissions
from cms.text.secret import hash_token

pytestmark = pytest.mark.usefixtures("session")


def letters(name):
    wanted = db.select(MailMessage).where(MailMessage.letter == name)
    return list(db.session.scalars(wanted.order_by(MailMessage.id)))


@both_engines
def test_approving_waits_for_the_address_and_no_longer():
    one = sent(by=None)
    take(one, "claim", "ed")
    with pytest.raises(GuardFailed, match="not confirmed"):
        take(one, "approve", "lin")
    guests.confirm_sender(confirm_token(one), now=NOON)
    take(one, "approve", "lin")
    assert one.state is State.APPROVED


def test_confirming_leaves_its_mark_once():
    one = sent(by=None)
    guests.confirm_sender(confirm_token(one), now=NOON)
    guests.confirm_sender(confirm_token(one), now=NOON)
    steps = [event.step for event in one.events]
    assert steps == ["submit", "confirm"]
    last = one.events[-1]
    assert (last.actor_kind, last.actor_id) == ("addressee", None)
    assert one.sender.confirmed_at == NOON


def test_a_closed_piece_waits_for_no_confirmation():
    one = sent(by=None)
    take(one, "decline", "ed", code="scope")
    assert not guests.confirm_sender(confirm_token(one), now=NOON)
    assert one.sender.confirmed_at is None


def test_who_has_an_account_with_the_address_finds_the_piece_there():
    PersonFactory(name="wen")
    one = sent(by=None)
    assert one.submitter_id is None
    guests.confirm_sender(confirm_token(one), now=NOON)
    assert one.submitter_id == person("wen").id
    assert [event.step for event in one.events] == ["submit", "confirm", "take_over"]


@pytest.mark.parametrize("changes", [{"confirmed_at": None}, {"active": False}])
def test_an_account_that_proved_nothing_gets_nothing(changes):
    PersonFactory(name="wen", **changes)
    one = sent(by=None)
    guests.confirm_sender(confirm_token(one), now=NOON)
    assert one.submitter_id is None


def test_a_link_confirms_no_other_piece_and_no_other_address():
    one, other = sent(by=None), sent(by=None, title="另一篇")
    secret = confirm_token(one).partition("-")[2]
    with pytest.raises(NotFound):
        guests.confirm_sender(f"{other.id}-{secret}", now=NOON)
    token = confirm_token(one)
    one.sender.email = "other@demo.example"
    with pytest.raises(NotFound):
        guests.confirm_sender(token, now=NOON)


def test_a_piece_sent_by_account_has_no_such_link():
    one = sent()
    for token in ("", f"{one.id}-", f"{one.id}", "-"):
        with pytest.raises(NotFound):
            guests.by_confirm_token(token)


@settings(max_examples=50)
@given(token=st.text(max_size=80) | st.from_regex(r"[0-9]{1,30}-[0-9a-f]*", fullmatch=True))
def test_no_made_up_link_confirms_anything(token):
    with pytest.raises(NotFound):
        guests.by_confirm_token(token)


@both_engines
def test_a_renewed_link_opens_and_the_old_one_does_not():
    one = sent(by=None)
    old = hash_token(private_token(one))
    guests.renew(one.id, now=NOON)
    with pytest.raises(NotFound):
        submissions.by_any_token(old)
    assert submissions.by_token(hash_token(private_token(one)), NOON) is one
    (letter,) = letters("link_renewed")
    assert letter.address == "wen@demo.example"
    assert private_token(one) not in letter.text + letter.html


def test_nobodys_link_is_renewed_for_a_piece_of_an_account():
    one = sent()
    with pytest.raises(NotFound):
        guests.renew(one.id, now=NOON)


@both_engines
def test_receipt_and_address_together_find_a_piece():
    one = sent(by=None)
    guests.find_piece(f" {one.receipt.lower()} ", "WEN@demo.example ", now=NOON)
    assert [each.submission_id for each in letters("link_renewed")] == [one.id]


@pytest.mark.parametrize(
    ("receipt", "email"),
    [
        ("CD-2026-0001", "eve@demo.example"),
        ("CD-2026-0002", "wen@demo.example"),
        ("CD-2026-000%", "wen@demo.example"),
        ("1", "wen@demo.example"),
    ],
)
def test_one_without_the_other_finds_nothing(receipt, email):
    one = sent(by=None)
    assert one.receipt == "CD-2026-0001"
    guests.find_piece(receipt, email, now=NOON)
    assert letters("link_renewed") == []
    assert one.link_number == 0


def test_the_letter_to_confirm_is_sent_while_it_is_waited_for():
    one = sent(by=None)
    guests.ask_to_confirm(one, now=NOON)
    assert [each.address for each in letters("confirm_sender")] == ["wen@demo.example"]
    guests.confirm_sender(confirm_token(one), now=NOON)
    guests.ask_to_confirm(one, now=NOON)
    assert len(letters("confirm_sender")) == 1
