"""A password alone opens nothing for those who have, or must have, a second factor."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from support import people
from support.engines import both_engines, dispose, make_config
from support.factors import (
    by_password,
    code,
    is_in,
    key_on,
    recovery_codes_on,
    set_up_app,
    with_app,
    with_password,  # noqa: F401  a fixture
)
from support.pages import open_page
from support.routes import walk

from cms.app import create_app
from cms.extensions import db
from cms.models import MailMessage
from cms.text.onetime import hash_recovery_code
from cms.web.accounts.tokens import reset_token

pytestmark = pytest.mark.usefixtures("with_password")
REQUIRED = "editor,chief,admin"


@pytest.fixture
def app(database_url, tmp_path):
    """The newsroom of every test, where the desk needs a second factor."""
    made = create_app(make_config(database_url, tmp_path, second_factor=REQUIRED))
    with made.app_context():
        people.make_newsroom()
        db.session.commit()
    yield made
    dispose(made)


@both_engines
@pytest.mark.parametrize("name", ["ed", "cho", "ada"])
def test_the_desk_sets_up_a_second_factor_before_it_gets_a_session(client, name):
    page = by_password(client, name)
    assert page.url.endswith("/account/second-factor")
    assert open_page(client, "/desk/").url.startswith("http://localhost/login")
    key, shown = set_up_app(client)
    assert len(recovery_codes_on(shown)) == 10
    assert is_in(client, name)
    client.delete_cookie("session")
    page = by_password(client, name)
    assert page.url.endswith("/login/code")
    assert page.form().send(code=code(key)).url.endswith("/desk/")
    assert is_in(client, name)


def test_others_need_none(client):
    assert by_password(client, "ann").url.endswith("/my/")


def test_a_demo_account_needs_none(client, made):
    def mark():
        people.person("ed").demo = True
        return people.person("ed")

    made(mark)
    assert by_password(client, "ed").url.endswith("/desk/")


@pytest.mark.parametrize("setting", ["none", "admin"])
def test_the_setting_decides_who_needs_one(app, setting):
    app.extensions["cms_config"] = replace(app.extensions["cms_config"], second_factor=setting)
    assert by_password(app.test_client(), "ed").url.endswith("/desk/")


def without_need(app):
    return replace(app.extensions["cms_config"], second_factor="none")


def test_who_has_one_is_asked_even_where_none_is_needed(app, client):
    key, _ = with_app(client)
    app.extensions["cms_config"] = without_need(app)
    page = by_password(client)
    assert page.url.endswith("/login/code")
    assert page.form().send(code=code(key)).url.endswith("/desk/")


def test_after_the_second_factor_one_goes_where_one_wanted(client):
    key, _ = with_app(client)
    page = by_password(client, where="/desk/?view=mine").form().send(code=code(key))
    assert page.url == "http://localhost/desk/?view=mine"


@pytest.mark.parametrize(
    "wrong", ["", "000000", "12345", "abcdef", "１２３", "x" * 65, "\0", "9" * 60]
)
def test_a_wrong_code_opens_nothing_and_says_so(client, wrong):
    with_app(client)
    page = by_password(client).form().send(code=wrong)
    assert page.status == 422
    assert page.error_of("code")
    assert not is_in(client)


def test_a_code_may_be_typed_with_a_gap_or_full_width(client):
    key, _ = with_app(client)
    typed = code(key).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert by_password(client).form().send(code=f" {typed[:3]} {typed[3:]} ").url.endswith("/desk/")


@both_engines
def test_a_code_works_once_also_in_another_process(client, database_url, tmp_path):
    key, _ = with_app(client)
    other = create_app(make_config(database_url, tmp_path, second_factor=REQUIRED))
    first, second = by_password(client), by_password(other.test_client())
    used = code(key)
    assert first.form().send(code=used).url.endswith("/desk/")
    again = second.form().send(code=used)
    dispose(other)
    assert again.status == 422
    assert "used already" in again.error_of("code")


def test_the_code_that_set_the_app_up_signs_nobody_in(client):
    by_password(client)
    key = key_on(open_page(client, "/account/second-factor/app"))
    used = code(key)
    open_page(client, "/account/second-factor/app").form().send(code=used)
    client.delete_cookie("session")
    assert by_password(client).form().send(code=used).status == 422


def test_a_recovery_code_works_once_however_it_is_typed(client):
    _, codes = with_app(client)
    page = open_recovery(client)
    assert page.form().send(code=codes[3].upper().replace("-", " ")).url.endswith("/desk/")
    client.delete_cookie("session")
    again = open_recovery(client).form().send(code=codes[3])
    assert again.status == 422
    assert open_recovery(client).form().send(code=codes[4]).url.endswith("/desk/")


def open_recovery(client):
    by_password(client)
    return open_page(client, "/login/recovery")


def test_recovery_codes_are_kept_as_hashes_alone(app, client):
    _, codes = with_app(client)
    with app.app_context():
        kept = people.person("ed").mf_recovery_codes
    assert set(kept) == {hash_recovery_code(app.secret_key, one) for one in codes}
    assert not set(kept) & set(codes)
    assert len(set(codes)) == 10
    assert all(len(one.replace("-", "")) == 16 for one in codes)


def test_the_codes_are_shown_again_until_the_tick_says_they_are_kept(client):
    by_password(client)
    _, shown = set_up_app(client)
    codes = recovery_codes_on(shown)
    assert shown.response.headers["Cache-Control"] == "no-store"
    again = shown.form("/kept").send()
    assert again.status == 422
    assert recovery_codes_on(again) == codes
    assert "keep the codes first" in again.error_of("kept")
    planted = again.form("/kept").send(codes="aaaa-bbbb-cccc-dddd\n<b>x</b>")
    assert recovery_codes_on(planted) == []
    assert again.form("/kept").send(kept="y").url.endswith("/desk/")


def test_nothing_opens_between_password_and_second_factor(app, client):
    with_app(client)
    by_password(client)
    for endpoint, address in walk(app, "GET"):
        if endpoint.startswith(("desk.", "admin.", "contribute.my")):
            answer = client.get(address)
            assert answer.status_code == 303, endpoint
            assert answer.headers["Location"].startswith("http://localhost/login"), endpoint
    for endpoint, address in walk(app, "POST"):
        if endpoint.startswith(("desk.", "admin.")):
            assert client.post(address).status_code in {400, 401}, endpoint
    assert client.get("/account/home").status_code == 303


def test_half_a_sign_in_may_set_up_nothing_where_a_factor_exists(client):
    with_app(client)
    by_password(client)
    for where in ("", "/app", "/passkey"):
        page = open_page(client, f"/account/second-factor{where}")
        assert page.url.startswith("http://localhost/login"), where


def test_an_old_half_of_a_sign_in_sets_up_no_factor_later(client, app):
    by_password(client)
    old = client.get_cookie("session").value
    set_up_app(client)
    thief = app.test_client()
    thief.set_cookie("session", old)
    assert open_page(thief, "/account/second-factor/app").url.startswith("http://localhost/login")
    assert not is_in(thief)


@pytest.mark.parametrize("state", ["ready", "setup_from_login", "validating_profile"])
def test_a_planted_state_of_flask_security_means_nothing(app, client, state):
    with_app(client)
    with app.app_context():
        uniquifier = people.person("ed").fs_uniquifier
    with client.session_transaction() as session:
        session |= {"tf_user_id": uniquifier, "tf_state": state, "tf_select": True}
    for where in ("/login/code", "/login/recovery", "/login/second", "/account/second-factor"):
        assert open_page(client, where).url.startswith("http://localhost/login"), where
    assert not is_in(client)


def test_half_a_sign_in_ends_after_ten_minutes(client):
    with_app(client)
    by_password(client)
    with client.session_transaction() as session:
        session["half_way"] = session["half_way"] | {"since": session["half_way"]["since"] - 601}
    assert open_page(client, "/login/code").url.startswith("http://localhost/login")


def test_a_new_password_ends_half_a_sign_in(client, made):
    key, _ = with_app(client)
    page = by_password(client)

    def renew():
        people.person("ed").fs_uniquifier = "renewed"
        return people.person("ed")

    made(renew)
    assert page.form().send(code=code(key)).status == 401


def test_a_session_from_before_the_second_factor_is_worth_nothing_after_it(app, client):
    key, _ = with_app(client)
    page = by_password(client)
    before = client.get_cookie("session").value
    page.form().send(code=code(key))
    assert client.get_cookie("session").value != before
    thief = app.test_client()
    thief.set_cookie("session", before)
    assert not is_in(thief)
    assert is_in(client)


def test_a_forged_form_changes_nothing_and_can_be_sent_again(client):
    key, _ = with_app(client)
    page = by_password(client).form().send(code=code(key), csrf_token="forged")
    assert page.status == 422
    assert "open too long" in page.words()
    assert not is_in(client)
    assert page.form().send(code=code(key)).url.endswith("/desk/")


def test_its_owner_gets_a_letter_of_each_change(app, client):
    _, codes = with_app(client)
    open_recovery(client).form().send(code=codes[0])
    with app.app_context():
        letters = db.session.scalars(db.select(MailMessage).order_by(MailMessage.id)).all()
        said = [(one.letter, one.address) for one in letters]
    assert said == [("new_sign_in_method", "ed@demo.example")] * 2


def test_wrong_codes_are_counted_but_do_not_lock_out_who_has_no_part_in_them(app, client):
    key, _ = with_app(client)
    page = by_password(client)
    answers = [page.form().send(code="000000").status for _ in range(40)]
    assert 429 in answers
    elsewhere = app.test_client()
    assert by_password(elsewhere, "ann").url.endswith("/my/")
    del key


def test_the_key_is_sealed_in_the_database(app, client):
    key, _ = with_app(client)
    with app.app_context():
        kept = people.person("ed").tf_totp_secret
    assert key not in kept


def test_the_same_code_from_two_browsers_at_once_lets_one_in(app, client):
    key, _ = with_app(client)
    pages = [by_password(app.test_client()) for _ in range(4)]
    used = code(key)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda page: page.form().send(code=used).status, pages))
    assert sorted(answers) == [200, 422, 422, 422]


def test_a_new_password_by_mail_passes_no_second_factor(app, client):
    key, _ = with_app(client)
    with app.app_context():
        token = reset_token(people.person("ed"))
    page = open_page(client, f"/reset/{token}")
    page = page.form("").send(password="nine quiet ponds in the north")
    assert client.get("/desk/").status_code == 303
    form = open_page(client, "/login").form("/login")
    page = form.send(email="ed@demo.example", password="nine quiet ponds in the north")
    assert page.url.endswith("/login/code")
    assert client.get("/desk/").status_code == 303
    assert page.form().send(code=code(key)).url.endswith("/desk/")


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
