"""Admins read what was written, with full links where no server sends it, and send again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support import people
from support.pages import open_page
from support.people import NOON

from cms.actions import posting
from cms.actions.letters import Recipient, send
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs.outbox import send_waiting
from cms.models import Job, MailMessage
from cms.queries.letters import PAGE


@pytest.fixture
def guests(made):
    """The number of the letter about a guest's piece, its title hostile."""
    made(lambda: people.sent(by=None, title="<script>alert(1)</script>"))
    return 1


@pytest.fixture
def served(app):
    """The newsroom has a mail server, one that nobody reaches."""
    config = replace(app.extensions["cms_config"], mail_url="smtp://127.0.0.1:1?timeout=1")
    app.extensions["cms_config"] = config


def run(app, now=NOON):
    with app.app_context():
        send_waiting(now)


def refuse(app):
    """Have the next letter refused for good."""
    with app.app_context():
        begin_write(db.session)
        held = posting.take(NOON)
        posting.note_failed(held, "550 no <b>such</b> user", now=NOON, for_good=True)
        db.session.commit()


def told(page):
    """To whom each letter of a list goes, and what became of it; the tabs name the states too."""
    cells = (page.all(f"//td[@class='{one}']") for one in ("to", "is"))
    return [tuple(one.text_content() for one in row) for row in zip(*cells, strict=True)]


@pytest.mark.usefixtures("guests")
def test_the_list_says_to_whom_and_whether_it_went(app, browse):
    page = open_page(browse("ada"), "/admin/mail")
    assert told(page) == [("wen@demo.example", "Waiting to go out")]
    assert "instance/outbox/" in page.words()
    run(app)
    assert told(open_page(browse("ada"), "/admin/mail?state=sent")) == [
        ("wen@demo.example", "Sent")
    ]
    assert "No letters here" in open_page(browse("ada"), "/admin/mail?state=failed").words()
    assert open_page(browse("ada"), "/admin/mail?state=nonsense").status == 200


@pytest.mark.parametrize("who", ["ed", "cho", "ann"])
@pytest.mark.usefixtures("guests")
def test_letters_are_admins_alone(browse, who):
    for path in ("/admin/mail", "/admin/mail/1", "/admin/mail/1/html"):
        assert browse(who).get(path).status_code == 404
    assert browse(who).post("/admin/mail/1/again").status_code == 404


def test_without_a_server_a_letter_is_read_with_its_full_links(app, browse, guests):
    run(app)
    page = open_page(browse("ada"), f"/admin/mail/{guests}")
    links = [one.get("href") for one in page.all("//pre//a")]
    assert any(one.startswith("http://localhost/confirm-sender/1-") for one in links)
    (private,) = (one for one in links if "/s/" in one)
    assert browse(None).get(private.removeprefix("http://localhost")).status_code == 200
    assert "received.eml" in page.words()
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.usefixtures("served")
def test_with_a_server_the_secrets_are_not_shown(browse, guests):
    page = open_page(browse("ada"), f"/admin/mail/{guests}")
    assert "/s/•1•" in page.words()
    assert "instance/outbox/" not in page.words()
    assert "received.eml" not in page.words()
    letters = open_page(browse("ada"), "/admin/mail")
    assert len(told(letters)) == 1
    assert "instance/outbox/" not in letters.words()


def test_the_html_is_shown_alone_and_locked_in(browse, guests):
    answer = browse("ada").get(f"/admin/mail/{guests}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in policy
    assert "<script>" not in answer.text
    assert "&lt;script" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refused_letter_says_why_and_goes_out_again(app, browse, guests):
    refuse(app)
    browser = browse("ada")
    page = open_page(browser, f"/admin/mail/{guests}")
    assert "550 no <b>such</b> user" in page.words()
    assert "Not delivered" in page.words()
    again = page.form("/again").send()
    assert "goes out again" in again.words()
    run(app, NOON + timedelta(days=30))
    assert "Sent" in open_page(browser, f"/admin/mail/{guests}").words()
    with app.app_context():
        assert db.session.scalars(db.select(Job.state)).all() == ["done"]


def test_what_went_out_does_not_go_twice(app, browse, guests):
    browser = browse("ada")
    form = open_page(browser, f"/admin/mail/{guests}").form("/again")
    run(app)
    assert "went out already" in form.send().words()


def test_a_forged_button_sends_nothing(app, browse, guests):
    refuse(app)
    answer = browse("ada").post(f"/admin/mail/{guests}/again", follow_redirects=True)
    assert "open too long" in answer.text
    with app.app_context():
        assert db.session.get(MailMessage, guests).state == "failed"


@pytest.mark.usefixtures("served")
def test_a_letter_that_is_tried_again_says_when(app, browse, guests):
    run(app)
    words = open_page(browse("ada"), f"/admin/mail/{guests}").words()
    assert "It has not gone out yet" in words
    assert "Tried again on 23 Nov 2026, 12:00" in words


def test_a_letter_that_is_not_there(browse):
    assert browse("ada").get("/admin/mail/404").status_code == 404
    assert browse("ada").get("/admin/mail/404/html").status_code == 404


def test_long_lists_go_on_where_they_stopped(app, browse):
    with app.app_context():
        begin_write(db.session)
        for number in range(PAGE + 1):
            send("test", Recipient(f"w{number}@demo.example"), now=NOON)
        db.session.commit()
    page = open_page(browse("ada"), "/admin/mail")
    assert f"w{PAGE}@demo.example" in page.words()
    assert "w0@demo.example" not in page.words()
    (older,) = page.all("//a[@rel='next']/@href")
    last = told(open_page(browse("ada"), older))
    assert last == [("w0@demo.example", "Waiting to go out")], "and no letter stands on both"


def test_a_request_that_is_refused_leaves_no_letter(app, browse, made):
    piece = made(people.sent)
    form = open_page(browse("ed"), f"/desk/{piece}").form("/claim")
    form.send()
    with app.app_context():
        before = db.session.scalar(db.select(db.func.count(MailMessage.id)))
    refused = open_page(browse("ed"), f"/desk/{piece}").form("/request_changes").send(points="")
    assert refused.status == 422
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(MailMessage.id))) == before


def test_admins_find_the_letters_from_the_desk(browse):
    desk = open_page(browse("ada"), "/desk/")
    assert desk.all("//nav//a[contains(@href, '/admin/people')]")
    people_page = open_page(browse("ada"), "/admin/people")
    assert people_page.all("//nav//a[contains(@href, '/admin/mail')]")
    assert not open_page(browse("ed"), "/desk/").all("//a[contains(@href, '/admin/')]")
