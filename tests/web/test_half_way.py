"""Between the password and the second factor nothing opens, and nothing planted helps."""

import pytest
from support import people
from support.factors import (
    by_password,
    code,
    guarded_app,  # noqa: F401  a fixture
    is_in,
    set_up_app,
    with_app,
    with_password,  # noqa: F401  a fixture
)
from support.forged import token_of
from support.pages import open_page
from support.routes import walk

from cms.web.accounts.tokens import reset_token
from cms.web.guards import GUARD
from cms.web.quotas import Scope

pytestmark = pytest.mark.usefixtures("with_password")


def guarded(app, method):
    """(guard, address) of every view that has one, as the house test reads them."""
    marks = {name: getattr(view, GUARD, None) for name, view in app.view_functions.items()}
    return [(marks[name], address) for name, address in walk(app, method) if marks[name]]


def test_nothing_opens_between_password_and_second_factor(app, client):
    key, _ = with_app(client)
    page = by_password(client)
    reading, changing = guarded(app, "GET"), guarded(app, "POST")
    for found in (reading, changing):
        assert {mark for mark, _address in found} == {"signed_in", "enrolling", "desk", "admin"}
    for mark, address in reading:
        answer = client.get(address)
        assert answer.status_code == 303, address
        back = "" if mark == "enrolling" else f"?next={address}"
        assert answer.headers["Location"] == f"http://localhost/login{back}"
    token = {"csrf_token": token_of(client)}
    for _mark, address in changing:
        assert client.post(address, data=token).status_code == 401, address
    assert page.form().send(code=code(key)).url.endswith("/desk/"), "it was half-way all along"


def test_half_a_sign_in_may_set_up_nothing_where_a_factor_exists(client):
    with_app(client)
    by_password(client)
    for where in ("", "/app", "/passkey"):
        page = open_page(client, f"/account/second-factor{where}")
        assert page.url.startswith("http://localhost/login"), where


def test_an_old_half_of_a_sign_in_sets_up_no_factor_later(client, app):
    by_password(client)
    old = client.get_cookie("session").value
    set_up_app(client)
    thief = app.test_client()
    thief.set_cookie("session", old)
    assert open_page(thief, "/account/second-factor/app").url.startswith("http://localhost/login")
    assert not is_in(thief)


@pytest.mark.parametrize("state", ["ready", "setup_from_login", "validating_profile"])
def test_a_planted_state_of_flask_security_means_nothing(app, client, state):
    with_app(client)
    with app.app_context():
        uniquifier = people.person("ed").fs_uniquifier
    with client.session_transaction() as session:
        session |= {"tf_user_id": uniquifier, "tf_state": state, "tf_select": True}
    for where in ("/login/code", "/login/recovery", "/login/second", "/account/second-factor"):
        assert open_page(client, where).url.startswith("http://localhost/login"), where
    assert not is_in(client)


def test_half_a_sign_in_ends_after_ten_minutes(client, time_machine):
    time_machine.move_to("2026-11-23T04:00:00Z", tick=False)
    key, _ = with_app(client)
    by_password(client)
    time_machine.move_to("2026-11-23T04:09:59Z", tick=False)
    page = open_page(client, "/login/code")
    assert page.url == "http://localhost/login/code"
    time_machine.move_to("2026-11-23T04:10:01Z", tick=False)
    assert open_page(client, "/login/code").url == "http://localhost/login"
    assert page.form().send(code=code(key)).status == 401
    assert not is_in(client)


def test_half_a_sign_in_is_taken_up_within_ten_minutes(client, time_machine):
    time_machine.move_to("2026-11-23T04:00:00Z", tick=False)
    key, _ = with_app(client)
    page = by_password(client)
    time_machine.move_to("2026-11-23T04:09:59Z", tick=False)
    assert page.form().send(code=code(key)).url.endswith("/desk/")
    assert is_in(client)


def test_a_new_password_ends_half_a_sign_in(client, made):
    key, _ = with_app(client)
    page = by_password(client)

    def renew():
        people.person("ed").fs_uniquifier = "renewed"
        return people.person("ed")

    made(renew)
    assert page.form().send(code=code(key)).status == 401


def test_a_session_from_before_the_second_factor_is_worth_nothing_after_it(app, client):
    key, _ = with_app(client)
    page = by_password(client)
    before = client.get_cookie("session").value
    page.form().send(code=code(key))
    assert client.get_cookie("session").value != before
    thief = app.test_client()
    thief.set_cookie("session", before)
    assert not is_in(thief)
    assert is_in(client)


def test_a_new_password_by_mail_passes_no_second_factor(app, client):
    key, _ = with_app(client)
    with app.app_context():
        token = reset_token(people.person("ed"))
    page = open_page(client, f"/reset/{token}")
    page = page.form("").send(password="nine quiet ponds in the north")
    assert client.get("/desk/").status_code == 303
    form = open_page(client, "/login").form("/login")
    page = form.send(email="ed@demo.example", password="nine quiet ponds in the north")
    assert page.url.endswith("/login/code")
    assert client.get("/desk/").status_code == 303
    assert page.form().send(code=code(key)).url.endswith("/desk/")


def test_a_right_password_uses_up_no_try_even_without_the_second_step(client, few):
    few("sign_in", Scope.PLACE, 2)
    with_app(client)
    client.delete_cookie("device")
    for _ in range(4):
        assert by_password(client).url == "http://localhost/login/code"
        client.delete_cookie("session")
    assert client.get_cookie("device") is None, "the device is not known by half a sign-in"
    wrong = open_page(client, "/login").form("/login")
    sent = [wrong.send(email="ed@demo.example", password="x").status for _ in range(3)]
    assert sent == [422, 422, 429]
