"""Letters go out once, whole, with no transaction open; a server that fails loses none."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from support.engines import both_engines
from support.people import NOON

from cms.actions import posting
from cms.actions.letters import Recipient, send
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs import outbox, post
from cms.letters import files
from cms.models import MailMessage

MINUTE = timedelta(minutes=1)
TO = Recipient("wen@demo.example", "温叙白", "zh_Hans")
REFUSAL = "550 5.1.1 no such user"


# Accepted


def test_a_letter_arrives_whole(app, office, run, fate, made_guest):
    assert run() == 1
    (letter,) = office.letters
    assert str(letter["Subject"]).endswith("(CD-2026-0001)")
    assert "地埋管换热孔回填的三个细节" in str(letter["Subject"])
    assert str(letter["From"]) == "恒温层 <desk@localhost>"
    assert (str(letter["To"]), letter["Auto-Submitted"]) == ("wen@demo.example", "auto-generated")
    assert letter["Date"].datetime == NOON
    assert office.senders == [("desk@localhost", ["wen@demo.example"])]
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    text, html = (part.get_content() for part in letter.iter_parts())
    assert "•" not in text + html
    assert "http://localhost/confirm-sender/1-" in text
    assert text.count("http://localhost/s/") == 1
    assert "<h1" in html
    assert fate(made_guest) == ("sent", "", "done")
    with app.app_context():
        one = db.session.get(MailMessage, made_guest)
        assert letter["Message-ID"] == one.message_id
        assert letter["Subject"] == one.subject
        assert one.sent_at == NOON


def test_every_line_of_it_is_short_ascii(office, written, run):
    written()
    run()
    (raw,) = office.raw
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) < 998


def test_what_nobody_committed_is_not_sent(app, office, run):
    with app.app_context():
        begin_write(db.session)
        send("test", TO, now=NOON)
        db.session.rollback()
    assert run() == 0
    assert office.raw == []


def test_no_transaction_is_open_while_the_server_is_spoken_to(app, office, written, run):
    written()
    seen = []

    def write_meanwhile(_data):
        with app.app_context():
            begin_write(db.session)  # waits for any other writer, and fails when it takes long
            db.session.commit()
            seen.append(True)

    office.on_data = write_meanwhile
    assert run() == 1
    assert seen == [True]


def test_the_session_is_idle_while_the_server_is_spoken_to(monkeypatch, office, written, run):
    def post_idly(letter):
        assert not db.session().in_transaction()
        post.post(letter)

    monkeypatch.setattr(outbox, "post", post_idly)
    written()
    assert run() == 1
    assert len(office.raw) == 1


@both_engines
def test_several_workers_send_each_letter_once(office, written, run):
    for _ in range(12):
        written()
    workers = [Thread(target=run) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(60)
    ids = [one["Message-ID"] for one in office.letters]
    assert len(ids) == len(set(ids)) == 12


# Not accepted


def test_an_address_that_is_refused_is_not_tried_again(office, written, run, fate):
    bad = written()
    office.rcpt_answer = REFUSAL
    assert run() == 0
    assert fate(bad) == ("failed", REFUSAL, "dead")
    office.rcpt_answer = ""
    assert run(NOON + timedelta(days=1)) == 0


def test_a_refused_letter_holds_no_other_up(office, written, run, fate):
    bad = written()
    office.data_answer = "554 5.7.1 spam"
    run()
    office.data_answer = ""
    good = written()
    assert run() == 1
    assert (fate(bad)[0], fate(good)[0]) == ("failed", "sent")


@pytest.mark.parametrize("where", ["rcpt_answer", "data_answer"])
def test_a_server_that_says_later_is_asked_later(office, written, run, fate, where):
    number = written()
    setattr(office, where, "451 4.7.1 greylisted")
    assert run() == 0
    assert fate(number) == ("waiting", "451 4.7.1 greylisted", "waiting")
    setattr(office, where, "")
    assert run(NOON + MINUTE) == 1
    assert fate(number) == ("sent", "", "done")
    assert len(office.raw) == 1


def test_a_server_that_is_not_there_is_tried_for_two_days(mail_url, written, run, fate):
    mail_url("smtp://127.0.0.1:1?timeout=1")
    number = written()
    run()
    assert fate(number)[0] == "waiting"
    run(NOON + timedelta(days=2))
    assert (fate(number)[0], fate(number)[2]) == ("failed", "dead")


def test_a_crash_between_sending_and_noting_sends_the_same_letter_again(
    monkeypatch, office, written, run, fate
):
    number = written()

    def crash(*_args, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(posting, "note_sent", crash)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.undo()
    assert run(NOON + MINUTE) == 0
    assert run(NOON + posting.LEASE) == 1
    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert fate(number)[0] == "sent"


def test_secrets_sealed_under_a_key_that_is_gone_fail_for_good(app, office, run, fate, made_guest):
    config = app.extensions["cms_config"]
    app.extensions["cms_config"] = replace(config, secret_key="another key, long enough")
    assert run() == 0
    assert fate(made_guest)[0] == "failed"
    assert office.raw == []


# Without a server


def test_without_a_server_letters_are_files_for_their_owner_alone(app, run, fate, made_guest):
    assert run() == 1
    (path,) = (app.extensions["cms_config"].instance / "outbox").iterdir()
    assert path.name == f"20261123T040000-{made_guest}-received.eml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    text, html = files.read(path)
    assert "/s/•1•" not in text
    assert "http://localhost/s/" in text
    assert "<h1" in html
    assert fate(made_guest) == ("sent", "", "done")


def test_a_disk_that_is_full_loses_no_letter(monkeypatch, written, run, fate):
    number = written()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    assert run() == 0
    monkeypatch.undo()
    assert fate(number)[0] == "waiting"
    assert run(NOON + MINUTE) == 1


def test_addresses_and_names_make_no_headers(app, office, run):
    evil = Recipient("wen@demo.example\r\nBcc: eve@demo.example", "x\r\nBcc: eve@demo.example")
    with app.app_context():
        begin_write(db.session)
        send("test", evil, now=NOON)
        db.session.commit()
        run()
        assert db.session.scalars(db.select(MailMessage.state)).all() == ["failed"]
    assert office.raw == []
