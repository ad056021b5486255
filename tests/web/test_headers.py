"""What every answer carries, and what readers are never given."""

import errno
import re

import pytest
from support import people
from support.routes import walk

from cms.web.bodies import TooSlow

PUBLIC = [
    "/",
    "/search?q=x",
    "/sections/news",
    "/feeds/",
    "/feeds/all.rss",
    "/sitemap.xml",
    "/nothing",
]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'"
)
EXACT = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
    " publickey-credentials-create=(self), publickey-credentials-get=(self)",
    "Strict-Transport-Security": None,
}
KEYS = ("/s/", "/review/", "/setup/", "/invitation/", "/confirm-sender/", "/confirm/", "/reset/")
KEYS += ("/change-email/", "/login/oidc/back")
# Pages that show someone's letter; the letter itself is a document without any script.
LETTER_CSP = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'none'"
)
APART = {
    "/admin/mail": {"Referrer-Policy": "no-referrer"},
    "/admin/mail/1": {"Referrer-Policy": "no-referrer"},
    "/admin/mail/1/html": {
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": LETTER_CSP,
    },
}
READ_BY_CACHES = "public|private|no-store|no-cache|immutable|must-revalidate|max-age=[0-9]+"
SHOWN_ELSEWHERE = ("/feeds/", "/media/", "/static/icon.svg")


def expected(path):
    """What the answer of this address must carry, whatever its status."""
    values = dict(EXACT)
    if path.startswith(KEYS):
        values["Referrer-Policy"] = "no-referrer"
    if path.startswith(SHOWN_ELSEWHERE):
        values["Cross-Origin-Resource-Policy"] = "cross-origin"
    return values


def assert_guarded(answer, **changes):
    wanted = expected(answer.request.path) | changes
    assert {name: answer.headers.get(name) for name in wanted} == wanted, answer.request.path
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@pytest.mark.usefixtures("piece")
@pytest.mark.parametrize("who", [None, "ann", "cho", "ada"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
def test_every_answer_forbids_what_pages_do_not_need(app, browse, who, method):
    browser = browse(who)
    for _endpoint, address in walk(app, method if method != "DELETE" else "GET"):
        with browser.open(address, method=method) as answer:  # a static file is a stream
            assert answer.status_code < 500, address
            shown = answer.status_code == 200 and method in ("GET", "HEAD")
            assert_guarded(answer, **(APART.get(address, {}) if shown else {}))


@pytest.mark.own_app
def test_refusals_carry_them_too(app, client):
    refused = {
        400: client.get("/", headers={"Host": "evil.test"}),
        404: client.get("/nothing"),
        405: client.put("/submit"),
        413: client.post("/submit", data=b"x" * 90_000_000),
        415: client.post("/submit", data=b"{}", content_type="application/json"),
        308: client.get("/", headers={"Host": "127.0.0.1"}),
    }
    app.view_functions["site.search"] = lambda: 1 / 0
    refused[500] = client.get("/search")
    for code, answer in refused.items():
        assert answer.status_code == code
        assert_guarded(answer)


@pytest.mark.parametrize("failing", [TooSlow(), OSError(errno.ENOSPC, "full"), None])
def test_refusals_before_the_application_carry_them_too(client, monkeypatch, failing):
    def copy(*_args, **_more):
        raise failing

    monkeypatch.setattr("cms.web.bodies._copy", copy)
    if failing is None:
        monkeypatch.setattr("cms.web.bodies.Places.take", lambda *_args: False)
    answer = client.post("/login", data={"a": "b"})
    assert answer.status_code in (408, 503, 507)
    assert_guarded(answer)


def test_what_is_not_changed_carries_them_too(client):
    first = client.get("/feeds/all.rss")
    again = client.get("/feeds/all.rss", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert_guarded(again)


def test_feeds_are_the_same_for_everyone_and_say_so(browse):
    for who in (None, "ann"):
        assert "Cookie" not in browse(who).get("/feeds/all.rss").headers.get("Vary", "")
    assert "Cookie" in browse(None).get("/").headers["Vary"]


@pytest.mark.parametrize("path", ["/s/x", "/s/x/edit", "/review/x", "/setup/x"])
def test_links_with_a_secret_stay_out_of_caches_and_referrers(client, path):
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


def test_the_receipt_of_a_guest_is_such_a_page(client, made):
    made(lambda: people.sent(by=None, token="t" * 32))
    answer = client.get("/s/" + "t" * 32)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/desk/", "/my/", "/account/home"])
def test_pages_for_one_person_stay_out_of_shared_caches(browse, path):
    headers = browse("ed").get(path).headers
    assert headers["Cache-Control"] in ("private, no-cache", "no-store")
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize("who", [None, "ann"])
@pytest.mark.parametrize("path", ["/login", "/login/passkey", "/register", "/reset", "/confirm"])
def test_the_ways_into_an_account_are_kept_nowhere(browse, path, who):
    assert browse(who).get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("piece")
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", [None, "ann", "ada"])
def test_what_is_said_to_caches_is_what_they_read(app, browse, who, method):
    browser = browse(who)
    for _endpoint, address in walk(app, method):
        with browser.open(address, method=method) as answer:
            said = answer.headers.get("Cache-Control", "no-cache").split(", ")
        assert all(re.fullmatch(READ_BY_CACHES, one) for one in said), (address, said)


def test_readers_are_given_no_cookie(client, article):
    pages = [*PUBLIC, f"/articles/{article()}"]
    for path in pages:
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == (404 if path == "/nothing" else 200), path
        assert "Set-Cookie" not in answer.headers, path


def test_every_feed_can_be_fetched_without_a_cookie_being_set(app, browse):
    for endpoint, address in walk(app, "GET"):
        if endpoint.startswith(("feeds.", "machines.", "media.")):
            assert "Set-Cookie" not in browse("ann").get(address).headers, address
