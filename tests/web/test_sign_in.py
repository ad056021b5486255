"""Signing in with a password through the real form, out by POST, and where each role is led."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from support import people
from support.engines import both_engines, dispose, make_config
from support.pages import open_page

from cms.app import create_app
from cms.extensions import db
from cms.models import Person
from cms.web.accounts import hashed

PASSWORD = "a sentence of the tests"
GENERIC = "No account has this address and password"


@pytest.fixture
def with_password(made):
    """Everyone gets the same password, hashed once."""

    def work():
        hash_ = hashed(PASSWORD)
        for one in db.session.scalars(db.select(Person)):
            one.password = hash_
        return people.person("eve")

    made(work)


def sign_in(client, email="ed@demo.example", password=PASSWORD, where="/login"):
    return open_page(client, where).form("/login").send(email=email, password=password)


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
        assert page.status in (200, 422)
        assert page.form("/login").values()["password"] == ""
        assert open_page(client, "/desk/").url.startswith("http://localhost/login")


@both_engines
@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize(
    "email", ["", "x", "a\0b@demo.example", "' OR 1=1 --", "x" * 5000, "一@二.三"]
)
def test_an_address_that_is_none_signs_nobody_in(client, email):
    page = sign_in(client, email)
    assert page.status in (200, 422)
    assert page.all("//*[@role='alert']")


@pytest.mark.usefixtures("with_password")
def test_a_closed_account_is_refused_and_its_sessions_end(client, browse, made):
    ed = browse("ed")
    assert ed.get("/desk/").status_code == 200

    def close():
        people.person("ed").active = False
        return people.person("ed")

    made(close)
    assert ed.get("/desk/").status_code == 303
    assert "/login" in sign_in(client).url


@pytest.mark.usefixtures("with_password")
def test_signing_in_starts_a_new_session(client):
    open_page(client, "/login")
    planted = client.get_cookie("session").value
    sign_in(client)
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


EVIL = [
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "https://evil.test",
    "/\t/evil.test",
    "javascript:alert(1)",
    "%2F%2Fevil.test",
    "https:evil.test",
    " //evil.test",
    "/%09/evil.test",
    "http://localhost@evil.test",
    "http://localhost.evil.test",
]


@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize("asked", EVIL)
def test_sign_in_leads_nowhere_else(client, asked):
    page = open_page(client, "/login", query_string={"next": asked})
    data = page.form("/login").values() | {
        "email": "ed@demo.example",
        "password": PASSWORD,
        "next": asked,
    }
    answer = client.post("/login", data=data, query_string={"next": asked})
    led = answer.headers.get("Location", "/")
    assert urlsplit(urljoin("http://localhost/login", led)).netloc == "localhost"
    assert not re.search(r"[\\\s]|^//", led)


@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_sign_in_form_that_is_not_ours_signs_nobody_in_but_can_be_sent_again(client, token):
    form = open_page(client, "/login").form("/login")
    page = form.send(csrf_token=token, email="ed@demo.example", password=PASSWORD)
    assert page.status in (200, 422)
    assert "open too long" in page.words()
    assert page.form("/login").values()["email"] == "ed@demo.example"
    assert client.get("/desk/").status_code == 303
    assert page.form("/login").send(password=PASSWORD).url.endswith("/desk/")


@pytest.mark.usefixtures("with_password")
def test_staying_signed_in_is_kept_private(database_url, tmp_path):
    secure = create_app(make_config(database_url, tmp_path, site_url="https://localhost"))
    client = secure.test_client()
    base = {"base_url": "https://localhost"}
    form = open_page(client, "/login", **base).form("/login").values()
    data = form | {"email": "ed@demo.example", "password": PASSWORD, "remember": "y"}
    given = client.post("/login", data=data, **base).headers.getlist("Set-Cookie")
    dispose(secure)
    kept = next(one for one in given if "remember" in one)
    assert kept.startswith("__Host-remember")
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in kept


def test_passwords_are_kept_as_argon2id(app):
    with app.app_context():
        assert hashed(PASSWORD).startswith("$argon2id$")


def test_home_is_for_those_who_signed_in(client):
    assert client.get("/account/home").headers["Location"].startswith("http://localhost/login")


def test_a_password_longer_than_anyones_is_a_wrong_one(client):
    form = open_page(client, "/login").form("/login")
    page = form.send(email="ed@demo.example", password="x" * 5_000)
    assert page.status < 500
    assert "/desk/" not in page.url
