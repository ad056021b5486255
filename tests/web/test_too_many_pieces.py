"""How many pieces come in at once, and that none of those refused is lost."""

import pytest
from support.engines import both_engines
from support.limits import at
from support.pages import open_page
from support.submission import TYPED, assert_typed_is_there, send

from cms.extensions import db
from cms.models import Submission
from cms.web.quotas import Scope


def pieces(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(Submission.id)))


def test_too_many_pieces_are_refused_with_the_text_still_there(app, client, few):
    few("submit", Scope.NETWORK, 2)
    at(client, "203.0.113.4")
    for n in range(2):
        assert send(client, title=f"第{n}篇").status == 200
    page = send(client)
    assert page.status == 429
    assert int(page.response.headers["Retry-After"]) <= 900
    assert "nothing is lost" in page.words()
    assert_typed_is_there(page)
    assert pieces(app) == 2


def test_an_address_is_counted_whatever_the_network(app, browse, few):
    few("submit", Scope.ACCOUNT, 1)
    assert send(at(browse(), "203.0.113.4")).status == 200
    assert send(at(browse(), "198.51.7.4")).status == 429
    assert send(at(browse(), "198.51.7.4"), email="other@demo.example").status == 200
    assert pieces(app) == 2


@both_engines
def test_a_mistake_in_the_form_costs_no_try(app, client, few):
    few("submit", Scope.ACCOUNT, 1)
    for _ in range(3):
        assert send(client, title="").status == 422
    assert send(client).status == 200
    assert send(client, title="另一篇").status == 429
    assert pieces(app) == 1


@pytest.mark.parametrize("action", ["preview", "repair"])
def test_looking_costs_no_try(client, few, action):
    few("submit", Scope.ACCOUNT, 1)
    for _ in range(3):
        assert send(client, action=action).status == 200
    assert send(client).status == 200


def test_people_with_an_account_have_a_limit_of_their_own(app, browse, few):
    few("submit", Scope.ALL, 0)
    few("submit_signed_in", Scope.ACCOUNT, 1)
    typed = {name: value for name, value in TYPED.items() if name != "email"}
    for who in ("ann", "eve"):
        client = browse(who)
        for n, status in enumerate([200, 429]):
            page = open_page(client, "/submit").form("/submit")
            sent = page.send(**typed | {"action": "send", "title": f"{who} {n}"})
            assert sent.status == status
    assert pieces(app) == 2
