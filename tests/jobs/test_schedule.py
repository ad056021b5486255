"""What is scheduled goes out at its time, once, with every condition looked at again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from support.engines import both_engines
from support.people import NOON, sent, take

from cms.actions import steps
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs import schedule
from cms.jobs.schedule import release_due
from cms.models import Article, Channel, Comment, Delivery, Event, State, Submission
from cms.models.opinion import Audience
from cms.queries.articles import Scope, page
from cms.queries.chains import broken_chains
from cms.rules.facts import Text

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
TIME = NOON + DAY


@pytest.fixture
def newsroom(app):
    """A context in which `scheduled()` leaves committed pieces."""
    with app.app_context():
        yield app
        db.session.rollback()


def scheduled(*, at=TIME, count=1, **changes):
    """The ids of pieces that ed scheduled and lin approved."""
    begin_write(db.session)
    made = []
    for number in range(count):
        one = sent(text=Text(f"第 {number} 篇", "文", "plain"), **changes)
        take(one, "claim", "ed")
        take(one, "approve", "lin")
        take(one, "schedule", "ed", release_at=at)
        made.append(one.id)
    db.session.commit()
    return made


def change(submission_id, name, who, **asked):
    begin_write(db.session)
    take(db.session.get(Submission, submission_id), name, who, **asked)
    db.session.commit()


def piece(submission_id):
    db.session.rollback()
    return db.session.get(Submission, submission_id)


@both_engines
@pytest.mark.usefixtures("newsroom")
def test_a_piece_goes_out_at_its_time_and_not_before():
    (one,) = scheduled()
    assert release_due(TIME - TICK) == 0
    assert (piece(one).state, page(Scope())) == (State.SCHEDULED, [])
    assert release_due(TIME) == 1
    found = piece(one)
    assert (found.state, found.article.published_at) == (State.RELEASED, TIME)
    assert [each.id for each in page(Scope())] == [found.article_id]
    assert (found.events[-1].step, found.events[-1].actor_kind) == ("release", "worker")
    assert release_due(TIME + DAY) == 0


@pytest.mark.usefixtures("newsroom")
def test_those_that_wait_longest_go_first():
    (late,) = scheduled(at=TIME)
    (early,) = scheduled(at=TIME - timedelta(hours=1))
    release_due(TIME)
    assert piece(early).article_id < piece(late).article_id


@both_engines
def test_two_workers_release_each_of_many_pieces_once(newsroom):
    begin_write(db.session)
    db.session.add(Channel(slug="wire", name="wire", kind="wire", created_at=NOON))
    db.session.commit()
    made = scheduled(count=25)
    barrier = Barrier(2)

    def work():
        with newsroom.app_context():
            barrier.wait(10)
            return release_due(TIME)

    with ThreadPoolExecutor(2) as pool:
        counted = [each.result(60) for each in (pool.submit(work), pool.submit(work))]
    assert sum(counted) == len(made)
    db.session.rollback()
    for table in (Article, Delivery):
        assert db.session.scalar(db.select(db.func.count()).select_from(table)) == len(made)
    releases = db.select(Event.submission_id).where(Event.step == "release")
    assert sorted(db.session.scalars(releases)) == made
    assert list(broken_chains()) == []


# Conditions looked at again


def block(one):
    found = db.session.get(Submission, one)
    given = {"submission_id": one, "revision_id": found.current.id, "audience": Audience.DESK}
    db.session.add(Comment(**given, text="等等", blocking=True, created_at=NOON))


def ask_for_two(one):
    db.session.get(Submission, one).section.approvals_required = 2


def ask_for_facts(one):
    item = {"id": "facts", "zh": "核对", "en": "Facts", "required": True}
    db.session.get(Submission, one).section.checklist = [item]


def doubt(one):
    db.session.get(Submission, one).submitter.confirmed_at = None


@both_engines
@pytest.mark.parametrize(
    ("after", "why"),
    [
        (block, "comments are still open"),
        (ask_for_two, "not approved"),
        (ask_for_facts, "checklist"),
        (doubt, "not confirmed"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
@pytest.mark.usefixtures("newsroom")
def test_what_no_longer_holds_sends_the_piece_back_with_the_reason(after, why):
    (one,) = scheduled()
    begin_write(db.session)
    after(one)
    db.session.commit()
    assert release_due(TIME) == 0
    found = piece(one)
    assert (found.state, found.release_at, found.pinned_number) == (State.IN_REVIEW, None, None)
    assert found.article is None
    last = found.events[-1]
    assert (last.step, last.code, last.actor_kind) == ("send_back", "guard_failed", "worker")
    assert why in last.private_note
    assert release_due(TIME + DAY) == 0


@pytest.mark.usefixtures("newsroom")
def test_a_text_changed_behind_the_schedule_is_not_released():
    (one,) = scheduled()
    begin_write(db.session)
    found = db.session.get(Submission, one)
    found.pinned_number = 0
    db.session.commit()
    assert release_due(TIME) == 0
    assert piece(one).state is State.IN_REVIEW


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("then", [None, TIME + DAY])
def test_a_piece_that_an_editor_moves_at_the_last_moment_stays_as_he_left_it(monkeypatch, then):
    (one,) = scheduled()
    change(one, "unschedule", "ed", reason="再等等")
    if then:
        change(one, "schedule", "ed", release_at=then)
    monkeypatch.setattr(schedule.submissions, "due", lambda _now: [one])  # read just before
    assert release_due(TIME) == 0
    found = piece(one)
    assert (found.state, found.release_at) == (State.SCHEDULED if then else State.APPROVED, then)


# One that fails


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("failing", ["release", "send_back"])
def test_one_failing_piece_holds_nobody_up(monkeypatch, failing):
    bad, good = scheduled(count=2)
    if failing == "send_back":
        begin_write(db.session)
        block(bad)
        db.session.commit()
    original = steps.record

    def fall_over(submission, name, *rest, **named):
        if submission.id == bad and name == failing:
            raise OSError("no")
        return original(submission, name, *rest, **named)

    monkeypatch.setattr(steps, "record", fall_over)
    assert release_due(TIME) == 1
    assert (piece(bad).state, piece(good).state) == (State.SCHEDULED, State.RELEASED)
    assert piece(bad).article is None
    monkeypatch.undo()
    assert release_due(TIME) == (1 if failing == "release" else 0)


@pytest.mark.usefixtures("newsroom")
def test_a_piece_that_is_gone_holds_nobody_up(monkeypatch):
    (one,) = scheduled()
    monkeypatch.setattr(schedule.submissions, "due", lambda _now: [404, one])
    assert release_due(TIME) == 1
