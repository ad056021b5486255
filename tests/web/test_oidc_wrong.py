"""What another sign-in service, or one who stands between, can get wrong: nobody comes in."""

import socket
import threading
import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc.jwk import OctKey, RSAKey
from structlog.testing import capture_logs
from support import oidc, people
from support.oidc_trip import (
    app_with_service,  # noqa: F401  a fixture
    come_back,
    counts,
    running_service,  # noqa: F401  a fixture
    set_out,
    sign_in,
)
from support.pages import open_page

from cms.extensions import db
from cms.extensions.database import begin_write
from cms.web.accounts import oidc as ours

# What is wrong with the token, and what the log says of it.
WRONG = {
    "nonce": ({"nonce": "another"}, "Invalid claim: 'nonce'"),
    "no nonce": ({"nonce": None}, "Missing claim: 'nonce'"),
    "issuer": ({"iss": "https://evil.test"}, "Invalid claim: 'iss'"),
    "audience": ({"aud": "somebody else"}, "Invalid claim: 'aud'"),
    "audiences": ({"aud": ["somebody else", oidc.CLIENT]}, "Missing claim: 'azp'"),
    "expired": ({"exp": int(time.time()) - 3600}, "The token is expired"),
    "expiry is no time": ({"exp": "soon"}, "Claim 'exp' must be"),
    "no subject": ({"sub": None}, "Missing claim: 'sub'"),
    "party": ({"azp": "somebody else"}, "Invalid claim: 'azp'"),
}
NO_HTTPS = "is no https address"


@pytest.fixture
def whys(app):  # noqa: ARG001  its logs are set up before they are caught
    """`whys()` lists why the service's answers were refused, as the log has it."""
    with capture_logs() as lines:
        yield lambda: [one["why"] for one in lines if one["event"] == "oidc failed"]


@pytest.mark.parametrize(("wrong", "why"), WRONG.values(), ids=WRONG.keys())
def test_a_token_that_is_not_for_us_and_now_is_refused(app, client, service, whys, wrong, why):
    before = counts(app)
    service.wrong = wrong
    page = sign_in(client)
    assert page.status == 502
    assert "The Institute can't be reached, or did not answer as it should" in page.words()
    assert [why in each for each in whys()] == [True], whys()
    assert counts(app) == before
    assert client.get("/my/").status_code == 303
    service.wrong = {}
    assert sign_in(client).url.endswith("/my/"), "nothing else was wrong"


def stranger():
    return RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)


@pytest.mark.parametrize("case", ["stranger", "shared secret"])
def test_a_token_signed_by_anyone_else_is_refused(client, service, whys, case):
    if case == "stranger":
        service.signing_key = stranger()
    else:
        service.signing_key = OctKey.import_key(oidc.SECRET, {"kid": "one"})
        service.header = {"alg": "HS256", "kid": "one"}
    assert sign_in(client).status == 502
    why = "bad_signature" if case == "stranger" else "'HS256' is not allowed"
    assert [why in each for each in whys()] == [True], whys()
    assert client.get("/my/").status_code == 303


def test_a_refusal_of_the_service_is_told_in_our_own_words(client, service):
    service.error = "access_denied"
    page = sign_in(client)
    assert page.status == 403
    assert "The Institute did not sign you in" in page.words()
    assert "<b>no</b>" not in page.text
    assert "access_denied" not in page.words()


def test_a_service_that_does_not_answer_in_time_is_given_up(client, service, monkeypatch):
    monkeypatch.setattr(ours, "TIMEOUT", 0.2)
    service.delay = 1.0
    assert sign_in(client).status == 502


def test_nobody_waits_to_write_while_the_service_thinks(app, client, service):
    service.delay = 1.5
    back = oidc.visit(set_out(client))
    pages = []
    asking = threading.Thread(target=lambda: pages.append(come_back(client, back)))
    asking.start()
    time.sleep(0.5)
    begun = time.monotonic()
    with app.app_context():
        begin_write(db.session)
        people.person("ann").name = "ann"
        db.session.commit()
    waited = time.monotonic() - begun
    still_asking = asking.is_alive()
    asking.join()
    assert still_asking
    assert waited < 1.0
    assert pages[0].url.endswith("/my/")


@pytest.mark.parametrize("change", ["state", "iss", "none", "twice"])
def test_an_answer_that_was_not_asked_for_in_this_browser_is_refused(app, client, change):
    back = oidc.visit(set_out(client))
    if change == "state":
        back = back.replace("state=", "state=x")
    if change == "iss":
        back += "&iss=https://evil.test"
    other = app.test_client() if change == "none" else client
    if change == "twice":
        come_back(client, back)
        with client.session_transaction() as session:
            session.clear()
    assert come_back(other, back).status == 400
    assert other.get("/my/").status_code == 303


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"issuer": "http://127.0.0.1:1"}, "it calls itself 'http://127.0.0.1:1'"),
        ({"token_endpoint": "http://evil.test/token"}, f"http://evil.test/token {NO_HTTPS}"),
        ({"authorization_endpoint": "javascript:alert(1)"}, f"javascript:alert(1) {NO_HTTPS}"),
        ({"authorization_endpoint": 7}, f"7 {NO_HTTPS}"),
        ({"jwks_uri": "ftp://evil.test/"}, f"ftp://evil.test/ {NO_HTTPS}"),
    ],
)
def test_a_service_that_describes_itself_wrongly_is_refused(client, service, whys, changed, why):
    service.discovery = changed
    page = open_page(client, "/login").form("/login/oidc").send()
    if page.status == 200:
        address = page.all("//main//a[@rel='noreferrer']")[0].get("href")
        page = come_back(client, oidc.visit(address))
    assert page.status == 502
    assert [each.endswith(why) for each in whys()] == [True], whys()


def test_a_plain_http_issuer_is_asked_nothing(app, client, service, whys, monkeypatch):
    resolve = socket.getaddrinfo

    def is_here(name, *more, **options):
        return resolve("127.0.0.1" if name == "login.example" else name, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", is_here)
    monkeypatch.setenv("NO_PROXY", "*")
    service.url = f"http://login.example:{urlsplit(service.url).port}"
    described = f"{service.url}/.well-known/openid-configuration"
    assert requests.get(described, timeout=10).json()["issuer"] == service.url, "it is there"
    service.asked.clear()

    given = app.extensions["cms_config"]
    app.extensions["cms_config"] = replace(given, oidc_issuer=service.url)
    assert open_page(client, "/login").form("/login/oidc").send().status == 502
    assert service.asked == []
    assert whys() == [f"ValueError: {service.url} {NO_HTTPS}"]


def test_without_a_service_there_is_no_button_and_no_way(app, client):
    back = oidc.visit(set_out(client))
    given = app.extensions["cms_config"]
    app.extensions["cms_config"] = replace(given, oidc_issuer="")
    page = open_page(client, "/login")
    assert not page.all("//form[contains(@action, 'oidc')]")
    data = {"csrf_token": page.form("/login").values()["csrf_token"]}
    assert client.post("/login/oidc", data=data).status_code == 404
    assert come_back(client, back).status == 400


def test_what_leaves_for_the_service_holds_a_challenge_and_no_secret(client, service):
    asked = parse_qs(urlsplit(set_out(client)).query)
    assert asked["redirect_uri"] == ["http://localhost/login/oidc/back"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 40
    assert len(asked["nonce"][0]) >= 40
    assert "client_secret" not in asked
    assert "code_verifier" not in asked
    assert service.codes == {}
