"""An account moves to another address by a link mailed there."""

from datetime import UTC, datetime, timedelta

import pytest
from support import people
from support.account import PASSWORD, is_in, sign_in
from support.engines import both_engines
from support.factors import with_password  # noqa: F401  a fixture
from support.links import letters_to, secret_of
from support.pages import open_page

from cms.extensions import db
from cms.models import Person, Submission

pytestmark = pytest.mark.usefixtures("with_password")
NEW = "an.nianqiu@demo.example"


def ask(client, email=NEW):
    return open_page(client, "/change-email").form().send(email=email)


def link(app, email=NEW):
    return "/change-email/" + secret_of(app, email, "change_address")


def addresses(app):
    with app.app_context():
        return set(db.session.scalars(db.select(Person.email)))


@both_engines
def test_the_account_moves_when_the_button_is_pressed(app, browse):
    ann, elsewhere = browse("ann"), browse("ann")
    assert ask(ann).url == "http://localhost/account/"
    shown = open_page(ann, link(app))
    assert NEW in shown.words()
    assert NEW not in addresses(app)  # a mail scanner only looked
    done = shown.form().send()
    assert (done.url, done.status) == ("http://localhost/account/", 200)
    assert NEW in addresses(app)
    assert "ann@demo.example" not in addresses(app)
    assert is_in(ann)
    assert not is_in(elsewhere)
    assert letters_to(app, "ann@demo.example") == ["address_changed"]
    assert open_page(ann, link(app)).status == 404
    form = open_page(browse(None), "/login").form("/login")
    assert form.send(email=NEW, password=PASSWORD).url.endswith("/my/")


def test_who_reads_the_letter_signs_in_as_the_accounts_owner_first(app, browse):
    ask(browse("ann"))
    other, where = browse(None), link(app)
    page = open_page(other, where)
    assert page.url == f"http://localhost/login?next={where}"
    moving = page.form("/login").send(email="ann@demo.example", password=PASSWORD)
    assert moving.url == f"http://localhost{where}"
    assert moving.form().send().url == "http://localhost/account/"
    assert NEW in addresses(app)


@pytest.mark.parametrize("who", [None, "eve", "ada"])
def test_nobody_else_gives_the_account_an_address_by_pressing_the_button(app, browse, made, who):
    one = made(lambda: people.sent(by=None, email=NEW))
    ann = browse("ann")
    ask(ann)
    where, stranger = link(app), browse(who)
    token = open_page(stranger, "/submit").form("/submit").values()["csrf_token"]
    shown = stranger.get(where)
    pressed = stranger.post(where, data={"csrf_token": token})
    led = (303, f"http://localhost/login?next={where}")
    for answer in (shown, pressed):
        assert (answer.status_code, answer.location) == ((403, None) if who else led)
    assert NEW not in addresses(app)
    assert NEW not in shown.text
    with app.app_context():
        assert db.session.get(Submission, one).submitter_id is None
    assert open_page(ann, where).form().send().url == "http://localhost/account/"


def test_a_taken_address_gets_the_same_answer_and_no_letter(app, browse):
    ann, told = browse("ann"), []
    for email in (NEW, "ed@demo.example"):
        page = ask(ann, email)
        told.append((page.status, page.url, page.words().replace(email, "x")))
    assert told[0] == told[1]
    assert letters_to(app, "ed@demo.example") == []


@both_engines
def test_an_account_that_nobody_claimed_keeps_nobody_from_its_address(app, browse):
    before = len(addresses(app))
    open_page(browse(None), "/register").form().send(name="mallory", email=NEW)
    squatted = "/confirm/" + secret_of(app, NEW, "confirm")
    ann = browse("ann")
    ask(ann)
    assert open_page(ann, link(app)).form().send().url == "http://localhost/account/"
    with app.app_context():
        assert people.person("ann").email == NEW
    assert len(addresses(app)) == before
    assert browse(None).get(squatted).status_code == 404
    assert letters_to(app, NEW)[0] == "confirm", "what was written stays written"


def test_an_address_that_was_taken_meanwhile_is_not_taken_twice(app, browse, made):
    ask(browse("ann"))
    form = open_page(browse("ann"), link(app)).form()
    made(lambda: (setattr(people.person("eve"), "email", NEW), people.person("eve"))[1])
    assert form.send().status == 404
    assert "ann@demo.example" in addresses(app)


def test_a_reset_link_mailed_to_the_old_address_is_dead(app, browse):
    open_page(browse(None), "/reset").form().send(email="ann@demo.example")
    old = "/reset/" + secret_of(app, "ann@demo.example", "reset")
    ann = browse("ann")
    ask(ann)
    open_page(ann, link(app)).form().send()
    assert browse(None).get(old).status_code == 404


def test_one_who_signed_in_long_ago_proves_who_they_are_first(app):
    ann = app.test_client()
    people.sign_in(ann, app, "ann", datetime.now(UTC) - timedelta(minutes=16))
    page = open_page(ann, "/change-email")
    assert page.url == "http://localhost/verify?next=/change-email"
    assert page.form("/verify").send(password="not the password").status == 422
    back = page.form("/verify").send(password=PASSWORD)
    assert back.url == "http://localhost/change-email"
    assert back.form().send(email=NEW).url == "http://localhost/account/"


@pytest.mark.parametrize(
    "email",
    ["", "nowhere", "a\r\nBcc: x@y.example", "ann@dem\u043e.example", "x" * 300 + "@y.example"],
)
def test_what_is_no_address_is_refused_beside_the_field(browse, email):
    page = ask(browse("ann"), email)
    assert page.status == 422
    assert page.error_of("email")


def test_a_forged_button_moves_nothing(app, browse):
    ask(browse("ann"))
    page = open_page(browse("ann"), link(app)).form().send(csrf_token="forged")
    assert page.status == 422
    assert "ann@demo.example" in addresses(app)
    assert sign_in(browse(None)).url.endswith("/my/")
