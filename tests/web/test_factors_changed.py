"""Second factors are changed by their owner alone, freshly proven."""

from dataclasses import replace

import pytest
from support import people
from support.factors import (
    by_password,
    code,
    guarded_app,  # noqa: F401  a fixture
    key_on,
    open_recovery,
    recovery_codes_on,
    set_up_app,
    with_app,
    with_password,  # noqa: F401  a fixture
    without_need,
)
from support.pages import open_page

pytestmark = pytest.mark.usefixtures("with_password")


@pytest.fixture
def ed(client):
    """Ed's browser, signed in with a code app."""
    by_password(client)
    set_up_app(client)
    return client


def forget_proof(client):
    with client.session_transaction() as session:
        session["fs_paa"] = 1.0
        session.pop("fs_gexp", None)


@pytest.mark.parametrize(
    "where",
    [
        "/account/second-factor",
        "/account/second-factor/app",
        "/account/second-factor/passkey",
        "/account/recovery-codes",
    ],
)
def test_factors_are_changed_after_a_fresh_proof_alone(ed, where):
    assert open_page(ed, where).url == f"http://localhost{where}"
    forget_proof(ed)
    assert "/verify?next=" in open_page(ed, where).url


def test_taking_one_away_needs_a_fresh_proof_too(ed):
    page = open_page(ed, "/account/")
    forget_proof(ed)
    assert "/verify" in page.form("/app/remove").send().url


def test_the_last_one_stays_where_the_role_needs_it(app, ed):
    page = open_page(ed, "/account/").form("/app/remove").send()
    assert "this is your only one" in page.words()
    app.extensions["cms_config"] = without_need(app)
    page = open_page(ed, "/account/").form("/app/remove").send()
    assert "The code app is removed" in page.words()
    with app.app_context():
        assert people.person("ed").mf_recovery_codes is None
    ed.delete_cookie("session")
    assert by_password(ed).url.endswith("/desk/")


def test_new_recovery_codes_end_the_old_ones(client):
    key, old = with_app(client)
    by_password(client).form().send(code=code(key))
    new = recovery_codes_on(open_page(client, "/account/recovery-codes").form().send())
    assert len(new) == 10
    assert not set(new) & set(old)
    client.delete_cookie("session")
    assert open_recovery(client).form().send(code=old[0]).status == 422
    assert open_recovery(client).form().send(code=new[0]).url.endswith("/desk/")
    assert "9 codes are left" in open_page(client, "/account/").words()


def test_another_app_ends_the_codes_of_the_first(client):
    key, _ = with_app(client)
    by_password(client).form().send(code=code(key))
    page = open_page(client, "/account/second-factor/app")
    other = key_on(page)
    assert other != key
    page.form().send(code=code(other, steps=1))
    client.delete_cookie("session")
    assert by_password(client).form().send(code=code(key, steps=1)).status == 422


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "x", '{"id": 1}', '{"rawId": "é"}'])
@pytest.mark.parametrize("where", ["/login/passkey", "/account/second-factor/passkey"])
def test_what_is_no_passkey_is_refused(client, ed, where, answer):
    browser = ed if "account" in where else client.application.test_client()
    page = open_page(browser, where).form().send(answer=answer, name="x")
    assert page.status == 422
    assert page.all("//*[@role='alert']")


def test_a_lost_secret_of_the_site_is_no_failure_of_the_page(app, client):
    key, _ = with_app(client)
    given = app.extensions["cms_config"]
    page = by_password(client)
    app.extensions["cms_config"] = replace(given, secret_key="another secret, as long as that")
    assert page.form().send(code=code(key)).status == 422
