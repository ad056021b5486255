"""Authors are reminded of an answer that is due, once for each date."""

from datetime import timedelta

import pytest
from support import people
from support.engines import both_engines
from support.people import NOON, actor

from cms.actions.steps import step
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs.reminders import remind_authors
from cms.models import MailMessage, Submission
from cms.rules.facts import Ask
from cms.rules.submission import Step

DAY = timedelta(days=1)
DUE = NOON + 7 * DAY


@pytest.fixture
def asked(app):
    """`asked(due_at)` is a piece whose author is to answer by then."""

    def ask(due_at=DUE, by="ann") -> int:
        with app.app_context():
            begin_write(db.session)
            one = people.sent(by=by)
            people.take(one, "claim", "ed")
            people.take(one, "request_changes", "ed", points=("补水温",), due_at=due_at)
            db.session.commit()
            return one.id

    return ask


@pytest.fixture
def remind(app):
    def run(now) -> int:
        with app.app_context():
            return remind_authors(now)

    return run


@pytest.fixture
def reminders(app):
    def read() -> list[MailMessage]:
        with app.app_context():
            wanted = db.select(MailMessage).where(MailMessage.letter == "reminder")
            return list(db.session.scalars(wanted.order_by(MailMessage.id)))

    return read


@both_engines
def test_an_author_is_reminded_once_two_days_before(asked, remind, reminders):
    asked()
    assert remind(DUE - 3 * DAY) == 0
    assert remind(DUE - 2 * DAY) == 1
    assert remind(DUE - DAY) == 0
    assert remind(DUE + 9 * DAY) == 0
    (letter,) = reminders()
    assert letter.address == "ann@demo.example"
    assert "补水温" in letter.text
    assert "30 November 2026" in letter.text


def test_a_late_author_is_told_so(asked, remind, reminders):
    asked(by=None)
    assert remind(DUE + DAY) == 1
    (letter,) = reminders()
    assert "still welcome" in letter.text
    assert "/s/•1•" in letter.text


def test_a_short_date_is_not_followed_by_a_reminder_at_once(asked, remind):
    asked(NOON + DAY)
    assert remind(NOON + timedelta(minutes=15)) == 0
    assert remind(NOON + DAY) == 1


def test_a_new_date_brings_a_new_reminder(app, asked, remind, reminders):
    number = asked()
    assert remind(DUE) == 1
    with app.app_context():
        begin_write(db.session)
        one = db.session.get(Submission, number)
        one.due_at = DUE + 7 * DAY
        db.session.commit()
    assert remind(DUE + DAY) == 0
    assert remind(DUE + 6 * DAY) == 1
    assert len(reminders()) == 2


def test_who_answered_or_is_gone_is_not_reminded(app, asked, remind):
    answered = asked()
    asked(by="eve")
    with app.app_context():
        begin_write(db.session)
        people.person("eve").active = False
        one = db.session.get(Submission, answered)
        ask = Ask(version=one.version, reason="发给别家了")
        step(answered, Step.WITHDRAW, by=actor("ed"), ask=ask, now=NOON)
        db.session.commit()
    assert remind(DUE) == 0
