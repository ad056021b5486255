"""No value, address or header is answered with a failure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.forged import PLANTED, token_of
from support.pages import open_page

VALUES = {
    "NUL": "a\0b",
    "lines": "a\r\nBcc: everyone@demo.example\r\n\r\nx",
    "a look-alike": "аdmin@demo.example",
    "half a character": "\udcff",
    "turned round": "abc\u202egnp.exe",
    "long": "x" * 1_000_000,
    "large number": "9" * 400,
    "negative": "-1",
    "template": "{{ 7*7 }}${7*7}<%= 7*7 %>",
    "format": "%(x)s %s %n {0.__class__}",
    "sql": "' OR 1=1; DROP TABLE person;--",
    "path": "../../../../etc/passwd",
}


# Each value goes through every form there is; the commonest are tried every time.
QUICK = {"NUL", "lines", "half a character"}
EVERY = [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in VALUES]


@pytest.mark.parametrize("name", EVERY)
def test_odd_values_in_every_field_of_every_form_are_no_failure(browse, addresses, name):
    text = VALUES[name].encode("utf-8", "surrogateescape").decode("latin-1")
    for who in (None, "cho"):
        browser = browse(who)
        token = token_of(browser)
        for address in addresses:
            # Signing out, or in, would change who sends the others.
            if address != "/logout":
                fields = dict.fromkeys((*PLANTED, *names_of(browser, address)), text)
                answer = browser.post(address, data=fields | {"csrf_token": token})
                assert answer.status_code < 500, address


def names_of(browser, address):
    page = open_page(browser, address)
    return [key for form in page.tree.forms for key in form.fields] if page.tree is not None else []


# Addresses

FIXED = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
ODD = st.text(st.characters(codec="utf-8") | st.sampled_from("%/\\?#\0\r\n;:@"), max_size=60)


@FIXED
@given(path=ODD, query=ODD)
def test_no_address_is_a_failure(client, path, query):
    given_ = {"PATH_INFO": f"/{path}".encode().decode("latin-1"), "QUERY_STRING": "q"}
    raw = query.encode().decode("latin-1")
    for start in ("", "/articles", "/s", "/desk", "/feeds", "/language", "/media", "/reset"):
        given_["PATH_INFO"] = start + f"/{path}".encode().decode("latin-1")
        given_["QUERY_STRING"] = f"q={raw}&next={raw}&after={raw}&before={raw}&page={raw}"
        answer = client.get("/", environ_overrides=given_)
        assert answer.status_code < 500, (given_, answer.text)


@pytest.mark.parametrize(
    "path", ["/" + "a" * 60_000, "/desk/" + "9" * 5_000, "/%", "/%zz", "/%f", "/%00", "/a%0d%0ab"]
)
def test_huge_and_broken_addresses_are_refused_clearly(client, path):
    assert client.get(path).status_code == 404


def test_huge_headers_are_no_failure(client):
    for name in ("Accept-Language", "User-Agent", "Referer", "If-None-Match", "Range", "Origin"):
        for value in ("x" * 50_000, "\xff" * 500, "en;q=" * 5_000, '"' * 5_000):
            assert client.get("/", headers={name: value}).status_code < 500, name
            with client.get("/static/icon.svg", headers={name: value}) as answer:
                assert answer.status_code < 500, name
            assert client.post("/login", headers={name: value}).status_code < 500, name
