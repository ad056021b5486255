"""A request commits once and only after success; a forged one never."""

import pytest
from flask import Blueprint, abort
from support.engines import both_engines, dispose, make_config
from support.pages import open_page
from support.people import person, section, sign_in
from support.routes import walk

from cms.app import create_app
from cms.errors import Invalid, NotFound
from cms.extensions import db
from cms.web.transactions import forged_comes_back

pytestmark = pytest.mark.own_app

FORGED = {"csrf_token": "forged", "title": "x", "version": "1", "action": "send"}


@pytest.fixture
def routes(app):
    """Routes that write and then end in every way."""
    views = Blueprint("trial", __name__)

    def write():
        section().name_en = "Changed"
        db.session.flush()

    @views.post("/trial/<how>")
    def trial(how):
        write()
        endings = {"fine": "fine", "refused": ("no", 422), "redirect": ("", 303), "gone": ("", 404)}
        if how in endings:
            return endings[how]
        if how == "crash":
            raise RuntimeError(how)
        if how == "abort":
            abort(403)
        raise NotFound if how == "missing" else Invalid({})

    @views.get("/trial/reading")
    def reading():
        write()
        return "fine"

    @views.post("/trial/careless")
    @forged_comes_back
    def careless():
        write()
        return "fine"

    app.register_blueprint(views)
    return app


def name_of_news(app):
    with app.app_context():
        return section().name_en


def token(client):
    return open_page(client, "/submit").form("/submit").values()["csrf_token"]


@both_engines
@pytest.mark.parametrize(
    ("how", "status", "kept"),
    [
        ("fine", 200, True),
        ("redirect", 303, True),
        ("refused", 422, False),
        ("gone", 404, False),
        ("crash", 500, False),
        ("abort", 403, False),
        ("missing", 404, False),
        ("invalid", 422, False),
    ],
)
def test_only_a_success_is_committed(routes, client, how, status, kept):
    answer = client.post(f"/trial/{how}", data={"csrf_token": token(client)})
    assert answer.status_code == status
    assert (name_of_news(routes) == "Changed") == kept


@pytest.mark.usefixtures("routes")
def test_a_failure_tells_the_reader_nothing_of_the_code(client):
    answer = client.post("/trial/crash", data={"csrf_token": token(client)})
    assert "Something broke" in answer.text
    assert "RuntimeError" not in answer.text


def test_reading_never_commits(routes, client):
    assert client.get("/trial/reading").status_code == 200
    assert name_of_news(routes) == "News"


def test_a_view_without_a_form_of_its_own_refuses_a_forged_token(routes, client):
    assert client.post("/trial/fine", data=FORGED).status_code == 400
    assert name_of_news(routes) == "News"


@pytest.mark.usefixtures("piece")
@pytest.mark.parametrize("who", [None, "ann", "ed", "cho"])
def test_a_forged_token_commits_nothing_on_any_route(app, browse, written, who):
    browser, before = browse(who), written()
    asked = walk(app, "POST")
    assert len(asked) > 8
    for endpoint, address in asked:
        answer = browser.post(address, data=FORGED)
        assert answer.status_code in (400, 401, 404, 409, 422) or (
            # They lead on who is signed in, or has no passkey, before they look at anything.
            endpoint in {"security.login", "accounts.passkey_sign_in", "accounts.verify_by_passkey"}
            and answer.status_code in (200, 302, 303)
        ), endpoint
    assert written() == before


def test_a_view_that_forgets_to_check_its_form_commits_nothing_forged(routes, client):
    assert client.post("/trial/careless", data=FORGED).status_code == 200
    assert name_of_news(routes) == "News"
    assert client.post("/trial/careless", data={"csrf_token": token(client)}).status_code == 200
    assert name_of_news(routes) == "Changed"


def test_a_forged_sign_out_signs_nobody_out(browse):
    ann = browse("ann")
    assert ann.post("/logout", data=FORGED).status_code == 400
    assert ann.get("/my/").status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused_even_with_a_token(browse, piece, written, site):
    ed = browse("ed")
    data = open_page(ed, f"/desk/{piece}").form("/request_changes").values()
    before = written()
    where = f"/desk/{piece}/request_changes"
    assert ed.post(where, data=data, headers={"Sec-Fetch-Site": site}).status_code == 400
    assert written() == before


@pytest.mark.usefixtures("app")
def test_over_https_a_form_needs_no_referrer_which_private_links_never_send(database_url, tmp_path):
    secure = create_app(make_config(database_url, tmp_path, site_url="https://localhost"))
    client = secure.test_client()
    sign_in(client, secure, "ann")
    base = {"base_url": "https://localhost"}
    form = open_page(client, "/submit", **base).form("/submit")
    data = form.values() | {"action": "preview", "body": "x"}
    answer = client.post("/submit", data=data, **base)
    sent = client.post("/logout", data={"csrf_token": data["csrf_token"]}, **base)
    dispose(secure)
    assert (answer.status_code, sent.status_code) == (200, 302)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_taken(client, method):
    for path in ("/", "/submit", "/desk/1", "/my/1"):
        assert getattr(client, method)(path).status_code == 405


@both_engines
def test_an_account_that_changed_meanwhile_is_signed_out(browse, piece, made, written):
    ed = browse("ed")
    data = open_page(ed, f"/desk/{piece}").form("/decline").values()
    made(lambda: (setattr(person("ed"), "fs_uniquifier", "another"), person("ed"))[1])
    before = written()
    answer = ed.post(f"/desk/{piece}/decline", data=data | {"decline-code": "scope"})
    assert answer.status_code == 401
    assert "Nothing was saved" in answer.text
    assert written() == before
