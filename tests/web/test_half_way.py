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
from support.pages import open_page
from support.routes import walk

from cms.web.accounts.tokens import reset_token
from cms.web.quotas import Scope

pytestmark = pytest.mark.usefixtures("with_password")


def test_nothing_opens_between_password_and_second_factor(app, client):
    with_app(client)
    by_password(client)
    for endpoint, address in walk(app, "GET"):
        if endpoint.startswith(("desk.", "admin.", "contribute.my")):
            answer = client.get(address)
            assert answer.status_code == 303, endpoint
            assert answer.headers["Location"].startswith("http://localhost/login"), endpoint
    for endpoint, address in walk(app, "POST"):
        if endpoint.startswith(("desk.", "admin.")):
            assert client.post(address).status_code in {400, 401}, endpoint
    assert client.get("/account/home").status_code == 303


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


def test_half_a_sign_in_ends_after_ten_minutes(client):
    with_app(client)
    by_password(client)
    with client.session_transaction() as session:
        session["half_way"] = session["half_way"] | {"since": session["half_way"]["since"] - 601}
    assert open_page(client, "/login/code").url.startswith("http://localhost/login")


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
