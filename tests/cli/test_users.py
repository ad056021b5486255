"""`cms user`: inviting, closing, the last admin, a lost second factor."""

import pytest
from sqlalchemy import select
from support.commands import look

from cms.actions.invitations import token_of
from cms.extensions import db
from cms.models import MailMessage, Person

pytestmark = pytest.mark.usefixtures("newsroom")
NEU = ("user", "invite", "Neu@News.example", "--name", "沈 知遥", "--role", "editor")


def told(email, *names):
    def read():
        one = db.session.scalars(select(Person).where(Person.email == email)).one()
        return [getattr(one, name) for name in names]

    return look(read)


def test_a_password_makes_no_account_of_an_invitation(run):
    run(*NEU, "--section", "news")
    given = ("--password", "a sentence of many words")
    refused = run("user", "password", "neu@news.example", *given)
    assert refused.exit_code == 1
    assert "as it stands now" in refused.output
    assert "neu@news.example\teditor\tnews\t沈 知遥\tinvited" in listed(run)


def listed(run):
    return run("user", "list").output.splitlines()


def test_somebody_is_invited_again_and_no_more(run):
    done = run(*NEU, "--section", "news", "--locale", "en")
    assert done.exit_code == 0, done.output
    assert "neu@news.example\teditor\tnews\t沈 知遥\tinvited" in listed(run)
    letters = look(lambda: [one.subject for one in db.session.scalars(select(MailMessage))])
    assert len(letters) == 1
    first = look(lambda: token_of(db.session.get(Person, 8)))
    assert first not in done.output
    assert first.split("-")[1] not in done.output

    assert run("user", "reinvite", "neu@news.example").exit_code == 0
    assert look(lambda: token_of(db.session.get(Person, 8))) != first
    assert run("user", "withdraw", "neu@news.example").exit_code == 0
    assert len(listed(run)) == 7


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (NEU, "needs one section"),
        ((*NEU, "--section", "nwes"), "no such section"),
        (("user", "invite", "ed@demo.example", "--name", "x", "--role", "chief"), "already"),
        (("user", "invite", "nowhere", "--name", "x", "--role", "chief"), "no e-mail address"),
        (("user", "invite", "ch@dеmo.example", "--name", "x", "--role", "chief"), "mistaken"),
        (("user", "disable", "ada@demo.example"), "last admin"),
        (("user", "role", "ada@demo.example", "chief"), "last admin"),
        (("user", "enable", "ed@demo.example"), "as it stands now"),
        (("user", "withdraw", "ed@demo.example"), "as it stands now"),
        (("user", "reinvite", "ed@demo.example"), "as it stands now"),
        (("user", "disable", "nobody@news.example"), "no account"),
        (("user", "second-factor-reset", "nobody@news.example"), "no account"),
    ],
)
def test_what_cannot_be_is_refused_in_words(run, words, said):
    before = listed(run)
    refused = run(*words)
    assert refused.exit_code == 1
    assert said in refused.output
    assert "Traceback" not in refused.output
    assert listed(run) == before


def test_an_account_is_closed_and_opened(run):
    assert run("user", "disable", "ED@demo.example").exit_code == 0
    assert "ed@demo.example\teditor\tnews\ted\tdisabled" in listed(run)
    assert run("user", "enable", "ed@demo.example").exit_code == 0
    assert "ed@demo.example\teditor\tnews\ted\tactive" in listed(run)


def test_the_first_of_two_admins_may_go(run):
    assert run("user", "role", "cho@demo.example", "admin").exit_code == 0
    assert run("user", "disable", "ada@demo.example").exit_code == 0
    assert run("user", "disable", "cho@demo.example").exit_code == 1


def test_a_lost_second_factor_is_taken_away(run):
    def hold():
        one = db.session.scalars(select(Person).where(Person.name == "ed")).one()
        one.tf_totp_secret, one.tf_primary_method = "sealed", "authenticator"

    look(hold)
    before = told("ed@demo.example", "fs_uniquifier")
    done = run("user", "second-factor-reset", "ed@demo.example")
    assert done.exit_code == 0, done.output
    secret, method, uniquifier = told(
        "ed@demo.example", "tf_totp_secret", "tf_primary_method", "fs_uniquifier"
    )
    assert (secret, method) == (None, None)
    assert [uniquifier] != before, "the sessions did not end"
