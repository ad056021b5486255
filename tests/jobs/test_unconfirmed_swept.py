"""Accounts that nobody confirmed go after two weeks; whatever is somebody's stays."""

from datetime import timedelta

import pytest
from support import people
from support.engines import both_engines
from support.people import NOON, PersonFactory

from cms.actions.letters import Recipient, send
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs import unclaimed
from cms.jobs.duties import DUTIES
from cms.models import MailMessage, Person, Role

FORTNIGHT = timedelta(days=14)
LATER = NOON + FORTNIGHT + timedelta(seconds=1)


@pytest.fixture
def opened(app):
    """`opened(**changes)` is an account that was just opened; gives its number."""

    def make(**changes):
        with app.app_context():
            begin_write(db.session)
            number = PersonFactory(**{"name": "nobody", "confirmed_at": None} | changes).id
            db.session.commit()
            return number

    return make


@pytest.fixture
def sweep(app):
    """`sweep(now)` runs the duty; gives how many went and which names stayed."""

    def work(now=LATER):
        with app.app_context():
            gone = unclaimed.sweep_unclaimed(now)
            return gone, set(db.session.scalars(db.select(Person.name)))

    return work


def write_to(number, when):
    to = Recipient("nobody@demo.example", person_id=number)
    return send("confirm", to, now=when, links={"link": ("http://localhost/confirm/", "secret")})


@both_engines
def test_what_nobody_confirmed_goes_after_two_weeks(app, opened, sweep):
    number = opened()
    with app.app_context():
        begin_write(db.session)
        write_to(number, NOON)
        db.session.commit()
    gone, left = sweep(NOON + FORTNIGHT)
    assert (gone, "nobody" in left) == (0, True)
    gone, left = sweep()
    assert (gone, "nobody" in left) == (1, False)
    assert {"ann", "eve", "ada"} <= left
    with app.app_context():
        letter = db.session.scalars(db.select(MailMessage)).one()
        assert letter.person_id is None


@both_engines
@pytest.mark.parametrize(
    "changes",
    [
        {"confirmed_at": NOON},
        {"invited_at": NOON, "active": False},
        {"invited_at": NOON},
        {"role": Role.EDITOR},
        {"active": False},
        {"created_at": NOON + timedelta(days=1)},
    ],
)
def test_an_account_that_is_somebodys_stays(opened, sweep, changes):
    opened(**changes)
    gone, left = sweep()
    assert (gone, "nobody" in left) == (0, True)


@both_engines
def test_one_with_a_piece_stays(app, opened, sweep):
    opened()
    with app.app_context():
        begin_write(db.session)
        people.sent("nobody")
        db.session.commit()
    assert sweep()[0] == 0


def test_one_who_asked_for_another_link_can_still_open_it(app, opened, sweep):
    number = opened()
    with app.app_context():
        begin_write(db.session)
        write_to(number, LATER - timedelta(days=2))
        db.session.commit()
    assert sweep()[0] == 0
    assert sweep(LATER + FORTNIGHT)[0] == 1


@both_engines
def test_many_go_in_small_transactions(opened, sweep, monkeypatch):
    monkeypatch.setattr(unclaimed, "BATCH", 2)
    for number in range(5):
        opened(name=f"nobody {number}")
    assert sweep()[0] == 5


def test_it_is_a_duty_of_the_worker():
    assert {duty.run: duty.every for duty in DUTIES}[unclaimed.sweep_unclaimed] == 3600
