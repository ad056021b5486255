"""What a registration form refuses or takes, whatever is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.pages import open_page
from support.registering import (
    GOOD,
    PASSWORD,
    confirm,
    confirm_link,
    person_at,
    register,
    sign_in,
)

from cms.models import Role
from cms.web.quotas import QUOTAS


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("email", "nowhere"),
        ("email", "wu@demo.example\r\nBcc: all@demo.example"),
        ("email", "wu@dem\u043e.example"),  # Cyrillic
        ("email", "wu@xn--dem-lmc.example"),
        ("email", "w" * 300 + "@demo.example"),
        ("email", "a\0b@demo.example"),
        ("name", ""),
        ("name", "x" * 121),
        ("name", "吴\r\nBcc: all@demo.example"),
        ("name", "吴\u202e青"),
    ],
)
def test_what_is_refused_stands_beside_its_field(app, client, written, name, typed, language):
    client.set_cookie("language", language)
    before = written()
    page = register(client, **{name: typed})
    assert page.status == 422
    assert page.error_of(name)
    assert page.error_of(name).isascii() == (language == "en")
    back = page.form().values()
    assert all(back[one] == GOOD[one] for one in ("name", "email") if one != name)
    assert written() == before
    assert person_at(app) is None


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize(
    "typed",
    [
        "eleven long",
        "x" * 12,
        "password1234",
        "wu@demo.example",
        "a sentence" + "x" * 200,
        "a sentence\0with a hole",
        "\U0001f600" * 12,
        "",
    ],
)
def test_a_bad_password_opens_no_account_and_the_link_still_works(
    app, client, written, typed, language
):
    client.set_cookie("language", language)
    register(client)
    before = written()
    page = confirm(app, client, typed)
    assert page.status == 422
    assert page.error_of("password")
    assert page.error_of("password").isascii() == (language == "en")
    assert page.form().values()["password"] == ""
    assert written() == before
    assert person_at(app).confirmed_at is None
    assert page.form().send(password=PASSWORD).url.endswith("/login")


@pytest.mark.parametrize(
    "password",
    [
        "\U0001f9ca\U0001f525 ground and air, 土壤源热泵",
        "换热器回填要慢三分",
        ("a long sentence, " * 12)[:200],
    ],
)
def test_long_and_many_coloured_passwords_are_welcome(app, client, password):
    if len(password) < 12:
        password = password + "，再慢三分"
    register(client)
    confirm(app, client, password)
    assert sign_in(client, password=password).url.endswith("/my/")


def test_letters_may_be_composed_by_another_keyboard(app, client):
    register(client)
    confirm(app, client, "caf\u00e9 et pompe \u00e0 chaleur")
    assert sign_in(client, password="cafe\u0301 et pompe a\u0300 chaleur").url.endswith("/my/")


def test_an_address_is_kept_as_mail_reads_it(app, client):
    register(client, email=" Wu@Demo.Example ")
    assert person_at(app) is not None
    register(client, email="xin@xn--fiq228c.example")
    assert person_at(app, "xin@中文.example") is not None


def test_nothing_but_the_fields_is_read(app, client):
    form = open_page(client, "/register").form()
    more = {
        "role": "admin",
        "active": "y",
        "confirmed_at": "2026-01-01",
        "id": "1",
        "demo": "y",
        "sections": "news",
        "fs_uniquifier": "x",
        "submit": "1",
    }
    client.post("/register", data=form.values() | GOOD | more)
    new = person_at(app)
    assert (new.role, new.confirmed_at, new.demo) == (Role.CONTRIBUTOR, None, False)
    assert new.id != 1
    assert new.fs_uniquifier != "x"


@pytest.mark.parametrize("path", ["/register", "/confirm", "/reset"])
def test_a_form_that_is_not_ours_comes_back_with_what_was_typed(client, written, path):
    before = written()
    page = open_page(client, path).form().send(csrf_token="forged", **GOOD)
    assert page.status == 422
    assert "open too long" in page.words()
    assert page.form().values()["email"] == GOOD["email"]
    assert written() == before


def test_a_forged_button_confirms_nothing(app, client):
    register(client)
    page = open_page(client, confirm_link(app)).form()
    page = page.send(csrf_token="forged", password=PASSWORD)
    assert page.status == 422
    assert person_at(app).confirmed_at is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60),
    st.text(max_size=60) | st.sampled_from(["wu@demo.example", "ann@demo.example"]),
    st.text(max_size=60),
)
def test_no_text_breaks_the_forms(app, monkeypatch, name, email, password):
    for purpose in ("register", "confirm", "reset", "sign_in"):
        monkeypatch.setitem(QUOTAS, purpose, ())  # no example is refused unread
    client = app.test_client()
    sent = {"name": name, "email": email, "password": password}
    for path in ("/register", "/confirm", "/reset", "/login"):
        data = open_page(client, path).form().values() | sent
        encodable = {key: one.encode("utf-8", "replace") for key, one in data.items()}
        assert client.post(path, data=encodable).status_code in {303, 422}
