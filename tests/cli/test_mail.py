"""`cms mail` tries the real way out, lists what waits or failed, and has it tried again."""

from datetime import UTC, datetime

import pytest
from support.commands import look
from support.postoffice import knows, post_office

from cms.actions.letters import Recipient, send
from cms.extensions import db
from cms.models import MailMessage
from cms.queries.letters import PAGE

pytestmark = pytest.mark.usefixtures("newsroom")


def states():
    return look(lambda: sorted(db.session.scalars(db.select(MailMessage.state))))


def test_a_trial_letter_goes_to_the_server(run):
    with post_office() as (box, where):
        said = run("mail", "test", "wen@demo.example", MAIL_URL=f"smtp://{where}")
        assert said.exit_code == 0
        assert "to the server" in said.output
        assert str(box.letters[0]["To"]) == "wen@demo.example"
    assert states() == ["sent"]


def test_a_trial_letter_says_what_the_server_answered(run):
    with post_office() as (box, where):
        box.rcpt_answer = "550 5.1.1 no such user"
        said = run("mail", "test", "wen@demo.example", MAIL_URL=f"smtp://{where}")
    assert said.exit_code == 1
    assert "550 5.1.1 no such user" in said.output
    assert "Traceback" not in said.output
    listed = run("mail", "list").output
    assert "failed\twen@demo.example" in listed
    assert "550 5.1.1 no such user" in listed


def test_a_trial_letter_without_a_server_lies_in_the_outbox(run, tmp_path):
    said = run("mail", "test", "wen@demo.example")
    assert "instance/outbox/" in said.output
    (path,) = (tmp_path / "instance" / "outbox").glob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_trial_goes_before_what_waits(run):
    look(lambda: send("test", Recipient("other@demo.example"), now=datetime.now(UTC)))
    assert run("mail", "test", "wen@demo.example").exit_code == 0
    assert states() == ["sent", "waiting"]


def test_what_is_no_address_is_refused(run):
    said = run("mail", "test", "wen at demo")
    assert said.exit_code == 1
    assert "no e-mail address" in said.output


def test_the_list_gives_times_in_the_newsrooms_zone_and_names_it(run):
    look(
        lambda: send("test", Recipient("wen@demo.example"), now=datetime(2026, 11, 23, tzinfo=UTC))
    )
    assert "2026-11-23 08:00 Asia/Shanghai\twaiting" in run("mail", "list").output


def test_failed_letters_are_tried_again(run):
    run("mail", "test", "wen@demo.example", MAIL_URL="smtp://127.0.0.1:1?timeout=1")
    assert states() == ["waiting"]
    assert "1 letters are tried again" in run("mail", "retry").output
    assert "waiting\twen@demo.example" in run("mail", "list").output


def test_every_letter_is_listed_and_tried_again_however_many_there_are(run):
    def write():
        for _ in range(PAGE + 2):
            send("test", Recipient("wen@demo.example"), now=datetime.now(UTC))

    look(write)
    assert run("mail", "list").output.count("waiting\twen@demo.example") == PAGE + 2
    assert f"{PAGE + 2} letters are tried again" in run("mail", "retry").output


def test_the_doctor_asks_the_mail_server(run):
    with post_office(**knows("desk", "right")) as (_box, where):
        good = run("check", MAIL_URL=f"smtp://desk:right@{where}")
        assert good.exit_code == 0
        assert "mail      ok   127.0.0.1 takes letters from desk@localhost" in good.output
        bad = run("check", MAIL_URL=f"smtp://desk:wrong@{where}")
    assert bad.exit_code == 1
    assert "mail      bad  127.0.0.1: 535" in bad.output
    assert "cms mail test" in bad.output
    assert "wrong" not in bad.output
