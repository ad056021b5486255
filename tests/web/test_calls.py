"""A call takes pieces until it closes, and what was begun by then."""

from datetime import UTC, datetime, timedelta

import pytest
from support.pages import open_page
from support.submission import TYPED

from cms.actions.newsroom import add_call
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Call, Submission


@pytest.fixture
def call(app):
    def open_call(closes_in: timedelta) -> None:
        with app.app_context():
            begin_write(db.session)
            words = {
                "title_zh": "第一个供暖季",
                "title_en": "The first winter",
                "text_en": "Tell us.",
            }
            add_call(Call(slug="winter", closes_at=datetime.now(UTC) + closes_in, **words))
            db.session.commit()

    return open_call


def test_an_open_call_takes_a_piece(app, client, call):
    call(timedelta(days=1))
    assert "Send your piece" in open_page(client, "/calls/winter").words()
    page = open_page(client, "/submit/winter").form("/submit/winter").send(**TYPED, action="send")
    assert page.status == 200
    with app.app_context():
        assert db.session.scalars(db.select(Submission)).one().call.slug == "winter"


def test_a_closed_call_says_so_and_leads_on(client, call):
    call(timedelta(days=-1))
    page = open_page(client, "/submit/winter")
    assert page.url.endswith("/calls/winter")
    assert "This call is closed." in page.words()
    assert page.all("//main//a[contains(@href, '/submit')]")


def test_a_piece_begun_in_time_still_comes_in(app, client, call):
    call(timedelta(days=1))
    form = open_page(client, "/submit/winter").form("/submit/winter")
    with app.app_context():
        begin_write(db.session)
        db.session.scalars(db.select(Call)).one().closes_at = datetime.now(UTC)
        db.session.commit()
    assert form.send(**TYPED, action="send").status == 200
