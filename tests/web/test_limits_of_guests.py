"""Neither old cookies nor known devices lift what guests are limited by."""

from datetime import timedelta

import pytest
from support import people
from support.engines import both_engines
from support.limits import at
from support.links import letters_to, secret_of
from support.pages import open_page
from support.submission import TYPED, assert_typed_is_there, send

from cms.web.quotas import Scope

SIGNED_IN = {name: value for name, value in TYPED.items() if name != "email"}
HERE = "203.0.113.9"


@both_engines
def test_the_cookie_of_a_session_that_ended_counts_as_a_guests(browse, few):
    few("submit", Scope.NETWORK, 1)
    old = at(browse("ann"), HERE)
    cookie = old.get_cookie("session").value
    assert open_page(old, "/account/").form("/logout").send().status == 200
    old.set_cookie("session", cookie)
    found = [send(old, title=f"第{n}篇", email=f"{n}@demo.example").status for n in range(3)]
    assert found == [200, 429, 429]


def test_who_is_signed_out_while_a_piece_is_counted_sends_none_as_a_guest(
    client, written, monkeypatch
):
    form = open_page(client, "/submit").form("/submit")
    monkeypatch.setattr("cms.web.contribute.submit.live_key", lambda: "somebody")
    before = written()
    assert form.send(action="send", **TYPED).status == 401
    assert written() == before


def test_a_device_known_to_the_address_lifts_no_limit_of_pieces(browse, made, few):
    made(lambda: people.PersonFactory(name="wen"))
    few("submit", Scope.NETWORK, 1)
    known = at(browse(None), HERE)
    give_device(browse, known)
    found = [send(known, title=f"第{n}篇").status for n in range(3)]
    assert found == [200, 429, 429]


def give_device(browse, client):
    """Let wen's device be known, as a reset does."""
    other = browse(None)
    open_page(other, "/reset").form().send(email="wen@demo.example")
    link = "/reset/" + secret_of(other.application, "wen@demo.example", "reset")
    open_page(client, link).form().send(password="a sentence of the tests")
    assert client.get_cookie("device")


@pytest.mark.parametrize("address", ["wen+1@demo.example", "WEN+a+b@demo.example"])
def test_a_tag_makes_no_other_mailbox(client, few, address):
    few("submit", Scope.ACCOUNT, 1)
    assert send(client).status == 200
    assert send(client, email=address).status == 429
    assert send(client, email="+@demo.example").status == 200


# Looking


def test_looks_are_limited_for_guests_and_nothing_typed_is_lost(client, few):
    few("look", Scope.NETWORK, 1)
    at(client, HERE)
    assert send(client, action="preview").status == 200
    page = send(client, action="repair")
    assert page.status == 429
    assert "nothing is lost" in page.words()
    assert_typed_is_there(page)
    assert send(client).status == 200


def test_looks_at_an_answer_come_back_with_the_reason(client, made, few):
    def work():
        one = people.sent(by=None, token="t" * 32)
        people.take(one, "claim", "ed")
        due = people.NOON + timedelta(days=30)
        people.take(one, "request_changes", "ed", points=("数据从哪来",), due_at=due)
        return one

    made(work)
    few("look", Scope.NETWORK, 0)
    at(client, HERE)
    page = open_page(client, "/s/" + "t" * 32 + "/edit").form("/edit")
    seen = page.send(action="preview", title="另一个题目")
    assert seen.status == 429
    assert "too often" in seen.words()
    assert "另一个题目" in seen.text


def test_people_with_an_account_look_as_often_as_they_like(browse, few):
    few("look", Scope.NETWORK, 0)
    ann = at(browse("ann"), HERE)
    form = open_page(ann, "/submit").form("/submit")
    assert form.send(**SIGNED_IN | {"action": "preview"}).status == 200


def test_forged_forms_are_limited_by_network_and_real_ones_go_on(client, few):
    few("forged", Scope.NETWORK, 2)
    at(client, HERE)
    sent = {"email": "ed@demo.example", "password": "x"}
    assert [client.post("/login", data=sent).status_code for _ in range(3)] == [422, 422, 429]
    assert send(client).status == 200


# Letters to one address


def asked_for(app):
    return [one for one in letters_to(app, "wen@demo.example") if one != "received"]


@pytest.fixture
def pieces(made):
    """Two pieces of one guest."""
    made(lambda: people.sent(by=None, token="t" * 32))
    made(lambda: people.sent(by=None, token="u" * 32, form_key="u" * 32))


@pytest.mark.usefixtures("pieces")
def test_letters_that_confirm_are_counted_by_address_not_by_piece(app, client, few):
    few("confirm", Scope.ACCOUNT, 1)
    found = [
        open_page(client, f"/s/{one * 32}").form("/confirm-again").send().status for one in "tu"
    ]
    assert found == [200, 429]
    assert asked_for(app) == ["confirm_sender"]


@pytest.mark.usefixtures("pieces")
def test_new_links_are_counted_by_address_not_by_piece(app, client, few, time_machine):
    time_machine.move_to("2028-01-01T00:00:00Z")
    few("renew", Scope.ACCOUNT, 1)
    found = [open_page(client, f"/s/{one * 32}").form("/renew").send().status for one in "tu"]
    assert found == [200, 429]
    assert asked_for(app) == ["link_renewed"]


def test_a_piece_set_aside_sends_no_letter_and_says_the_same(app, client, made, time_machine):
    told = []
    for token, reason in (("t" * 32, "honeypot"), ("u" * 32, "")):
        made(lambda t=token, r=reason: people.sent(
            by=None, token=t, form_key=t, quarantined_for=r
        ))  # fmt: skip
        again = open_page(client, f"/s/{token}").form("/confirm-again").send()
        told.append((again.status, "A letter is on its way" in again.words()))
    assert told == [(200, True)] * 2
    assert asked_for(app) == ["confirm_sender"]
    time_machine.move_to("2028-01-01T00:00:00Z")
    told = [open_page(client, f"/s/{one * 32}").form("/renew").send() for one in "tu"]
    assert (told[0].status, told[0].url) == (told[1].status, told[1].url) == (200, told[0].url)
    assert asked_for(app) == ["confirm_sender", "link_renewed"]
