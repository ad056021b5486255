"""Signing in through another service: whom it lets in, whom not, and what it can get wrong."""

import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey
from support import oidc, people
from support.engines import both_engines, dispose, make_config
from support.factors import by_password, code, set_up_app, with_app, with_password  # noqa: F401
from support.pages import Page, open_page

from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Identity, Person, Role
from cms.web.accounts import oidc as ours

pytestmark = pytest.mark.usefixtures("with_password")


@pytest.fixture
def service():
    """The other service, running."""
    with oidc.serve() as running:
        yield running


@pytest.fixture
def app(database_url, tmp_path, service):
    """The newsroom of every test, with that service and a second factor for the desk."""
    given = {
        "second_factor": "editor,chief,admin",
        "oidc_issuer": service.url,
        "oidc_client_id": oidc.CLIENT,
        "oidc_client_secret": oidc.SECRET,
        "oidc_name": "The Institute",
    }
    made = create_app(make_config(database_url, tmp_path, **given))
    with made.app_context():
        begin_write(db.session)
        people.make_newsroom()
        db.session.commit()
    yield made
    dispose(made)


def set_out(client, form="/login/oidc", where="/login"):
    """Press the button; give the address of the service that the page leads to."""
    page = open_page(client, where).form(form).send()
    assert page.status == 200, page.words()
    return page.all("//main//a[@rel='noreferrer']")[0].get("href")


def come_back(client, address):
    """Open the address that the service sent the browser back to."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == "http://localhost"
    return open_page(client, f"{parts.path}?{parts.query}")


def sign_in(client, where="/login") -> Page:
    return come_back(client, oidc.visit(set_out(client, where=where)))


def counts(app):
    with app.app_context():
        return [
            db.session.scalar(db.select(db.func.count()).select_from(one))
            for one in (Person, Identity)
        ]


@both_engines
def test_a_stranger_with_a_confirmed_address_gets_a_contributors_account(app, client):
    people_before, _ = counts(app)
    page = sign_in(client)
    assert page.url.endswith("/my/")
    assert counts(app) == [people_before + 1, 1]
    with app.app_context():
        wen = people.person("温叙白")
        assert (wen.email, wen.role, wen.password) == ("wen@demo.example", Role.CONTRIBUTOR, None)
        assert wen.confirmed_at
    again = app.test_client()
    assert sign_in(again).url.endswith("/my/")
    assert counts(app) == [people_before + 1, 1]


def test_the_account_is_known_by_its_subject_not_by_its_address(app, client, service):
    sign_in(client)
    service.claims |= {"email": "ed@demo.example"}
    other = app.test_client()
    assert "温叙白" in sign_in(other).words()


def test_sign_in_leads_back_to_where_one_came_from(client):
    assert sign_in(client, where="/login?next=/my/").url == "http://localhost/my/"


@pytest.mark.parametrize("name", ["ann", "ed"])
def test_an_address_that_has_an_account_here_does_not_open_it(app, client, service, name):
    service.claims |= {"email": f"{name.upper()}@demo.example"}
    page = sign_in(client)
    assert page.status == 403
    assert "link The Institute on your account page" in page.words()
    assert counts(app)[1] == 0
    assert client.get("/my/").status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": 1},
        {"email": "no address"},
        {"email": "a\r\nb@demo.example"},
        {"email": ""},
    ],
)
def test_an_address_that_is_not_confirmed_gets_no_account(app, client, service, changed):
    before = counts(app)
    service.claims |= changed
    if changed == {"email_verified": 1}:
        service.claims["email_verified"] = "yes"
    assert sign_in(client).status == 403
    assert counts(app) == before


def test_one_who_proved_who_they_are_ties_the_account_and_signs_in_by_it(app, client, service):
    service.claims |= {"email": "elsewhere@other.example"}
    by_password(client, "ann")
    page = come_back(client, oidc.visit(set_out(client, "/account/oidc", "/account/")))
    assert page.url.endswith("/account/")
    assert "You can sign in through The Institute from now on" in page.words()
    other = app.test_client()
    assert sign_in(other).url.endswith("/my/")
    assert "ann" in open_page(other, "/my/").words()
    page = open_page(client, "/account/").form("/account/oidc/remove").send()
    assert counts(app)[1] == 0


def test_a_tie_takes_a_fresh_proof(client):
    by_password(client, "ann")
    page = open_page(client, "/account/")
    with client.session_transaction() as session:
        session["fs_paa"] = time.time() - 3600
        session.pop("fs_gexp", None)
    assert "/verify" in page.form("/account/oidc").send().url


def test_an_account_there_belongs_to_one_account_here(app, client):
    sign_in(client)
    other = app.test_client()
    by_password(other, "ann")
    page = come_back(other, oidc.visit(set_out(other, "/account/oidc", "/account/")))
    assert page.status == 409
    assert counts(app)[1] == 1


def test_an_answer_meant_to_tie_ties_nobody_else(app, client):
    by_password(client, "ann")
    back = oidc.visit(set_out(client, "/account/oidc", "/account/"))
    with client.session_transaction() as session:
        session["oidc"] = session["oidc"] | {"link": "somebody"}
    assert come_back(client, back).status == 400
    assert counts(app)[1] == 0


def test_our_second_factor_is_still_asked_for(app, client):
    key, _ = with_app(client, "ed")
    by_password(client, "ed").form().send(code=code(key))
    come_back(client, oidc.visit(set_out(client, "/account/oidc", "/account/")))
    other = app.test_client()
    page = sign_in(other)
    assert page.url.endswith("/login/code")
    assert other.get("/desk/").status_code == 303
    assert page.form().send(code=code(key, steps=1)).url.endswith("/desk/")


def test_one_whose_role_needs_a_second_factor_sets_it_up_first(app, client):
    by_password(client, "ed")
    set_up_app(client)
    come_back(client, oidc.visit(set_out(client, "/account/oidc", "/account/")))
    with app.app_context():
        begin_write(db.session)
        people.person("ed").tf_totp_secret = None
        db.session.commit()
    other = app.test_client()
    assert sign_in(other).url.endswith("/account/second-factor")
    assert other.get("/desk/").status_code == 303


@pytest.mark.parametrize(("subject", "status"), [("0-815", 200), ("somebody", 502)])
def test_an_address_that_is_told_apart_counts_if_it_is_the_same_ones(
    client, service, subject, status
):
    service.claims = {"sub": "0-815"}
    service.told = {"sub": subject, "email": "wen@demo.example", "email_verified": True}
    assert sign_in(client).status == status


def test_a_closed_account_stays_closed(app, client):
    sign_in(client)
    with app.app_context():
        begin_write(db.session)
        people.person("温叙白").active = False
        db.session.commit()
    assert sign_in(app.test_client()).status == 403


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
    app.extensions["cms_config"] = make_config(
        given.database_url,
        given.instance,
        oidc_issuer="http://login.example",
        oidc_client_id="x",
        oidc_name="X",
    )
    assert open_page(client, "/login").form("/login/oidc").send().status == 502


def test_without_a_service_there_is_no_button_and_no_way(app, client):
    given = app.extensions["cms_config"]
    app.extensions["cms_config"] = make_config(given.database_url, given.instance)
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
