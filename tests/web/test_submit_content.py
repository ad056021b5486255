"""One browser, one content: one piece; another content is another piece, nothing is lost."""

from io import BytesIO

import pytest
from support.pages import open_page
from support.submission import TYPED

from cms.extensions import db
from cms.models import Submission


def count(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(Submission.id)))


def test_the_same_text_from_a_form_opened_anew_is_the_same_piece(app, client):
    first = open_page(client, "/submit").form("/submit").send(**TYPED, action="send")
    again = open_page(client, "/submit").form("/submit").send(**TYPED, action="send")
    assert first.url == again.url
    assert count(app) == 1


def test_another_text_in_the_same_form_is_another_piece(app, client):
    form = open_page(client, "/submit").form("/submit")
    first = form.send(**TYPED, action="send")
    second = form.send(**TYPED | {"body": "另一篇的正文。"}, action="send")
    assert first.url != second.url
    assert "另一篇的正文。" in second.text
    assert count(app) == 2


def test_another_browsers_same_text_is_a_piece_of_its_own(app, browse):
    urls = {
        open_page(one, "/submit").form("/submit").send(**TYPED, action="send").url
        for one in (browse(), browse())
    }
    assert len(urls) == 2
    assert count(app) == 2


def test_a_file_where_a_text_belongs_is_refused(app, client):
    form = open_page(client, "/submit").form("/submit")
    data = form.values() | {"body": (BytesIO(b"x"), "x.txt")}
    assert client.post("/submit", data=data).status_code == 415
    assert count(app) == 0


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad", "\u2060\ufeff", "\u3164", "\u2800"])
@pytest.mark.parametrize("name", ["title", "byline", "body"])
def test_what_shows_a_reader_nothing_is_empty(app, client, name, nothing):
    form = open_page(client, "/submit").form("/submit")
    page = form.send(**TYPED | {name: nothing}, action="send")
    assert page.status == 422
    assert page.error_of(name) == "Please fill this in."
    assert count(app) == 0


@pytest.mark.parametrize("body", ["<p><!-- x --></p>", "<img src=x>", "<p>&#8203;</p>"])
def test_html_that_shows_nothing_is_empty(app, client, body):
    form = open_page(client, "/submit").form("/submit")
    page = form.send(**TYPED | {"body": body, "format": "html"}, action="send")
    assert "Please fill this in." in page.error_of("body")
    assert count(app) == 0
