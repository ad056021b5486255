"""The record can't be changed unnoticed: the database refuses, and the chain names the place."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, StatementError
from support.engines import both_engines
from support.people import NOON, released, sent, take

from cms.models import Event, Submission
from cms.models.event import SEALED
from cms.queries.chains import broken_chains

UNSEAL = {
    "sqlite": ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"),
    "postgresql": ("ALTER TABLE event DISABLE TRIGGER USER",),
}
EVENT = {
    "submission_id": 1,
    "at": NOON,
    "step": "claim",
    "from_state": "submitted",
    "to_state": "in_review",
    "actor_kind": "person",
    "actor_id": 3,
}


def broken(session):
    session.flush()
    session.expire_all()
    return list(broken_chains())


@both_engines
def test_every_chain_of_a_working_newsroom_fits(session):
    released(now=NOON + timedelta(microseconds=123_456))
    take(sent(by=None), "claim", "ed")
    sent(now=NOON.astimezone(timezone(timedelta(hours=8))))
    assert broken(session) == []


@both_engines
def test_the_database_refuses_to_change_or_delete_an_event(session):
    released()
    session.flush()
    for statement in (
        "UPDATE event SET private_note = 'nothing to see'",
        "UPDATE event SET hash = hash",
        "DELETE FROM event",
        "DELETE FROM event WHERE number = 4",
    ):
        with pytest.raises(DatabaseError, match="never"), session.begin_nested():
            session.execute(text(statement))
    assert broken(session) == []


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_the_record(session):
    with pytest.raises(DatabaseError, match="never"):
        session.execute(text("TRUNCATE event CASCADE"))


def test_the_session_refuses_too(session):
    one = released()
    one.events[1].private_note = "changed"
    with pytest.raises(DatabaseError, match="never"):
        session.flush()


TAMPERED = {
    "UPDATE event SET private_note = 'x' WHERE submission_id = :id AND number = 2": 2,
    "UPDATE event SET actor_id = 1 WHERE submission_id = :id AND number = 3": 3,
    "UPDATE event SET override = NOT override WHERE submission_id = :id AND number = 4": 4,
    "UPDATE event SET shown = '{}' WHERE submission_id = :id AND number = 1": 1,
    "DELETE FROM event WHERE submission_id = :id AND number = 1": 2,
    "DELETE FROM event WHERE submission_id = :id AND number = 2": 3,
    "DELETE FROM event WHERE submission_id = :id AND number = 4": 4,
    "DELETE FROM event WHERE submission_id = :id": 1,
}


@both_engines
def test_what_was_tampered_with_is_named(session, engine):
    released()
    one = released()
    session.flush()
    for each in UNSEAL[engine]:
        session.execute(text(each))
    for statement, number in TAMPERED.items():
        before = session.begin_nested()
        session.execute(text(statement), {"id": one.id})
        assert broken(session) == [(one.receipt, number)], statement
        before.rollback()
    assert broken(session) == []


def test_an_event_of_another_piece_does_not_fit(session, engine):
    first, other = sent(), sent()
    session.flush()
    for each in UNSEAL[engine]:
        session.execute(text(each))
    moved = "UPDATE event SET submission_id = :to, number = 2 WHERE submission_id = :of"
    session.execute(text(moved), {"to": first.id, "of": other.id})
    assert (first.receipt, 2) in broken(session)


@pytest.mark.parametrize("column", SEALED)
def test_every_column_is_under_the_seal(column):
    event = Event(previous=None, **EVENT)
    assert event.hash == event.compute_hash()
    other = {"at": NOON + timedelta(microseconds=1), "shown": {"a": 1}, "override": True}
    setattr(event, column, other.get(column, 99))
    assert event.hash != event.compute_hash()


def test_the_hash_before_is_under_the_seal():
    first = Event(previous=None, **EVENT)
    second = Event(previous=first, **EVENT)
    assert (second.number, second.previous_hash) == (2, first.hash)
    second.previous_hash = ""
    assert second.hash != second.compute_hash()


def test_every_column_is_sealed_or_the_seal_itself():
    columns = {column.name for column in Event.__table__.columns}
    assert columns == set(SEALED) | {"id", "previous_hash", "hash"}


@given(at=st.datetimes(timezones=st.timezones()))
def test_a_moment_seals_alike_in_every_zone(at):
    here = Event(previous=None, **(EVENT | {"at": at}))
    assert here.hash == Event(previous=None, **(EVENT | {"at": at.astimezone(UTC)})).hash


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.text(max_size=5, alphabet="abc号"), inner)
        ),
    )
)
def test_what_was_shown_seals_alike_after_its_way_through_json(shown):
    before = Event(previous=None, **EVENT, shown={"shown": shown})
    after = Event(previous=None, **EVENT, shown=json.loads(json.dumps({"shown": shown})))
    assert before.hash == after.hash


# Times


@both_engines
def test_a_time_comes_back_as_the_same_moment_in_utc(session):
    one = sent()
    moment = datetime.fromisoformat("2026-11-23T07:59:59.999999+08:00")
    one.release_at = moment
    session.flush()
    session.expire_all()
    assert one.release_at == moment
    assert one.release_at.tzinfo is UTC
    wanted = session.query(Submission).filter(Submission.release_at <= moment)
    assert wanted.all() == [one]
    earlier = moment - timedelta(microseconds=1)
    assert session.query(Submission).filter(Submission.release_at <= earlier).all() == []


@both_engines
def test_a_time_without_a_zone_is_refused(session):
    one = sent()
    one.release_at = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a zone"):
        session.flush()
