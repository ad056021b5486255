"""No parameter leads away from the site."""

from urllib.parse import urlsplit

import pytest
from support.pages import open_page

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
        answer = browser.post(start, query_string={"next": where}, data={"next": where})
        assert stays(answer.headers.get("Location", "/")), where


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
