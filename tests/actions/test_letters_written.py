"""Each step writes the letter it owes, with the same transaction and its hash in the event."""

import hashlib
import json
from datetime import timedelta

import pytest
from support.people import NOON, actor, new_piece, person, released, section, sent, take

from cms.actions import letters, outbox, posting
from cms.actions.letters import Recipient, job_key
from cms.actions.links import confirm_token, private_token
from cms.actions.submissions import submit
from cms.extensions import db
from cms.models import Job, MailMessage
from cms.rules.actor import guest

pytestmark = pytest.mark.usefixtures("session")
SOON = NOON + timedelta(days=3)
POINTS = {"points": ("请补水温", "请补孔深"), "due_at": SOON}


def written():
    return list(db.session.scalars(db.select(MailMessage).order_by(MailMessage.id)))


def names():
    return [(one.letter, one.address) for one in written()]


def going_out(message):
    """The letter as the worker will send it."""
    return posting.read(outbox.claim("letter", now=NOON, key=job_key(message.id)))


WEN, ANN = "wen@demo.example", "ann@demo.example"


def test_a_guest_hears_of_every_step():
    one = sent(by=None)
    take(one, "claim", "ed")
    take(one, "vouch", "ed")
    take(one, "request_changes", "ed", **POINTS)
    take(one, "resubmit", guest(one.id), text=new_piece().text, answers=("好", "好"))
    take(one, "approve", "lin")
    take(one, "release", "ed")
    assert names() == [
        ("received", WEN),
        ("changes_requested", WEN),
        ("approved", WEN),
        ("published", WEN),
    ]


def test_an_account_hears_of_a_decline_in_its_own_language():
    person("ann").locale = "zh_Hans"
    one = sent()
    take(one, "claim", "ed")
    take(one, "decline", "ed", code="scope", public_note="可投兄弟刊物")
    received, declined = written()
    assert (declined.letter, declined.locale, declined.person_id) == (
        "declined",
        "zh_Hans",
        person("ann").id,
    )
    assert "可投兄弟刊物" in declined.text
    assert f"http://localhost/my/{one.id}" in received.text


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        ("request_changes", POINTS),
        ("decline", {"code": "scope"}),
    ],
)
def test_the_event_holds_the_hash_of_the_exact_letter(step, asked):
    one = sent()
    take(one, "claim", "ed")
    event = take(one, step, "ed", **asked)
    message = written()[-1]
    exact = json.dumps([message.subject, message.text, message.html], ensure_ascii=False)
    assert event.mail_hash == message.sha256 == hashlib.sha256(exact.encode()).hexdigest()
    assert event.hash == event.compute_hash()
    assert message.submission_id == one.id
    assert one.events[1].mail_hash == ""


def test_an_approval_that_is_not_the_last_voice_tells_nobody():
    one = sent(section_id=section("papers").id)
    take(one, "claim", "lin")
    take(one, "approve", "may")
    assert names() == [("received", ANN)]
    take(one, "approve", "cho")
    assert names()[-1] == ("approved", ANN)


def test_the_other_chiefs_hear_of_an_override():
    person("lin").role = "chief"
    gone = person("may")
    gone.role, gone.active = "chief", False
    one = submit(new_piece(), by=actor("cho"), now=NOON)
    take(one, "claim", "cho")
    event = take(one, "approve", "cho", override=True, reason="值班仅一人")
    told = [one for one in written() if one.letter == "override"]
    assert [each.address for each in told] == ["lin@demo.example"]
    assert "值班仅一人" in told[0].text
    assert told[0].sha256 in event.mail_hash.split()


def test_nobody_is_written_to_about_what_they_did_themselves():
    one = submit(new_piece(), by=actor("lin"), now=NOON)
    take(one, "claim", "lin")
    take(one, "decline", "lin", code="other")
    assert names() == [("received", "lin@demo.example")]


def test_no_letter_about_what_was_set_aside_nor_to_closed_accounts():
    one = sent()
    person("ann").active = False
    take(one, "claim", "ed")
    take(one, "decline", "ed", code="scope")
    assert names() == [("received", ANN)]


def test_a_released_piece_is_told_with_its_address():
    article = released().article
    (published,) = (one for one in written() if one.letter == "published")
    assert f"http://localhost/articles/{article.public_id}/" in published.text


# Secrets


def test_a_guests_letter_keeps_no_secret_but_sends_both():
    one = sent(by=None)
    (message,) = written()
    stored = message.text + message.html + message.subject
    kept = json.dumps([each.payload for each in db.session.scalars(db.select(Job))])
    for secret in (private_token(one), confirm_token(one)):
        assert secret not in stored + kept
    assert "http://localhost/s/•1•" in message.text
    letter = going_out(message)
    for address in (f"/s/{private_token(one)}", f"/confirm-sender/{confirm_token(one)}"):
        assert f"http://localhost{address}" in letter.text.split()
        assert f'href="http://localhost{address}"' in letter.html
    assert "•" not in letter.text


def test_a_confirmed_guest_is_not_asked_again():
    one = sent(by=None)
    one.sender.confirmed_at = NOON
    take(one, "claim", "ed")
    take(one, "request_changes", "ed", **POINTS)
    letter = going_out(written()[-1])
    assert f"http://localhost/s/{private_token(one)}" in letter.text
    assert "confirm" not in letter.text


def test_secrets_are_gone_when_the_letter_went_out():
    sent(by=None)
    (message,) = written()
    held = posting.take(NOON)
    posting.note_sent(held, now=SOON)
    db.session.flush()
    job = db.session.scalars(db.select(Job)).one()
    assert (job.payload, message.state, message.sent_at) == ({}, "sent", SOON)


def test_a_letter_refused_for_good_waits_for_a_person_with_its_secrets():
    one = sent(by=None)
    (message,) = written()
    held = posting.take(NOON)
    assert posting.note_failed(held, "550 no\r\nsuch user", now=NOON, for_good=True)
    db.session.flush()
    assert (message.state, message.error) == ("failed", "550 no  such user")
    assert posting.retry(message, now=SOON)
    assert (message.state, message.error) == ("waiting", "")
    again = posting.read(posting.take(SOON))
    assert private_token(one) in again.text
    assert not posting.retry(message, now=SOON)


def test_a_sender_who_comes_back_late_notes_nothing():
    sent(by=None)
    (message,) = written()
    late = posting.take(NOON)
    assert posting.take(NOON + posting.LEASE)
    posting.note_sent(late, now=SOON)
    assert not posting.note_failed(late, "550 no", now=SOON, for_good=True)
    assert (message.state, message.sent_at, message.error) == ("waiting", None, "")


def test_a_letter_that_was_erased_is_not_sent():
    sent()
    db.session.execute(db.delete(MailMessage))
    assert posting.read(posting.take(NOON)) is None


def test_every_letter_has_a_message_id_of_its_own():
    to = Recipient("wen@demo.example", "温叙白", "zh_Hans")
    made = [letters.send("test", to, now=NOON) for _ in range(3)]
    assert len({one.message_id for one in made}) == 3
    assert all(one.message_id.endswith("@localhost>") for one in made)
    assert {(one.state, one.direction) for one in made} == {("waiting", "out")}
