"""A new password by a mailed link or by the old one; it works once and ends every session."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from support import people
from support.account import ANOTHER, PASSWORD, is_in, sign_in
from support.engines import both_engines
from support.factors import with_password  # noqa: F401  a fixture
from support.links import letters_to, secret_of
from support.pages import open_page

from cms.extensions import db
from cms.extensions.database import is_writing
from cms.models import PersonSession

pytestmark = pytest.mark.usefixtures("with_password")


def ask(client, email="ann@demo.example"):
    return open_page(client, "/reset").form().send(email=email)


def link(app, name="ann"):
    return "/reset/" + secret_of(app, f"{name}@demo.example", "reset")


def rows(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(PersonSession.id)))


@both_engines
def test_a_mailed_link_sets_a_new_password_and_signs_nobody_in(app, client, browse):
    elsewhere = browse("ann")
    ask(client)
    page = open_page(client, link(app))
    assert page.status == 200
    assert is_in(elsewhere)  # the link was only looked at
    done = page.form().send(password=ANOTHER)
    assert done.url == "http://localhost/login"
    assert "changed" in done.words()
    assert not is_in(client)
    assert not is_in(elsewhere)
    assert rows(app) == 0
    assert letters_to(app, "ann@demo.example") == ["reset", "password_changed"]
    assert sign_in(client).status == 422
    assert sign_in(client, password=ANOTHER).url.endswith("/my/")


def test_the_link_works_once_and_so_do_its_sisters(app, client):
    ask(client)
    first = link(app)
    ask(client)
    second = link(app)
    form = open_page(client, first).form()
    form.send(password=ANOTHER)
    assert form.send(password="a third sentence of theirs").status == 404
    for spent in (first, second):
        assert client.get(spent).status_code == 404
        assert "run out" in client.get(spent).text
    assert sign_in(client, password=ANOTHER).url.endswith("/my/")


def test_the_link_runs_out_after_an_hour(app, client, time_machine):
    time_machine.move_to("2026-11-01T08:00:00Z")
    ask(client)
    where = link(app)
    time_machine.move_to("2026-11-01T08:59:00Z")
    form = open_page(client, where).form()
    time_machine.move_to("2026-11-01T09:00:05Z")
    assert client.get(where).status_code == 404
    assert form.send(password=ANOTHER).status == 404


def test_a_changed_or_cut_link_is_nobodys(app, client):
    ask(client)
    where = link(app)
    for forged in (where[:-1], where + "x", where.replace(".", "", 1), "/reset/x"):
        assert client.get(forged).status_code == 404
    ask(client, "ed@demo.example")
    assert link(app, "ed") != link(app)
    open_page(client, link(app, "ed")).form().send(password=ANOTHER)
    assert sign_in(client).url.endswith("/my/")  # ann's is as it was


def test_a_link_of_an_account_that_moved_or_closed_is_dead(app, client, made):
    ask(client)
    where = link(app)
    made(lambda: (setattr(people.person("ann"), "active", False), people.person("ann"))[1])
    assert client.get(where).status_code == 404


def test_known_and_unknown_addresses_get_the_same_answer(app, browse, made):
    made(lambda: (setattr(people.person("eve"), "active", False), people.person("eve"))[1])
    answers = []
    for email in ("ann@demo.example", "eve@demo.example", "nobody@demo.example"):
        page = ask(browse(None), email)
        answers.append((page.status, page.url, page.words().replace(email, "x")))
    assert len(set(answers)) == 1
    assert letters_to(app, "eve@demo.example") == []
    assert letters_to(app, "nobody@demo.example") == []


def test_a_weak_password_is_refused_and_the_link_still_works(app, client):
    ask(client)
    page = open_page(client, link(app)).form().send(password="password1234")
    assert page.status == 422
    assert page.error_of("password")
    assert page.form().send(password=ANOTHER).url.endswith("/login")


def test_a_reset_confirms_the_address_that_it_was_mailed_to(app, client, made):
    def unconfirm():
        people.person("ann").confirmed_at = None
        return people.person("ann")

    made(unconfirm)
    ask(client)
    open_page(client, link(app)).form().send(password=ANOTHER)
    assert sign_in(client, password=ANOTHER).url.endswith("/my/")


def change(client, present=PASSWORD, new=ANOTHER):
    return open_page(client, "/change").form().send(present=present, password=new)


@both_engines
def test_changing_it_keeps_this_browser_and_ends_the_others(app, client, browse):
    sign_in(client)
    copied = client.get_cookie("session").value
    elsewhere = browse("ann")
    page = change(client)
    assert page.url == "http://localhost/account/"
    assert is_in(client)
    assert not is_in(elsewhere)
    thief = browse(None)
    thief.set_cookie("session", copied)
    assert not is_in(thief)
    assert letters_to(app, "ann@demo.example") == ["password_changed"]
    assert sign_in(browse(None), password=ANOTHER).url.endswith("/my/")


@pytest.mark.parametrize(
    ("name", "present", "new"),
    [
        ("present", "not the password", ANOTHER),
        ("present", "", ANOTHER),
        ("present", "x" * 5_000, ANOTHER),
        ("present", "a\0b", ANOTHER),
        ("password", PASSWORD, "short"),
        ("password", PASSWORD, ""),
    ],
)
def test_a_change_that_is_refused_says_where(client, browse, name, present, new):
    ann = browse("ann")
    page = change(ann, present, new)
    assert page.status == 422
    assert page.error_of(name)
    assert is_in(ann)
    assert sign_in(client).url.endswith("/my/")


def test_one_without_a_password_proves_who_they_are_before_setting_one(browse, made, time_machine):
    def forget():
        people.person("ann").password = None
        return people.person("ann")

    made(forget)
    ann = browse("ann")
    page = open_page(ann, "/change").form().send(password=ANOTHER)
    assert page.url == "http://localhost/account/"
    made(forget)
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=1))
    assert open_page(ann, "/change").url.startswith("http://localhost/verify")


def test_wrong_present_passwords_are_counted_like_sign_in(browse):
    ann = browse("ann")
    answers = [change(ann, "not the password").status for _ in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_a_new_password_opens_nothing_past_the_second_factor(app, client, made):
    def need():
        one = people.person("ann")
        one.tf_totp_secret, one.tf_primary_method = "sealed", "authenticator"
        return one

    made(need)
    ask(client)
    open_page(client, link(app)).form().send(password=ANOTHER)
    assert "/login/" in sign_in(client, password=ANOTHER).url
    assert not is_in(client)


def test_no_password_is_hashed_under_the_write_lock(app, browse, monkeypatch):
    seen, unlocked = [], []
    work = app.extensions["security"].pwd_context

    def watched(name):
        real = getattr(work, name)

        def watch(*args, **kwargs):
            seen.append((name, is_writing(db.session)))
            return real(*args, **kwargs)

        return watch

    for name in ("hash", "verify"):
        monkeypatch.setattr(work, name, watched(name))
    with app.app_context():
        engine = db.engine

    def note(connection, _cursor, statement, *_more):
        writes = statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        if writes and not connection.get_execution_options().get("write"):
            unlocked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    client = browse(None)
    sign_in(client)
    change(client)
    ask(client)
    open_page(client, link(app)).form().send(password=PASSWORD)
    sign_in(client, "nobody")
    open_page(browse(None), "/register").form().send(name="wu", email="wu@demo.example")
    confirming = "/confirm/" + secret_of(app, "wu@demo.example", "confirm")
    open_page(browse(None), confirming).form().send(password=ANOTHER)
    kinds = {name for name, _writing in seen}
    assert kinds == {"hash", "verify"}
    assert [one for one in seen if one[1]] == []
    assert unlocked == []  # and nothing is written before the lock is taken
