"""Tries are counted whatever becomes of the request, and what is good once is good once."""

import threading
from datetime import timedelta

import pytest
from support.engines import both_engines
from support.people import NOON

from cms.actions.counters import Bound, give_back, spend, sweep, tally
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models.counter import Counter

QUARTER = timedelta(minutes=15)
LATER = NOON + timedelta(minutes=14, seconds=59)


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield app


def tries(times, key="sign_in:ann", now=NOON):
    return [within(Bound(key, 2, QUARTER), now) for _ in range(times)]


def within(bound, now=NOON):
    return not tally([bound], now=now)[0].over


@both_engines
def test_the_third_of_two_is_one_too_many():
    assert tries(4) == [True, True, False, False]
    assert tries(1, key="sign_in:ben") == [True]


@both_engines
def test_the_window_begins_with_the_first_try_and_ends_whatever_comes_after():
    tries(3)
    assert tries(2, now=LATER) == [False, False]
    assert tries(3, now=NOON + QUARTER) == [True, True, False]


@both_engines
def test_a_try_counts_though_the_request_rolls_back():
    tries(1)
    begin_write(db.session)
    db.session.add(Counter(key="x", number=1, until=NOON))
    db.session.rollback()
    assert tries(2) == [True, False]


@both_engines
def test_counting_stops_at_the_first_that_is_over():
    narrow, wide = Bound("narrow", 1, QUARTER), Bound("wide", 9, QUARTER)
    tally([narrow, wide], now=NOON)
    counts = tally([narrow, wide], now=LATER)
    assert [(one.bound, one.number, one.over) for one in counts] == [(narrow, 2, True)]
    assert counts[0].until == NOON + QUARTER
    assert tally([wide], now=NOON)[0].number == 2


@both_engines
def test_what_succeeded_is_given_back():
    bound = Bound("sign_in:ann", 2, QUARTER)
    for _ in range(5):
        assert not tally([bound], now=NOON)[0].over
        give_back([bound], now=NOON)
    give_back([bound], now=NOON)
    assert tally([bound], now=NOON)[0].number == 1


@both_engines
def test_once_is_once_until_it_has_run_out():
    assert spend("challenge", NOON + QUARTER, NOON)
    assert not spend("challenge", NOON + QUARTER, LATER)
    assert spend("another", NOON + QUARTER, NOON)
    assert spend("challenge", NOON + 2 * QUARTER, NOON + QUARTER)


@both_engines
def test_within_a_request_that_is_refused_nothing_is_spent():
    begin_write(db.session)
    assert spend("challenge", NOON + QUARTER, NOON)
    assert not spend("challenge", NOON + QUARTER, NOON)
    db.session.rollback()
    begin_write(db.session)
    assert spend("challenge", NOON + QUARTER, NOON)
    db.session.commit()
    assert not spend("challenge", NOON + QUARTER, NOON)


def test_counting_within_a_writing_transaction_fails_at_once_instead_of_waiting_for_itself():
    begin_write(db.session)
    with pytest.raises(RuntimeError, match="before a transaction"):
        tries(1)
    db.session.rollback()


@both_engines
def test_what_ran_out_is_forgotten():
    tries(1)
    within(Bound("long", 1, timedelta(days=1)))
    assert sweep(NOON + QUARTER) == 1
    assert sweep(NOON + QUARTER) == 0
    assert tries(2) == [True, True]


def test_no_address_stands_in_the_table():
    tries(1, key="sign_in:account:ann@demo.example:192.0.2.0/24")
    kept = db.session.scalars(db.select(Counter.key)).one()
    assert len(kept) == 64
    assert int(kept, 16)


@both_engines
def test_of_many_at_once_no_more_than_the_limit_get_through(context):
    passed, spent = [], []

    def work():
        with context.app_context():
            for _ in range(10):
                passed.append(within(Bound("one", 25, QUARTER)))
                spent.append(spend("once", NOON + QUARTER, NOON))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert (len(passed), sum(passed)) == (40, 25)
    assert (len(spent), sum(spent)) == (40, 1)


@both_engines
def test_an_amount_counts_as_so_many_tries():
    bound = Bound("kilobytes", 300, QUARTER)
    counts = [tally([bound], now=NOON, amount=size)[0] for size in (200, 100, 1)]
    assert [(one.number, one.over) for one in counts] == [(200, False), (300, False), (301, True)]
