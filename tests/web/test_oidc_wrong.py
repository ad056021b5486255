"""What another sign-in service, or one who stands between, can get wrong: nobody comes in."""

import threading
import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey
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

WRONG = {
    "nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "issuer": {"iss": "https://evil.test"},
    "audience": {"aud": "somebody else"},
    "audiences": {"aud": ["somebody else", oidc.CLIENT]},
    "expired": {"exp": int(time.time()) - 3600},
    "expiry is no time": {"exp": "soon"},
    "no subject": {"sub": None},
    "party": {"azp": "somebody else"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_token_that_is_not_for_us_and_now_is_refused(app, client, service, wrong):
    before = counts(app)
    service.wrong = wrong
    page = sign_in(client)
    assert page.status == 502
    assert "The Institute can't be reached, or did not answer as it should" in page.words()
    assert counts(app) == before
    assert client.get("/my/").status_code == 303


def stranger():
    return RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)


@pytest.mark.parametrize("case", ["stranger", "shared secret"])
def test_a_token_signed_by_anyone_else_is_refused(client, service, case):
    if case == "stranger":
        service.signing_key = stranger()
    else:
        service.signing_key = OctKey.import_key(oidc.SECRET, {"kid": "one"})
        service.header = {"alg": "HS256", "kid": "one"}
    assert sign_in(client).status == 502
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
    "changed",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"token_endpoint": "http://evil.test/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": 7},
        {"jwks_uri": "ftp://evil.test/"},
    ],
)
def test_a_service_that_describes_itself_wrongly_is_refused(client, service, changed):
    service.discovery = changed
    page = open_page(client, "/login").form("/login/oidc").send()
    if page.status == 200:
        address = page.all("//main//a[@rel='noreferrer']")[0].get("href")
        page = come_back(client, oidc.visit(address))
    assert page.status == 502


def test_a_plain_http_issuer_is_asked_nothing(app, client):
    given = app.extensions["cms_config"]
    app.extensions["cms_config"] = replace(given, oidc_issuer="http://login.example")
    assert open_page(client, "/login").form("/login/oidc").send().status == 502


def test_without_a_service_there_is_no_button_and_no_way(app, client):
    given = app.extensions["cms_config"]
    app.extensions["cms_config"] = replace(given, oidc_issuer="")
    page = open_page(client, "/login")
    assert not page.all("//form[contains(@action, 'oidc')]")
    data = {"csrf_token": page.form("/login").values()["csrf_token"]}
    assert client.post("/login/oidc", data=data).status_code == 404
    assert client.get("/login/oidc/back?state=x&code=y").status_code == 400


def test_what_leaves_for_the_service_holds_a_challenge_and_no_secret(client, service):
    asked = parse_qs(urlsplit(set_out(client)).query)
    assert asked["redirect_uri"] == ["http://localhost/login/oidc/back"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 40
    assert len(asked["nonce"][0]) >= 40
    assert "client_secret" not in asked
    assert "code_verifier" not in asked
    assert service.codes == {}
