"""The sign-in form, whatever is typed, and how long it takes."""

import re
import sqlite3
import statistics
import time
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import people
from support.account import PASSWORD
from support.account import sign_in_at as sign_in
from support.engines import both_engines
from support.factors import with_password  # noqa: F401  a fixture
from support.pages import open_page

from cms.web.quotas import QUOTAS

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


@both_engines
@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize(
    "email", ["", "x", "a\0b@demo.example", "' OR 1=1 --", "x" * 5000, "一@二.三"]
)
def test_an_address_that_is_none_signs_nobody_in(client, email):
    page = sign_in(client, email)
    assert page.status == 422
    assert page.all("//*[@role='alert']")


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
    led = answer.headers["Location"]
    assert urlsplit(urljoin("http://localhost/login", led)).netloc == "localhost"
    assert not re.search(r"[\\\s]|^//", led)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=80) | st.sampled_from(["ed@demo.example", "nobody@demo.example"]),
    st.text(max_size=80),
    st.text(max_size=80),
)
@pytest.mark.usefixtures("with_password")
def test_no_text_breaks_the_door(app, monkeypatch, email, password, where):
    monkeypatch.setitem(QUOTAS, "sign_in", ())  # no example is refused unread
    client = app.test_client()
    data = open_page(client, "/login").form("/login").values()
    sent = data | {"email": email, "password": password, "next": where}
    encodable = {key: one.encode("utf-8", "replace") for key, one in sent.items()}
    assert client.post("/login", data=encodable).status_code == 422


@pytest.mark.long
@pytest.mark.usefixtures("with_password")
def test_a_known_and_an_unknown_address_take_the_same_time(app, monkeypatch):
    monkeypatch.setitem(QUOTAS, "sign_in", ())  # limits are not what is measured

    def median_of(email, password="not the password"):
        times = []
        for _ in range(25):
            client = app.test_client()
            form = open_page(client, "/login").form("/login")
            begun = time.perf_counter()
            form.send(email=email, password=password)
            times.append(time.perf_counter() - begun)
        return statistics.median(times)

    known, unknown = median_of("ed@demo.example"), median_of("nobody@demo.example")
    assert 0.6 < known / unknown < 1.6


@pytest.fixture
def _eve_never_confirmed(made):
    def work():
        one = people.person("eve")
        one.confirmed_at = None
        return one

    made(work)


@pytest.mark.long
@both_engines
@pytest.mark.usefixtures("_eve_never_confirmed")
@pytest.mark.parametrize("path", ["/reset", "/confirm"])
def test_asking_for_a_letter_takes_the_same_time_for_everyone(app, monkeypatch, path):
    monkeypatch.setitem(QUOTAS, path[1:], ())
    times = {"eve@demo.example": [], "nobody@demo.example": []}
    for _ in range(40):
        for email, taken in times.items():  # in turns: what else the machine does hits both
            form = open_page(app.test_client(), path).form(path)
            begun = time.perf_counter()
            assert form.send(email=email, follow=False).status == 303
            taken.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(one) for one in times.values())
    assert 0.6 < known / unknown < 1.6, (known, unknown)


@pytest.mark.usefixtures("_eve_never_confirmed")
@pytest.mark.parametrize("path", ["/reset", "/confirm"])
def test_asking_for_a_letter_waits_for_the_disk_for_everyone(
    client, monkeypatch, database_url, path
):
    monkeypatch.setitem(QUOTAS, path[1:], ())  # tries are committed apart
    file = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    written = []
    for email in ("eve@demo.example", "nobody@demo.example"):
        form = open_page(client, path).form(path)
        before = file.execute("PRAGMA data_version").fetchone()
        assert form.send(email=email, follow=False).status == 303
        written.append(file.execute("PRAGMA data_version").fetchone() != before)
    file.close()
    assert written == [True, True]


@pytest.mark.usefixtures("with_password")
def test_a_password_longer_than_anyones_is_a_wrong_one(client):
    page = sign_in(client, password="x" * 5_000)
    assert page.status == 422
    assert page.all("//*[@role='alert']")
    assert client.get("/desk/").status_code == 303
