"""What letters say of links, invitations and second factors is what then happens."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.people import NOON, actor, person, sent, take

from cms.actions import administration, guests, invitations
from cms.actions.people import NewPerson
from cms.extensions import db
from cms.models import MailMessage, Role

pytestmark = pytest.mark.usefixtures("session")


def newest(letter):
    wanted = db.select(MailMessage).where(MailMessage.letter == letter)
    return db.session.scalars(wanted.order_by(MailMessage.id.desc())).first()


def said_in(letter):
    return " ".join(newest(letter).text.split())


def test_a_guests_letters_say_how_long_the_link_works():
    one = sent(by=None, locale="en")
    assert "The link works until 22 May 2027." in said_in("received")
    guests.renew(one.id, now=NOON)
    assert "The link works until 22 May 2027." in said_in("link_renewed")
    sent(by="ann")
    assert "works until" not in said_in("received")


def test_letters_and_page_promise_the_same_of_the_address():
    one = sent(by=None, locale="en")
    guests.ask_to_confirm(one, now=NOON)
    for letter in ("received", "confirm_sender"):
        assert "can accept it only once the address is confirmed" in said_in(letter)


def test_the_letter_about_changes_names_the_button_that_opens_the_text():
    one = sent(by=None, locale="en")
    take(one, "claim", "ed")
    take(one, "vouch", "ed")
    take(one, "request_changes", "ed", points=("a",), due_at=NOON + timedelta(days=3))
    assert "“Answer and change the text” opens your text" in said_in("changes_requested")


@pytest.mark.parametrize(("role", "asked"), [(Role.EDITOR, True), (Role.CONTRIBUTOR, False)])
def test_an_invitation_says_by_whom_how_long_and_what_is_asked(app, role, asked):
    settings = replace(app.extensions["cms_config"], second_factor="editor,chief,admin")
    app.extensions["cms_config"] = settings
    sections = ("news",) if role is Role.EDITOR else ()
    new = NewPerson("neu@demo.example", "neu", role, sections=sections, locale="en")
    invitations.invite(new, by=actor("ada"), now=NOON)
    assert "ada invites you" in said_in("invited")
    assert "works for 7 days, until 30 November 2026, 12:00, and once only" in said_in("invited")
    assert ("second factor" in said_in("invited")) is asked


def test_a_second_factor_that_an_admin_took_away_is_nothing_to_ignore():
    person("ed").locale = "en"
    administration.reset_factors(person("ed").id, by=actor("ada"), now=NOON)
    assert "all is well" not in said_in("new_sign_in_method")
    assert "You asked for it? Then sign in" in said_in("new_sign_in_method")
