"""A button pressed too late: who is there is asked, nothing is done, and that is said."""

from datetime import UTC, datetime, timedelta

import pytest
from support import people
from support.account import PASSWORD
from support.factors import with_password  # noqa: F401  a fixture
from support.pages import open_page

from cms.extensions import db
from cms.models import Person
from cms.web.accounts.freshness import LONGEST

pytestmark = pytest.mark.usefixtures("with_password")
SAID = "Nothing was changed yet. Please press the button again."


@pytest.fixture
def late(app):
    """`late("ada")` is a browser that proved an hour ago who sits there."""

    def sign_in(name):
        browser = app.test_client()
        people.sign_in(browser, app, name, datetime.now(UTC) - timedelta(hours=1))
        return browser

    return sign_in


@pytest.fixture
def stale():
    """`stale(browser)` lets the proof grow old while a page is open."""

    def age(browser):
        with browser.session_transaction() as session:
            session["fs_paa"] -= 3600
            session.pop("fs_gexp", None)  # the grace for one who just opened the form

    return age


@pytest.fixture
def eds(app):
    with app.app_context():
        return f"/admin/people/{people.person('ed').id}"


def prove(page, password=PASSWORD):
    assert SAID not in page.words(), "the password comes first"
    return page.form("/verify").send(password=password)


def role_of(app, name):
    with app.app_context():
        return people.person(name).role.value


def test_a_role_chosen_before_the_password_is_kept_but_not_given(app, late, eds):
    ada = late("ada")
    asked = open_page(ada, eds).form("/role").send(role="chief", **{"role-sections": ["papers"]})
    assert prove(asked, "not the password").status == 422
    back = prove(asked)
    assert (back.url.endswith(eds), SAID in back.words()) == (True, True)
    assert role_of(app, "ed") == "editor", "nothing is done by itself"
    assert back.all("//*[@role='alert']")
    again = back.form("/role")
    shown = again.shown()
    assert ("role-role", "chief") in shown
    assert ("role-sections", "papers") in shown
    assert "Role and sections are changed" in again.send().words()
    assert role_of(app, "ed") == "chief"
    later = open_page(ada, eds)
    assert SAID not in later.words()


def test_it_is_kept_for_one_look_only(late, eds):
    ada = late("ada")
    back = prove(open_page(ada, eds).form("/rename").send(name="Somebody"))
    assert back.form("/rename").values()["rename-name"] == "Somebody"
    assert open_page(ada, eds).form("/rename").values()["rename-name"] == "ed"


def test_a_button_alone_says_so_too(app, late, eds):
    back = prove(open_page(late("ada"), eds).form("/disable").send())
    assert SAID in back.words()
    with app.app_context():
        assert people.person("ed").active


def test_every_button_of_the_account_says_so(late, browse):
    browse("ann")
    ann = late("ann")
    back = prove(open_page(ann, "/account/").form("/sessions/end").send())
    assert back.url == "http://localhost/account/"
    assert SAID in back.words()


def test_an_invitation_and_an_address_come_back_as_typed(app, browse, stale):
    ada = browse("ada")
    form = open_page(ada, "/admin/people/invite").form("/invite")
    stale(ada)
    typed = {"email": "neu@demo.example", "name": "沈知遥", "role": "reviewer"}
    back = prove(form.send(**typed, sections=["papers"]))
    assert SAID in back.words()
    shown = back.form("/invite").shown()
    assert {*typed.items(), ("sections", "papers")} <= set(shown)
    assert back.form("/invite").send().status == 200

    form = open_page(ada, "/change-email").form("/change-email")
    stale(ada)
    back = prove(form.send(email="ada@new.example"))
    assert back.form("/change-email").values()["email"] == "ada@new.example"
    with app.app_context():
        assert db.session.scalar(db.select(Person.email).where(Person.name == "沈知遥"))


def test_one_who_only_looked_is_told_nothing(late):
    assert SAID not in prove(open_page(late("ada"), "/admin/people/invite")).words()


def test_one_who_went_elsewhere_meanwhile_is_told_nothing(late, eds):
    ada = late("ada")
    open_page(ada, eds).form("/disable").send()
    assert SAID not in prove(open_page(ada, "/admin/people/invite")).words()


def test_no_password_and_nothing_long_is_kept_in_the_cookie(late, eds):
    ada = late("ada")
    form = open_page(ada, eds).form("/rename")
    form.send(name="x" * LONGEST, password="a secret", code="123456")
    with ada.session_transaction() as session:
        assert session["undone"]["typed"] == {}
    form.send(name="Ed", password="a secret", code="123456")
    with ada.session_transaction() as session:
        assert session["undone"]["typed"] == {"rename-name": ["Ed"]}
