"""Signing in with a password through the real form, out by POST, and where each role is led."""

import re

import pytest
from passlib.hash import argon2
from support import people
from support.account import PASSWORD
from support.account import sign_in_at as sign_in
from support.engines import both_engines, dispose, make_config
from support.factors import with_password  # noqa: F401  a fixture
from support.pages import open_page

from cms.app import create_app
from cms.web.accounts import hashed

GENERIC = "No account has this address and password"


@both_engines
@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize(
    ("who", "led"),
    [("ann", "/my/"), ("eve", "/my/"), ("ed", "/desk/"), ("cho", "/desk/"), ("ada", "/desk/")],
)
def test_after_sign_in_each_role_is_led_to_its_work(client, who, led):
    page = sign_in(client, f"{who}@demo.example")
    assert (page.status, page.url) == (200, f"http://localhost{led}")
    assert who in page.words()


@pytest.mark.usefixtures("with_password")
def test_the_address_may_be_typed_in_any_case(client):
    assert sign_in(client, "ED@Demo.Example").url.endswith("/desk/")


@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_refused_sign_in_does_not_tell_who_has_an_account(client, language):
    client.set_cookie("language", language)
    pages = [
        sign_in(client, "ed@demo.example", "not the password"),
        sign_in(client, "nobody@demo.example", PASSWORD),
    ]
    told = [page.all("//*[@role='alert']")[0].text_content().strip() for page in pages]
    assert told[0] == told[1]
    assert (GENERIC in told[0]) == (language == "en")
    for page in pages:
        assert page.status == 422
        assert page.form("/login").values()["password"] == ""
        assert open_page(client, "/desk/").url.startswith("http://localhost/login")


@pytest.mark.usefixtures("with_password")
def test_a_closed_account_is_refused_and_its_sessions_end(client, browse, made):
    ed = browse("ed")
    assert ed.get("/desk/").status_code == 200

    def close():
        people.person("ed").active = False
        return people.person("ed")

    made(close)
    assert ed.get("/desk/").status_code == 303
    refused = sign_in(client)
    assert refused.status == 422
    assert "This account is closed" in refused.words()
    assert client.get("/desk/").status_code == 303


@pytest.mark.usefixtures("with_password")
def test_signing_in_starts_a_new_session(client):
    open_page(client, "/login")
    with client.session_transaction() as before:
        before["planted"] = "by a stranger"
    planted = client.get_cookie("session").value
    assert sign_in(client).url.endswith("/desk/")
    with client.session_transaction() as now:
        assert "planted" not in now
    thief = client.application.test_client()
    thief.set_cookie("session", planted)
    assert thief.get("/desk/").status_code == 303


@pytest.mark.usefixtures("with_password")
def test_signing_out_takes_a_button(client):
    home = sign_in(client)
    assert client.get("/logout").status_code == 405
    assert client.get("/desk/").status_code == 200
    out = home.form("/logout").send()
    assert (out.status, out.url) == (200, "http://localhost/")
    assert client.get("/desk/").status_code == 303


def test_every_page_with_a_person_has_the_button(browse):
    assert open_page(browse("ann"), "/my/").form("/logout")
    assert open_page(browse("ed"), "/desk/").form("/logout")


@pytest.mark.usefixtures("with_password")
def test_sign_in_leads_back_to_where_one_came_from(client):
    where = "/desk/?view=mine&q=%E5%9C%B0"
    page = sign_in(client, where=where)
    assert page.response.request.environ["QUERY_STRING"] == "view=mine&q=%E5%9C%B0"


@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_sign_in_form_that_is_not_ours_signs_nobody_in_but_can_be_sent_again(client, token):
    form = open_page(client, "/login").form("/login")
    page = form.send(csrf_token=token, email="ed@demo.example", password=PASSWORD)
    assert page.status == 422
    assert "open too long" in page.words()
    assert page.form("/login").values()["email"] == "ed@demo.example"
    assert client.get("/desk/").status_code == 303
    assert page.form("/login").send(password=PASSWORD).url.endswith("/desk/")


@pytest.mark.usefixtures("with_password")
def test_the_session_is_the_only_cookie_that_signs_in(database_url, tmp_path):
    secure = create_app(make_config(database_url, tmp_path, site_url="https://localhost"))
    client = secure.test_client()
    base = {"base_url": "https://localhost"}
    form = open_page(client, "/login", **base).form("/login").values()
    assert "remember" not in form
    data = form | {"email": "ed@demo.example", "password": PASSWORD, "remember": "y"}
    given = client.post("/login", data=data, **base).headers.getlist("Set-Cookie")
    dispose(secure)
    assert {one.split("=")[0] for one in given} == {"__Host-session", "__Host-device"}
    kept = next(one for one in given if "session" in one)
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Expires="):
        assert flag in kept
    assert "Domain" not in kept


def test_passwords_are_kept_as_argon2id_at_a_cost(app):
    with app.app_context():
        found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$", hashed(PASSWORD))
    memory, rounds, lanes = map(int, found.groups())
    assert memory >= 19 * 1024
    assert rounds >= 2
    assert lanes == 1


def test_a_cheaper_hash_is_renewed_at_sign_in(app, client, made):
    cheap = argon2.using(memory_cost=8192, rounds=1, parallelism=1).hash(PASSWORD)
    made(lambda: (setattr(people.person("ed"), "password", cheap), people.person("ed"))[1])
    assert sign_in(client).url.endswith("/desk/")
    with app.app_context():
        assert "m=32768,t=2,p=1" in people.person("ed").password
    assert client.get("/desk/").status_code == 200


def test_home_is_for_those_who_signed_in(client):
    assert client.get("/account/home").headers["Location"].startswith("http://localhost/login")


def test_each_way_in_stands_on_the_page_once(client):
    page = open_page(client, "/login")
    for _ in range(2):
        links = [one.get("href") for one in page.all("//main//a")]
        assert "http://localhost/reset" in links
        assert len(links) == len(set(links))
        page = page.form("/login").send(email="ed@demo.example", password="not the one")
