"""Mailed links pressed in the same moment: each works once, and nobody waits for each other."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from support import people
from support.engines import both_engines
from support.people import NOON

from cms.actions import guests, registration
from cms.actions.links import confirm_token
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Person, Submission
from cms.queries import submissions
from cms.web.accounts import tokens

NEW = "new@demo.example"


def at_once(*works):
    """Run each in a thread of its own; give what they returned."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result(20) for each in [pool.submit(work) for work in works]]


def written(app, work):
    """Do `work()` in a transaction of its own and give what it returned."""
    with app.test_request_context():
        begin_write(db.session)
        value = work()
        db.session.commit()
        return value


def reset(token):
    found = tokens.read_reset(token, for_update=True)
    return found and registration.reset_password(found, "a hash", now=NOON)


def confirm(token):
    found = tokens.read_confirmation(token, for_update=True)
    return found and registration.confirm(found, "a hash", now=NOON)


def move(token):
    found = tokens.read_address(token, for_update=True)
    return found and registration.change_address(*found, now=NOON)


LINKS = {
    "reset": (tokens.reset_token, tokens.read_reset, reset),
    "confirm": (tokens.confirmation_token, tokens.read_confirmation, confirm),
    "move": (lambda one: tokens.address_token(one, NEW), tokens.read_address, move),
}


@both_engines
@pytest.mark.parametrize("link", LINKS)
def test_a_link_pressed_twice_at_once_works_once(app, link):
    token_of, read, use = LINKS[link]

    def begin():
        one = people.person("eve")
        one.confirmed_at = None if link == "confirm" else NOON
        return token_of(one)

    token = written(app, begin)
    barrier = Barrier(2)

    def press():
        with app.test_request_context():
            assert read(token)  # as the view does before it hashes
            db.session.rollback()
            barrier.wait(10)
            begin_write(db.session)
            done = use(token)
            if db.engine.dialect.name == "postgresql":
                time.sleep(0.2)  # the other one is to find us uncommitted
            db.session.commit()
            return done is not None

    assert sorted(at_once(press, press)) == [False, True]


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("link", LINKS)
def test_an_account_and_its_guest_piece_are_proved_at_once(app, monkeypatch, link):
    token_of, _read, use = LINKS[link]
    address = NEW if link == "move" else "eve@demo.example"

    def begin():
        one = people.person("eve")
        one.confirmed_at = None if link == "confirm" else NOON
        return token_of(one), confirm_token(people.sent(by=None, email=address))

    token, piece = written(app, begin)
    meet = Barrier(2)

    def wait(real):
        def waiting(*args, **kwargs):
            _wait(meet)
            return real(*args, **kwargs)

        return waiting

    # Each stops once, before it takes pieces over: with what it has locked by then.
    monkeypatch.setattr(registration, "take_over", wait(registration.take_over))
    monkeypatch.setattr(guests, "step", wait(guests.step))
    at_once(
        lambda: written(app, lambda: use(token)),
        lambda: written(app, lambda: guests.confirm_sender(piece, now=NOON)),
    )
    with app.app_context():
        one = db.session.scalars(db.select(Submission)).one()
        owner = db.session.scalars(db.select(Person).where(Person.email == address)).one()
        assert submissions.is_verified(one)
        assert one.submitter_id == owner.id


def _wait(barrier):
    with suppress(BrokenBarrierError):  # the other one waits for our locks, as it should
        barrier.wait(1)
