"""The account page lists where one is signed in, and ends it there."""

from datetime import UTC, datetime, timedelta

import pytest
from support import people
from support.account import PASSWORD, is_in, sign_in
from support.engines import both_engines
from support.factors import with_password  # noqa: F401  a fixture
from support.pages import open_page

from cms.extensions import db
from cms.models import PersonSession

pytestmark = pytest.mark.usefixtures("with_password")


def rows(app):
    with app.app_context():
        return list(db.session.scalars(db.select(PersonSession).order_by(PersonSession.id)))


def test_the_account_lists_where_one_is_signed_in(client, browse):
    browse("ann")
    sign_in(client)
    page = open_page(client, "/account/")
    words = page.words()
    assert "ann@demo.example" in words
    assert "This browser" in words
    assert "192.0.2.0/24" in words
    assert len([form for form in page.tree.forms if "/account/sessions/" in form.action]) == 2


@both_engines
def test_one_ends_one_session_or_all_others(app, browse):
    ann, second, third = browse("ann"), browse("ann"), browse("ann")
    number = rows(app)[1].id
    page = open_page(ann, "/account/")
    page.form(f"/sessions/{number}/end").send()
    assert [is_in(one) for one in (ann, second, third)] == [True, False, True]
    open_page(ann, "/account/").form("/sessions/end").send()
    assert [is_in(one) for one in (ann, third)] == [True, False]


def test_nobody_ends_the_session_of_somebody_else(app, browse):
    ann, eve = browse("ann"), browse("eve")
    token = open_page(eve, "/submit").form("/submit").values()["csrf_token"]
    for row in rows(app):
        answer = eve.post(f"/account/sessions/{row.id}/end", data={"csrf_token": token})
        assert answer.status_code == 404
    assert is_in(ann)
    assert is_in(eve)


def test_ending_sessions_asks_again_who_is_there(app, browse):
    browse("ann")
    late = app.test_client()
    people.sign_in(late, app, "ann", datetime.now(UTC) - timedelta(minutes=16))
    page = open_page(late, "/account/").form("/sessions/end").send()
    assert page.url == "http://localhost/verify?next=/account/"
    assert len(rows(app)) == 2
    page.form("/verify").send(password=PASSWORD)
    open_page(late, "/account/").form("/sessions/end").send()
    assert len(rows(app)) == 1


def test_a_forged_button_ends_nothing(app, browse):
    browse("ann")
    page = open_page(browse("ann"), "/account/").form("/sessions/end").send(csrf_token="forged")
    assert page.status == 422
    assert len(rows(app)) == 2


def test_wrong_passwords_are_counted_where_it_is_asked_again(browse):
    ann = browse("ann")
    form = open_page(ann, "/verify").form("/verify")
    answers = [form.send(password="not the password").status for _ in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429


@pytest.mark.parametrize(
    "asked",
    ["//evil.test", "/\\evil.test", "https://evil.test", "%2F%2Fevil.test", "/\t/evil.test"],
)
def test_asking_again_leads_nowhere_else(browse, asked):
    ann = browse("ann")
    data = open_page(ann, "/verify").form("/verify").values() | {
        "password": PASSWORD,
        "next": asked,
    }
    answer = ann.post("/verify", data=data, query_string={"next": asked})
    assert answer.headers["Location"] == "/account/"
