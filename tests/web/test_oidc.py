"""Signing in through another service: whom it lets in, and whom not."""

import time

import pytest
from support import oidc, people
from support.engines import both_engines
from support.factors import by_password, code, set_up_app, with_app, with_password  # noqa: F401
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
from cms.models import Role

pytestmark = pytest.mark.usefixtures("with_password")


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
        {"email_verified": "yes"},
        {"email": "no address"},
        {"email": "a\r\nb@demo.example"},
        {"email": ""},
        {"email": "wen@stra\u00dfe.example"},
        {"email": "wen@xn--strae-oqa.example"},
        {"email": "w\u0435n@demo.example"},  # Cyrillic
    ],
)
def test_an_address_that_is_not_confirmed_gets_no_account(app, client, service, changed):
    before = counts(app)
    service.claims |= changed
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
