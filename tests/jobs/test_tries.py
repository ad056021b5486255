"""The worker forgets tries once their window is over."""

from datetime import timedelta

from support.people import NOON

from cms.actions.counters import Bound, tally
from cms.extensions import db
from cms.jobs.duties import DUTIES
from cms.jobs.tries import forget_tries
from cms.models.counter import Counter


def test_what_ran_out_is_forgotten_every_hour(app):
    with app.app_context():
        tally([Bound("short", 1, timedelta(minutes=1))], now=NOON)
        tally([Bound("long", 1, timedelta(days=1))], now=NOON)
        assert forget_tries(NOON + timedelta(hours=1)) == 1
        assert db.session.scalar(db.select(db.func.count(Counter.key))) == 1
    assert {duty.run: duty.every for duty in DUTIES}[forget_tries] == 3600
