"""The commands: `user`, `demo`, `db`; refusals are words and exit code 1."""

import sqlite3

import pytest
from sqlalchemy import func, select
from support.commands import look

from cms.extensions import db
from cms.models import Person, Submission

PASSWORD = "a sentence of the tests"


def account(email):
    def read():
        one = db.session.scalars(select(Person).where(Person.email == email)).one()
        return (
            one.role.value,
            sorted(each.slug for each in one.sections),
            one.password,
            one.fs_uniquifier,
        )

    return look(read)


@pytest.mark.usefixtures("newsroom")
def test_an_account_is_made_listed_and_changed(run):
    words = ("user", "add", "Lu@News.example", "--name", "陆 远", "--role", "editor")
    made = run(*words, "--section", "news", "--section", "papers", "--password", PASSWORD)
    assert made.exit_code == 0, made.output
    role, sections, password, _ = account("lu@news.example")
    assert (role, sections) == ("editor", ["news", "papers"])
    assert password.startswith("$argon2id$")
    assert PASSWORD not in made.output

    listed = run("user", "list").output.splitlines()
    assert "lu@news.example\teditor\tnews,papers\t陆 远\tactive" in listed
    assert len(listed) == 8

    assert run("user", "role", "lu@news.example", "chief").exit_code == 0
    assert account("lu@news.example")[:2] == ("chief", [])


@pytest.mark.usefixtures("newsroom")
def test_an_account_is_made_for_somebody_who_reads_another_language(run):
    words = ("user", "add", "lu@news.example", "--name", "Lu", "--role", "chief")
    assert run(*words, "--locale", "en", "--password", PASSWORD).exit_code == 0
    assert look(lambda: db.session.scalar(select(Person.locale).order_by(-Person.id))) == "en"


@pytest.mark.usefixtures("newsroom")
def test_a_password_is_asked_for_twice_and_never_shown(run):
    before = account("ed@demo.example")
    done = run("user", "password", "ed@demo.example", text=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    after = account("ed@demo.example")
    assert after[2] != before[2]
    assert after[3] != before[3], "the sessions did not end"


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "ed@demo.example", "--name", "x", "--role", "editor"), "already"),
        (("add", "ED@demo.example", "--name", "x", "--role", "editor"), "already"),
        (("add", "x@news.example", "--name", " ", "--role", "editor"), "name"),
        (
            ("add", "x@news.example", "--name", "x", "--role", "editor", "--section", "no"),
            "section",
        ),
        (("add", "nowhere", "--name", "x", "--role", "editor"), "address"),
        (("add", "a b@news.example", "--name", "x", "--role", "editor"), "address"),
        (("password", "nobody@news.example"), "no account nobody@news.example"),
    ],
)
def test_what_cannot_be_is_refused_in_words(run, words, told):
    before = look(lambda: db.session.scalar(select(func.count(Person.id))))
    refused = run("user", *words, "--password", PASSWORD)
    assert refused.exit_code == 1
    assert told in refused.output
    assert "Traceback" not in refused.output
    assert look(lambda: db.session.scalar(select(func.count(Person.id)))) == before


@pytest.mark.usefixtures("newsroom")
def test_a_role_needs_sections_that_exist(run):
    refused = run("user", "role", "ed@demo.example", "editor", "--section", "nwes")
    assert refused.exit_code == 1
    assert "section" in refused.output
    assert account("ed@demo.example")[:2] == ("editor", ["news"])
    assert run("user", "role", "nobody@x.example", "chief").exit_code == 1
    assert run("user", "role", "ed@demo.example", "king").exit_code == 2


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize(
    "command",
    [("add", "x@y.example", "--name", "x", "--role", "chief"), ("password", "ed@demo.example")],
)
def test_a_weak_password_is_refused(run, command):
    for password, said in (
        ("eleven long", "Twelve characters"),
        ("password12345", "easy to guess"),
        ("a sentence of many words " * 50, "200 characters"),
        ("a sentence\u202e of many words", "nobody can see"),
    ):
        refused = run("user", *command, "--password", password)
        assert refused.exit_code == 1
        assert said in refused.output


def test_upgrading_twice_changes_nothing(run, tmp_path):
    assert run("db", "upgrade").exit_code == 0
    first = shape(tmp_path)
    again = run("db", "upgrade")
    assert (again.exit_code, shape(tmp_path)) == (0, first)
    assert len(first) > 20


def shape(folder):
    with sqlite3.connect(folder / "instance/copydesk.db") as connection:
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
        ).fetchall()
    connection.close()
    return found


def test_the_demo_fills_an_empty_newsroom_and_only_that(run, short_demo):
    assert run("db", "upgrade").exit_code == 0
    first = run("demo")
    assert first.exit_code == 0, first.output
    assert "Demo accounts" in first.output
    count = look(lambda: db.session.scalar(select(func.count(Submission.id))))
    assert count == len(short_demo) > 0

    again = run("demo")
    assert again.exit_code == 1
    assert "wants an empty one" in again.output
    quiet = run("demo", "--if-empty")
    assert quiet.exit_code == 0
    assert "Demo accounts" in quiet.output
    assert look(lambda: db.session.scalar(select(func.count(Submission.id)))) == count
    assert run("check").exit_code == 0


@pytest.mark.usefixtures("newsroom")
def test_the_demo_leaves_a_real_newsroom_alone_and_names_no_accounts_there(run):
    quiet = run("demo", "--if-empty")
    assert quiet.exit_code == 0
    assert look(lambda: db.session.scalar(select(func.count(Submission.id)))) == 0
    assert "password" not in quiet.output


def test_the_demo_is_for_this_machine_only(run):
    assert run("db", "upgrade").exit_code == 0
    for address in ("https://news.example", "http://192.168.1.2:8000"):
        refused = run("demo", SITE_URL=address)
        assert refused.exit_code == 1
        assert "localhost only" in refused.output
    assert look(lambda: db.session.scalar(select(func.count(Person.id)))) == 0


@pytest.mark.parametrize("words", [("demo",), ("user", "list"), ("demo", "--if-empty")])
def test_a_database_that_is_not_there_is_said_in_words(run, words):
    refused = run(*words)
    assert refused.exit_code == 1
    assert "cms db upgrade" in refused.output


def test_help_and_version_need_no_newsroom(run, tmp_path):
    for words in (
        ("--help",),
        ("-h",),
        ("--version",),
        ("user", "--help"),
        ("db", "--help"),
        ("serve", "-h"),
    ):
        assert run(*words).exit_code == 0
    assert list(tmp_path.iterdir()) == []
