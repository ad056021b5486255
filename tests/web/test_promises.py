"""What the sender's pages promise holds, whatever the editors and the spam checks do."""

from datetime import timedelta

import pytest
from support import people
from support.pages import open_page
from support.submission import send

from cms.actions.links import confirm_token
from cms.extensions import db
from cms.models import MailMessage, Submission
from cms.web.contribute import spam

TOKEN = "t" * 32
LINK = f"/s/{TOKEN}"


@pytest.fixture
def page(client, made):
    """`page()` opens the page of a guest's piece by its private link."""
    made(lambda: people.sent(by=None, token=TOKEN))
    return lambda: open_page(client, LINK)


def test_four_eyes_are_promised_as_they_are_kept(page):
    said = page().words()
    assert "Another editor reads" not in said
    assert "neither its author nor the editor who changed it last" in said


def letters(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count()).select_from(MailMessage))


def set_aside(app):
    with app.app_context():
        return db.session.scalars(db.select(Submission.quarantined_for)).all()[-1]


def about_the_address(page):
    (notice,) = page.all("//*[contains(@class, 'notice')][.//form]")
    return " ".join(notice.text_content().split())


def test_a_sender_set_aside_reads_what_others_read_and_nothing_untrue(app, client):
    aside = send(client, homepage="https://spam.example")
    assert set_aside(app) == "honeypot"
    assert letters(app) == 0
    taken = send(client, title="另一篇")
    assert set_aside(app) == ""
    assert letters(app) == 1
    assert about_the_address(aside) == about_the_address(taken)
    assert "We sent" not in aside.words()
    assert "only once the address is confirmed" in aside.words()


@pytest.mark.usefixtures("page")
def test_a_copy_comes_filled_in_and_may_be_sent_at_once(app, client, monkeypatch):
    monkeypatch.setattr(spam, "LEAST", timedelta(seconds=30))
    told = {"original": "y", "exclusive": "no", "ai_used": "no", "edit_consent": "y"}
    copy = open_page(client, f"{LINK}/versions/1/copy").form("/copy")
    copy.send(action="send", email="wen@demo.example", **told)
    assert set_aside(app) == ""
    send(client)
    assert set_aside(app) == "too_fast"


def test_a_private_link_says_how_long_it_works(page):
    assert "The link works until" in page().words()
    assert "22 May 2027" in page().words()


def test_a_confirmed_sender_is_sent_to_no_letter_whose_link_may_be_dead(client, made):
    where = made(lambda: Link(people.sent(by=None)), "where")
    done = open_page(client, str(where)).form().send()
    assert "our first letter" not in done.words()
    assert done.all("//main//a[contains(@href, '/s/')]")


class Link:
    """Where a guest confirms the address of a piece."""

    def __init__(self, piece: Submission) -> None:
        self.where = f"/confirm-sender/{confirm_token(piece)}"
