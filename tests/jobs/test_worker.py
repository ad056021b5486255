"""The worker's loop: every duty at its pace, none stopped by another, ended when told."""

import time
from threading import Event, Thread

from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs.duties import DUTIES, Duty
from cms.jobs.worker import PAUSE, work
from cms.models import Tag


def working(app, *duties):
    """A worker in a thread; returns it with the event that ends it."""
    stop = Event()
    thread = Thread(target=work, args=(app, duties, stop))
    thread.start()
    return thread, stop


def end(thread, stop):
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def test_a_failing_duty_stops_no_other_and_is_tried_again(app):
    failures, runs = [], Event()

    def fail(now):
        failures.append(now)
        db.session.add(Tag(slug="half", name="half"))
        db.session.flush()
        raise OSError("no")

    def succeed(_now):
        begin_write(db.session)  # refused when the failed duty left a transaction open
        db.session.commit()
        if len(failures) > 1:
            runs.set()

    working_now = working(app, Duty("fails", 0, fail), Duty("works", 0, succeed))
    assert runs.wait(10)
    end(*working_now)
    assert all(moment.tzinfo for moment in failures)
    with app.app_context():
        assert db.session.scalars(db.select(Tag)).all() == []


def test_each_duty_runs_at_once_and_then_at_its_own_pace(app):
    often, seldom = [], []
    enough = Event()

    def count(_now):
        often.append(1)
        if len(often) == 3:
            enough.set()

    working_now = working(app, Duty("often", 0, count), Duty("seldom", 3600, seldom.append))
    assert enough.wait(10)
    end(*working_now)
    assert len(seldom) == 1


def test_a_worker_that_is_told_ends_before_the_next_duty(app):
    stop, runs = Event(), []

    def end_it(_now):
        stop.set()

    work(app, (Duty("ends", 0, end_it), Duty("after", 0, runs.append)), stop)
    assert runs == []


def test_a_worker_that_waits_ends_promptly(app):
    ran = Event()
    working_now = working(app, Duty("once", 3600, lambda _now: ran.set()))
    assert ran.wait(10)
    started = time.monotonic()
    end(*working_now)
    assert time.monotonic() - started < PAUSE + 1


def test_duties_have_names_of_their_own():
    names = [duty.name for duty in DUTIES]
    assert len(set(names)) == len(names) > 0
