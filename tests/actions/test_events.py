"""Each step leaves one event, in its own transaction, with what was shown and answered."""

from datetime import timedelta

import pytest
from support.engines import both_engines
from support.people import NOON, actor, new_piece, person, released, sent, take

from cms.actions import steps
from cms.actions.submissions import submit
from cms.models import Event, Person, Role, State, Submission
from cms.rules.facts import Text

TOMORROW = NOON + timedelta(days=1)
LIST = [
    {"id": "facts", "zh": "核对数据", "en": "Facts checked", "required": True},
    {"id": "photo", "zh": "配图", "en": "Photo", "required": False},
]


def last(one):
    return one.events[-1]


@both_engines
def test_every_step_appends_exactly_one_event(session):
    one = sent(by=None)
    walk = [
        ("claim", "ed", {}),
        ("vouch", "ed", {}),
        ("edit", "ed", {"text": Text("题", "文", "plain")}),
        ("request_changes", "ed", {"points": ("一",), "due_at": TOMORROW}),
        ("decline", "ed", {"code": "scope"}),
        ("reopen", "cho", {"reason": "再看"}),
        ("claim", "lin", {}),
        ("approve", "cho", {}),
        ("schedule", "lin", {"release_at": TOMORROW}),
        ("unschedule", "lin", {"reason": "早发"}),
        ("release", "lin", {}),
    ]
    for number, (name, who, asked) in enumerate(walk, 2):
        before = one.state
        made = take(one, name, who, **asked)
        assert (made.number, made.step, made.at) == (number, name, NOON)
        assert (made.from_state, made.to_state) == (before.value, one.state.value)
        assert (made.actor_kind, made.actor.name) == ("person", who)
        assert made.revision_hash == one.current.source_hash
    session.flush()
    session.expire_all()
    assert [each.step for each in one.events] == ["submit", *(name for name, *_ in walk)]
    assert [each.number for each in one.events] == list(range(1, 13))


@both_engines
def test_a_transaction_that_fails_leaves_neither_step_nor_event(session, monkeypatch):
    one = sent()
    session.commit()
    one_id = one.id

    def fall_over(*_args, **_kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(steps, "record", fall_over)
    with pytest.raises(OSError, match="disk"):
        take(one, "claim", "ed")
    session.rollback()
    found = session.get(Submission, one_id)
    assert (found.state, found.assignee_id, len(found.events)) == (State.SUBMITTED, None, 1)


def test_a_step_that_is_rolled_back_takes_its_event_along(session):
    one = sent()
    session.commit()
    take(one, "claim", "ed")
    session.rollback()
    assert (one.state, [each.step for each in one.events]) == (State.SUBMITTED, ["submit"])
    assert session.scalar(session.query(Event).statement.with_only_columns(Event.number)) == 1


@pytest.mark.usefixtures("session")
def test_an_approval_keeps_the_checklist_as_it_stood():
    one = sent()
    one.section.checklist = LIST
    take(one, "claim", "ed")
    take(one, "approve", "lin", ticked=frozenset({"photo", "facts"}))
    one.section.checklist = []
    assert last(one).shown == {"checklist": LIST, "ticked": ["facts", "photo"]}
    assert last(one).override is False


@pytest.mark.usefixtures("session")
def test_a_chiefs_override_is_marked_with_reason_and_note():
    one = submit(new_piece(), by=actor("cho"), now=NOON)
    take(one, "claim", "cho")
    take(one, "approve", "cho", override=True, reason="值班仅一人", private_note="已电话告知")
    assert last(one).override is True
    assert last(one).private_note == "值班仅一人\n已电话告知"


@pytest.mark.usefixtures("session")
def test_an_override_that_was_not_needed_is_not_marked():
    one = sent()
    take(one, "claim", "ed")
    take(one, "approve", "cho", override=True, reason="以防万一")
    assert last(one).override is False


@pytest.mark.usefixtures("session")
def test_notes_code_points_and_dates_are_kept():
    one = sent()
    take(one, "claim", "ed")
    asked = {"points": ("补水温", "补孔深"), "due_at": TOMORROW, "public_note": "写得好"}
    take(one, "request_changes", "ed", **asked, private_note="催一下")
    assert last(one).shown == {"points": ["补水温", "补孔深"], "due_at": TOMORROW.isoformat()}
    assert (last(one).public_note, last(one).private_note) == ("写得好", "催一下")
    take(one, "decline", "ed", code="scope", public_note="不合本刊")
    assert (last(one).code, last(one).public_note) == ("scope", "不合本刊")


@pytest.mark.usefixtures("session")
def test_a_schedule_and_a_handing_over_say_when_and_to_whom():
    one = sent()
    take(one, "assign", "cho", assignee_id=person("lin").id)
    assert last(one).shown == {"assignee_id": person("lin").id}
    take(one, "approve", "ed")
    take(one, "schedule", "lin", release_at=TOMORROW)
    assert last(one).shown == {"release_at": TOMORROW.isoformat()}


def test_events_hold_no_name_and_no_address(session):
    sent(by=None, name="温叙白", email="wen@demo.example")
    row = session.execute(Event.__table__.select()).one()
    assert "温叙白" not in str(row)
    assert "wen@" not in str(row)


def test_the_record_stays_whole_when_a_person_changes_name_and_role(session):
    one = released()
    ed = session.get(Person, one.events[1].actor_id)
    ed.name, ed.role = "somebody else", Role.CONTRIBUTOR
    session.flush()
    assert all(each.hash == each.compute_hash() for each in one.events)
