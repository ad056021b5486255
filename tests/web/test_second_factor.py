"""A password alone opens nothing for those who have, or must have, a second factor."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from support import people
from support.engines import both_engines, dispose, make_config
from support.factors import (
    ROLES,
    by_password,
    code,
    guarded_app,  # noqa: F401  a fixture
    is_in,
    key_on,
    open_recovery,
    recovery_codes_on,
    set_up_app,
    with_app,
    with_password,  # noqa: F401  a fixture
    without_need,
)
from support.pages import open_page

from cms.app import create_app
from cms.extensions import db
from cms.models import MailMessage
from cms.text.onetime import hash_recovery_code

pytestmark = pytest.mark.usefixtures("with_password")


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
    other = create_app(make_config(database_url, tmp_path, second_factor=ROLES))
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
    assert planted.status == 422
    assert recovery_codes_on(planted) == []
    assert again.form("/kept").send(kept="y").url.endswith("/desk/")


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


def test_a_mistyped_recovery_code_comes_back_and_a_wrong_code_of_the_minute_does_not(client):
    with_app(client)
    step = by_password(client).form().send(code="000000")
    assert step.error_of("code")
    assert step.form().values()["code"] == ""
    recovery = open_recovery(client).form().send(code="7k2m-9qxr-4t0v-w8eb")
    assert recovery.error_of("code")
    assert recovery.form().values()["code"] == "7k2m-9qxr-4t0v-w8eb"


def test_wrong_codes_are_counted_but_do_not_lock_out_who_has_no_part_in_them(app, client):
    with_app(client)
    page = by_password(client)
    answers = [page.form().send(code="000000").status for _ in range(40)]
    assert 429 in answers
    elsewhere = app.test_client()
    assert by_password(elsewhere, "ann").url.endswith("/my/")


def test_the_key_is_sealed_in_the_database(app, client):
    key, _ = with_app(client)
    with app.app_context():
        kept = people.person("ed").tf_totp_secret
    assert key not in kept


@both_engines
def test_the_same_code_from_two_browsers_at_once_lets_one_in(app, client):
    key, _ = with_app(client)
    pages = [by_password(app.test_client()) for _ in range(4)]
    used = code(key)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda page: page.form().send(code=used).status, pages))
    assert sorted(answers) == [200, 422, 422, 422]
