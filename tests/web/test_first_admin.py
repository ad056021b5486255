"""The first admin's link: good for a day, and only while there is none."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.extensions import db
from cms.models import Person, Role
from cms.web.accounts.first_admin import first_admin_token

GOOD = {"name": "总编", "email": "chief@news.example", "password": "a long sentence"}


@pytest.fixture
def without_admin(made):
    """A newsroom that nobody runs yet."""

    def work():
        people.person("ada").role = Role.CHIEF
        return people.person("ada")

    made(work)


@pytest.fixture
def link(app):
    return "/setup/" + first_admin_token(app.extensions["cms_config"])


def admins(app):
    with app.app_context():
        return [
            one.email for one in db.session.scalars(db.select(Person)) if one.role is Role.ADMIN
        ]


@both_engines
@pytest.mark.usefixtures("without_admin")
def test_the_link_makes_one_admin_who_can_sign_in(app, client, link):
    form = open_page(client, link).form(link)
    page = form.send(**GOOD)
    assert page.url == "http://localhost/login"
    assert "Your account is ready." in page.words()
    assert admins(app) == ["chief@news.example"]
    home = page.form("/login").send(email=GOOD["email"], password=GOOD["password"])
    assert home.url == "http://localhost/desk/"

    assert client.get(link).status_code == 404
    assert form.send(**GOOD | {"email": "second@news.example"}).status == 404
    assert admins(app) == ["chief@news.example"]


@pytest.mark.usefixtures("without_admin")
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_admins_letters_come_in_the_language_of_the_page(app, client, link, language):
    client.set_cookie("language", language)
    open_page(client, link).form(link).send(**GOOD)
    with app.app_context():
        made = db.session.scalars(db.select(Person).where(Person.email == GOOD["email"])).one()
        assert made.locale == language


def test_where_there_is_an_admin_the_link_is_dead(app, client, link):
    page = open_page(client, link)
    assert page.status == 404
    assert "There is an admin already. Please sign in." in page.words()
    assert page.all("//main//a[@href='http://localhost/login']")
    assert client.post(link, data=GOOD).status_code == 404
    assert admins(app) == ["ada@demo.example"]


@pytest.mark.usefixtures("without_admin")
@pytest.mark.parametrize("token", ["x", "ImZpcnN0IGFkbWluIg.aaaa.bbbb", "%00", "."])
def test_a_forged_link_is_not_there(app, client, token):
    page = open_page(client, f"/setup/{token}")
    assert page.status == 404
    assert "admin" not in page.words()
    assert client.post(f"/setup/{token}", data=GOOD).status_code == 404
    assert admins(app) == []


@pytest.mark.usefixtures("without_admin")
def test_the_link_runs_out_after_a_day(app, client, time_machine):
    time_machine.move_to("2026-11-01T08:00:00Z")
    link = "/setup/" + first_admin_token(app.extensions["cms_config"])
    time_machine.move_to("2026-11-02T08:00:00Z")
    assert client.get(link).status_code == 200
    time_machine.move_to("2026-11-02T08:00:01Z")
    assert client.get(link).status_code == 404


@pytest.mark.usefixtures("without_admin")
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("password", "eleven long"),
        ("password", ""),
        ("password", "x" * 201),
        ("email", "nowhere"),
        ("email", "ed@demo.example"),
        ("email", "ED@demo.example"),
        ("name", ""),
        ("name", "总\u202e编"),
    ],
)
def test_what_is_refused_stands_beside_its_field(app, client, link, name, typed, language):
    client.set_cookie("language", language)
    page = open_page(client, link).form(link).send(**GOOD | {name: typed})
    assert page.status == 422
    assert page.error_of(name)
    assert page.error_of(name).isascii() == (language == "en")
    back = page.form(link).values()
    assert back["password"] == ""
    assert all(back[each] == GOOD[each] for each in ("name", "email") if each != name)
    assert admins(app) == []


@pytest.mark.usefixtures("without_admin")
def test_a_forged_token_makes_nobody(app, client, link):
    page = open_page(client, link).form(link).send(csrf_token="forged", **GOOD)
    assert page.status == 422
    assert "open too long" in page.words()
    assert admins(app) == []
    assert page.form(link).send(password=GOOD["password"]).url == "http://localhost/login"


@both_engines
@pytest.mark.usefixtures("without_admin")
def test_of_several_who_follow_the_link_at_once_one_becomes_admin(app):
    link = "/setup/" + first_admin_token(app.extensions["cms_config"])
    forms = [open_page(app.test_client(), link).form(link) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        sent = [
            pool.submit(form.send, **GOOD | {"email": f"chief{number}@news.example"})
            for number, form in enumerate(forms)
        ]
    assert sorted(one.result().status for one in sent) == [200, 404, 404, 404]
    with app.app_context():
        admins = db.select(db.func.count(Person.id)).where(Person.role == Role.ADMIN)
        assert db.session.scalar(admins) == 1
