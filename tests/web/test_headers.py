"""What every answer carries, and what readers are never given."""

import pytest
from support import people
from support.engines import dispose, make_config
from support.routes import walk

from cms.app import create_app

PUBLIC = [
    "/",
    "/search?q=x",
    "/sections/news",
    "/feeds/",
    "/feeds/all.rss",
    "/sitemap.xml",
    "/nothing",
]
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def assert_guarded(headers):
    parts = (part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert dict(parts) == DIRECTIVES
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in ("strict-origin-when-cross-origin", "no-referrer")


@pytest.mark.usefixtures("piece")
@pytest.mark.parametrize("who", [None, "ann", "cho"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_forbids_what_pages_do_not_need(app, browse, who, method):
    browser = browse(who)
    for _endpoint, address in walk(app, method):
        with browser.open(address, method=method) as answer:  # a static file is a stream
            assert_guarded(answer.headers)


def test_refusals_carry_them_too(client):
    assert_guarded(client.get("/", headers={"Host": "evil.test"}).headers)
    assert_guarded(client.post("/submit", data=b"x" * 9_000_000).headers)
    assert_guarded(client.get("/feeds/all.rss", headers={"If-None-Match": "*"}).headers)


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
    assert "private" in headers["Cache-Control"]
    assert "Cookie" in headers["Vary"]


def test_readers_are_given_no_cookie(client, article):
    pages = [*PUBLIC, f"/articles/{article()}"]
    for path in pages:
        answer = client.get(path, follow_redirects=True)
        assert "Set-Cookie" not in answer.headers, path


def cookies(answer):
    return [one for one in answer.headers.getlist("Set-Cookie") if "session" in one]


def test_the_session_is_for_this_host_over_https_alone(database_url, tmp_path):
    secure = create_app(make_config(database_url, tmp_path, site_url="https://localhost"))
    client = secure.test_client()
    given = cookies(client.get("/submit", base_url="https://localhost"))
    chosen = client.get("/language/en", base_url="https://localhost").headers["Set-Cookie"]
    told = client.get("/", base_url="https://localhost").headers
    dispose(secure)
    assert len(given) == 1
    assert given[0].startswith("__Host-session=")
    for flag in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert flag in given[0]
    assert "Domain" not in given[0]
    assert "Secure" in chosen
    assert told["Strict-Transport-Security"] == "max-age=31536000"


def test_on_this_machine_the_session_works_over_plain_http(client):
    given = cookies(client.get("/submit"))
    assert given[0].startswith("session=")
    assert "HttpOnly" in given[0]
    assert "SameSite=Lax" in given[0]
    assert "Secure" not in given[0]
    assert "Strict-Transport-Security" not in client.get("/").headers
