"""No parameter leads away from the site."""

from urllib.parse import urlsplit

import pytest
from support.account import PASSWORD
from support.factors import with_password  # noqa: F401  a fixture
from support.forged import token_of
from support.pages import open_page

from cms.web.quotas import Scope

LEADS_AWAY = [
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/%5cevil.test",
    "/%2fevil.test",
    "http://evil.test",
    "https:evil.test",
    "HTTP://evil.test",
    "//evil.test@localhost/",
    "//localhost@evil.test",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.test",
    "\t//evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    "/\r\nLocation: //evil.test",
    "//evil%E3%80%82test",
    "/./\\evil.test",
    "%2f%2fevil.test",
    "http:///evil.test",
    "http:\\\\evil.test",
    "///\\evil.test",
    "/x\x00//evil.test",
    "//[::1]@evil.test",
    "evil.test",
    "?next=//evil.test",
    "/..//evil.test",
    "ftp://evil.test",
    "/ /evil.test",
    "\uff0f\uff0fevil.test",
    "//\u202eevil.test",
    "/\x0b/evil.test",
    "/\u2028/evil.test",
]


def stays(location: str) -> bool:
    """Whether a browser that reads this Location stays on the site."""
    seen = location.replace("\t", "").replace("\n", "").replace("\r", "").strip()
    seen = seen.replace("\\", "/")
    if seen.startswith("/"):
        return not seen.startswith("//")
    parts = urlsplit(seen)
    return parts.scheme in ("http", "") and parts.netloc in ("localhost", "")


@pytest.mark.parametrize("who", [None, "ed"])
@pytest.mark.parametrize(
    "start", ["/language/en", "/login", "/logout", "/verify", "/register", "/account/home"]
)
def test_no_parameter_leads_away_from_the_site(browse, start, who):
    browser = browse(who)
    for where in LEADS_AWAY:
        for names in (("next",), ("back", "url", "return_to", "redirect")):
            answer = browser.get(start, query_string=dict.fromkeys(names, where))
            assert answer.status_code < 500, where
            assert stays(answer.headers.get("Location", "/")), where


@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize(
    ("who", "start", "typed", "followed"),
    [
        (None, "/login", {"email": "ed@demo.example", "password": PASSWORD}, True),
        ("ed", "/verify", {"password": PASSWORD}, True),
        ("ed", "/logout", {}, True),
        (None, "/logout", {}, True),
        ("ed", "/login", {}, False),
        (None, "/register", {"name": "吴柏青", "email": "wu@demo.example"}, False),
    ],
)
def test_no_form_that_was_taken_leads_away_from_the_site(browse, few, who, start, typed, followed):
    few("register", Scope.ACCOUNT, 1_000)

    def led(query, more):
        browser = browse(who)
        data = typed | more | {"csrf_token": token_of(browser)}
        answer = browser.post(start, query_string=query, data=data)
        assert answer.status_code in {302, 303}, (query, more)
        return answer.headers["Location"]

    ours = {"next": "/my/?a=b"}
    assert [led(ours, {}) == ours["next"], led({}, ours) == ours["next"]] == [followed, followed]
    for where in LEADS_AWAY:
        names = dict.fromkeys(("next", "back", "url", "return_to", "redirect"), where)
        assert stays(led(names, names)), where


def test_no_form_of_the_sign_in_leads_away(client):
    for where in LEADS_AWAY:
        page = open_page(client, "/login", query_string={"next": where})
        for form in page.tree.forms:
            assert stays(form.get("action") or "/"), where


def test_the_reading_of_these_tests_sees_what_leads_away():
    for away in ("//evil.test", "/\\evil.test", "/\t/evil.test", "http://evil.test", "ftp://x"):
        assert not stays(away), away
    for here in ("/", "/desk/?next=//evil.test", "http://localhost/x", "/x//evil.test"):
        assert stays(here), here
