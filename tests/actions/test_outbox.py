"""A job exists once, is one worker's at a time, and is finished by whoever holds it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from support.engines import both_engines
from support.people import NOON

from cms.actions import outbox
from cms.actions.outbox import DEAD, DONE, GIVE_UP_AFTER, LEASE, LONGEST_WAIT, RUNNING, WAITING
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Job

LATER = NOON + timedelta(hours=1)
SECOND = timedelta(seconds=1)


def put(key="a", due_at=NOON, **payload):
    return outbox.put("letter", key, payload, due_at=due_at, now=NOON)


def job(key="a"):
    return db.session.scalars(
        db.select(Job).where(Job.key == key).execution_options(populate_existing=True)
    ).one()


@both_engines
@pytest.mark.usefixtures("session")
def test_a_job_is_written_once():
    assert put(n=1)
    assert not put(n=2)
    assert (job().payload, job().state, job().attempts) == ({"n": 1}, WAITING, 0)
    assert outbox.once("reminder", "b", now=NOON)
    assert not outbox.once("reminder", "b", now=NOON)
    assert outbox.claim("reminder", now=LATER) is None


@both_engines
@pytest.mark.usefixtures("session")
def test_the_longest_waiting_comes_first_and_none_before_its_time():
    put("late", LATER)
    put("second", NOON - SECOND)
    put("first", NOON - 2 * SECOND)
    assert outbox.waits("letter", NOON)
    taken = [outbox.claim("letter", now=NOON) for _ in range(3)]
    assert [one and one.key for one in taken] == ["first", "second", None]
    assert not outbox.waits("letter", NOON)
    assert outbox.claim("another", now=LATER) is None


@both_engines
@pytest.mark.usefixtures("session")
def test_a_claim_brings_what_was_written_and_one_can_be_asked_for_by_key():
    put("a", n=1)
    put("b", n=2)
    held = outbox.claim("letter", now=NOON, key="b")
    assert (held.key, held.payload, held.attempts, held.created_at) == ("b", {"n": 2}, 1, NOON)
    assert (job("b").state, job("b").lease_until) == (RUNNING, NOON + LEASE)
    assert outbox.claim("letter", now=NOON, key="b") is None


@both_engines
@pytest.mark.usefixtures("session")
def test_what_is_done_is_done_and_its_secrets_are_gone():
    put(secret="s3cret")
    held = outbox.claim("letter", now=NOON)
    assert outbox.finish(held)
    assert (job().state, job().payload, job().lease_token) == (DONE, {}, None)
    assert not outbox.finish(held)
    assert outbox.claim("letter", now=NOON + timedelta(days=9)) is None
    assert not outbox.again("a", now=NOON)


@both_engines
@pytest.mark.usefixtures("session")
def test_a_job_whose_holder_is_gone_is_claimed_again():
    put()
    first = outbox.claim("letter", now=NOON)
    assert outbox.claim("letter", now=NOON + LEASE - SECOND) is None
    second = outbox.claim("letter", now=NOON + LEASE)
    assert (second.job_id, second.attempts) == (first.job_id, 2)
    assert second.token != first.token


@both_engines
@pytest.mark.usefixtures("session")
def test_a_late_holder_changes_nothing_any_more():
    put(n=1)
    first = outbox.claim("letter", now=NOON)
    second = outbox.claim("letter", now=NOON + LEASE)
    assert not outbox.finish(first)
    assert outbox.fail(first, "too late", now=LATER) == ""
    assert (job().state, job().last_error, job().payload) == (RUNNING, "", {"n": 1})
    assert outbox.finish(second)


@both_engines
@pytest.mark.usefixtures("session")
def test_a_holder_whose_lease_ran_out_while_nobody_came_still_finishes():
    put()
    held = outbox.claim("letter", now=NOON)
    assert outbox.finish(held)


@pytest.mark.usefixtures("session")
def test_a_failed_job_is_tried_later_and_keeps_what_it_needs():
    put(n=1)
    held = outbox.claim("letter", now=NOON)
    assert outbox.fail(held, "451 later", now=NOON) == WAITING
    assert (job().last_error, job().payload) == ("451 later", {"n": 1})
    assert NOON <= job().due_at <= NOON + timedelta(seconds=40)
    assert outbox.claim("letter", now=job().due_at) is not None


@pytest.mark.usefixtures("session")
def test_after_two_days_or_a_final_refusal_it_is_dead_until_a_person_asks():
    put("old")
    held = outbox.claim("letter", now=NOON + GIVE_UP_AFTER)
    assert outbox.fail(held, "still not", now=NOON + GIVE_UP_AFTER) == DEAD
    put("refused", n=1)
    held = outbox.claim("letter", now=NOON, key="refused")
    assert outbox.fail(held, "550 no", now=NOON, for_good=True) == DEAD
    assert outbox.claim("letter", now=NOON + timedelta(days=9)) is None
    again = NOON + timedelta(days=10)
    assert outbox.again("refused", now=again)
    held = outbox.claim("letter", now=again)
    assert (held.payload, held.attempts) == ({"n": 1}, 1)
    assert outbox.fail(held, "451", now=again) == WAITING


def test_waits_grow_are_random_and_have_a_bound():
    bounds = [max(outbox.wait_after(n) for _ in range(200)) for n in (1, 4, 8)]
    assert 4 * bounds[0] < 2 * bounds[1] < bounds[2]
    assert len({outbox.wait_after(3) for _ in range(10)}) > 5
    assert all(outbox.wait_after(n) <= LONGEST_WAIT for n in (50, 5_000))


@both_engines
def test_many_workers_never_claim_the_same(app):
    with app.app_context():
        begin_write(db.session)
        for number in range(40):
            put(f"job-{number}")
        db.session.commit()
    gate, claimed = Barrier(4), []

    def work():
        with app.app_context():
            gate.wait(10)
            while True:
                begin_write(db.session)
                held = outbox.claim("letter", now=NOON)
                db.session.commit()
                if held is None:
                    return
                claimed.append(held.key)
                begin_write(db.session)
                assert outbox.finish(held)
                db.session.commit()

    workers = [Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(60)
    assert sorted(claimed) == sorted(f"job-{number}" for number in range(40))


@both_engines
def test_a_job_is_there_only_if_what_it_follows_was_committed(app):
    with app.app_context():
        begin_write(db.session)
        put()
        db.session.rollback()
        assert not outbox.waits("letter", LATER)
