"""A form is kept while someone writes: no history, no silent overwriting, nobody else's."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import people
from support.engines import both_engines
from support.people import NOON

from cms.actions import autosaves
from cms.errors import GuardFailed, NewerCopy, NotAllowed, NotFound
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models.autosave import Autosave
from cms.queries import autosaves as stored
from cms.queries.autosaves import Writing
from cms.rules.actor import guest

DRAFT, OTHER = "d" * 20, "e" * 20
HALF = timedelta(hours=12)


def new(name="ann", draft=DRAFT):
    """A new piece that somebody with an account writes, or a guest (None)."""
    if name is None:
        return Writing("browser:x", "new", draft)
    number = people.person(name).id
    return Writing(f"person:{number}", "new", draft, number)


def of_piece(side, name, piece, draft=DRAFT):
    number = people.person(name).id
    return Writing(f"person:{number}", f"{side}:{piece.id}", draft, number, piece.id)


def save(writing, text="字", seen=0, by=None, now=NOON, base=0, window="w1"):
    fields = {"body": [text], "autosave-window": [window]}
    who = by or (people.actor("ann") if writing.person_id else guest())
    return autosaves.save(writing, fields, seen=seen, base_version=base, by=who, now=now)


def rows():
    return db.session.scalar(db.select(db.func.count(Autosave.id)))


@both_engines
def test_each_save_takes_the_place_of_the_last(session, counts):
    before = counts()
    first = save(new(), "一")
    assert (first.serial, first.fields["body"]) == (1, ["一"])
    again = save(new(), "二", seen=1, now=NOON + HALF)
    assert (again.id, again.serial, again.saved_at) == (first.id, 2, NOON + HALF)
    assert again.created_at == NOON
    session.expire_all()
    assert stored.find(new()).fields["body"] == ["二"]
    assert rows() == 1
    assert counts() == before


@both_engines
@pytest.mark.usefixtures("session")
def test_a_window_that_has_not_seen_the_last_save_is_refused():
    save(new(), "一")
    for seen in (0, 2):
        with pytest.raises(NewerCopy) as refused:
            save(new(), "别的", seen=seen, window="w2")
        assert (refused.value.serial, refused.value.saved_at) == (1, NOON)
    assert stored.find(new()).fields["body"] == ["一"]


@pytest.mark.usefixtures("session")
def test_a_window_whose_answer_was_lost_is_not_its_own_rival():
    save(new(), "一")
    assert save(new(), "二", seen=0).serial == 2
    with pytest.raises(NewerCopy):
        save(new(), "三", seen=0, window="")


@pytest.mark.usefixtures("session")
def test_two_new_pieces_live_side_by_side():
    save(new(), "一")
    save(new(draft=OTHER), "二")
    writer = new().writer
    assert {one.fields["body"][0] for one in stored.of_writer(writer)} == {"一", "二"}


@both_engines
def test_what_was_sent_is_dropped_and_a_late_save_of_it_changes_nothing(session):
    row = save(new(), "一")
    autosaves.finish(new(), NOON)
    assert stored.find(new()) is None
    assert stored.sent([new().name, new(draft=OTHER).name, new("eve").name]) == {new().name}
    for seen in (0, 1):
        with pytest.raises(NewerCopy) as refused:
            save(new(), "迟到", seen=seen)
        assert refused.value.saved_at is None
    # One that was under way and came in after it all the same is not offered.
    session.add(Autosave(key=row.key, fields=row.fields, created_at=NOON, saved_at=NOON))
    session.flush()
    assert stored.find(new()) is None
    assert stored.of_writer(new().writer) == []
    autosaves.finish(new(), NOON)


@pytest.mark.usefixtures("session")
def test_sending_one_form_leaves_what_another_form_of_the_piece_kept():
    piece = people.sent()
    people.take(piece, "claim", "ed")
    mine = of_piece("desk", "ed", piece)
    save(mine, "没人看见的", by=people.actor("ed"), base=piece.version)
    autosaves.finish(replace(mine, draft=OTHER), NOON)
    assert stored.find(mine).fields["body"] == ["没人看见的"]
    autosaves.throw_away(replace(mine, draft="f" * 20), NOON)
    assert stored.find(mine) is not None
    autosaves.throw_away(mine, NOON)
    assert stored.find(mine) is None


@pytest.mark.usefixtures("session")
def test_the_rules_say_who_may_write():
    piece = people.sent()
    people.take(piece, "claim", "ed")
    assert save(of_piece("desk", "ed", piece), by=people.actor("ed")).serial == 1
    assert save(of_piece("desk", "cho", piece), by=people.actor("cho")).serial == 1
    for side, name, error in [
        ("desk", "eve", NotFound),
        ("my", "eve", NotFound),
        ("desk", "may", NotFound),
        ("my", "ed", NotAllowed),
        ("my", "ann", NotAllowed),  # it is in review
        ("desk", "ann", NotAllowed),
    ]:
        with pytest.raises(error):
            save(of_piece(side, name, piece), by=people.actor(name))
    link = Writing(f"link:{piece.id}", f"link:{piece.id}", DRAFT, None, piece.id)
    for by in (guest(), guest(piece.id), guest(piece.id + 1)):
        with pytest.raises((NotFound, NotAllowed)):
            save(link, by=by)


@pytest.mark.usefixtures("session")
def test_nobody_finds_what_another_wrote():
    row = save(new("ann"))
    assert stored.find(new("eve")) is None
    assert stored.find(new(None)) is None
    assert stored.by_id(row.id, new("eve")) is None
    assert stored.by_id(row.id, replace(new("ann"), what="my:1")) is None
    assert stored.by_id(row.id, new("ann")) is row
    assert stored.of_writer(new("eve").writer) == []
    autosaves.throw_away(new("eve"), NOON)
    assert stored.find(new("ann")) is row


@pytest.mark.usefixtures("session")
def test_only_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(autosaves, "MOST_OF_A_PERSON", 2)
    monkeypatch.setattr(autosaves, "MOST_OF_GUESTS", 3)
    monkeypatch.setattr(autosaves, "MOST_OF_A_GUEST", 2)
    drafts = [letter * 20 for letter in "abcdef"]
    for draft in drafts[:2]:
        save(new(draft=draft))
        save(new(None, draft))
    for who in ("ann", None):
        with pytest.raises(GuardFailed):
            save(new(who, drafts[2]))
    save(replace(new(None, drafts[2]), who="browser:y"))
    with pytest.raises(GuardFailed):
        save(replace(new(None, drafts[3]), who="browser:z"))
    assert save(new(draft=drafts[0]), seen=1).serial == 2


@both_engines
@pytest.mark.usefixtures("session")
def test_what_nobody_came_back_for_is_forgotten():
    save(new("ann"))
    save(new(None), now=NOON)
    save(new("ann", OTHER), now=NOON + HALF)
    assert autosaves.forget_old(persons=NOON, guests=NOON + timedelta(seconds=1)) == 1
    assert autosaves.forget_old(persons=NOON + timedelta(seconds=1), guests=NOON) == 1
    assert [stored.draft_of(one) for one in stored.of_writer(new().writer)] == [OTHER]
    with pytest.raises(NotFound):
        save(new("ann"), seen=1)


@both_engines
@pytest.mark.parametrize("there", [False, True], ids=["the first", "a later one"])
def test_of_two_saves_with_the_same_serial_exactly_one_wins(app, there):
    with app.app_context():
        begin_write(db.session)
        writing, by = new(), people.actor("ann")
        if there:
            save(writing)
        db.session.commit()
    barrier = Barrier(2)

    def write(window):
        with app.app_context():
            barrier.wait(10)
            begin_write(db.session)
            try:
                save(writing, window, seen=int(there), by=by, window=window)
            except NewerCopy:
                return ""
            if db.engine.dialect.name == "postgresql":
                time.sleep(0.2)  # the other one is to find us uncommitted
            db.session.commit()
            return window

    with ThreadPoolExecutor(2) as pool:
        won = [one for one in pool.map(write, ("w2", "w3")) if one]
    with app.app_context():
        row = stored.find(writing)
        assert [row.fields["body"][0]] == won
        assert row.serial == 1 + there


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FIELDS = st.dictionaries(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), max_size=5)


@both_engines
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=FIELDS)
def test_any_text_comes_back_as_it_went(session, fields):
    who = new(draft="g" * 20)
    session.query(Autosave).delete()
    made = autosaves.save(who, fields, seen=0, base_version=0, by=people.actor("ann"), now=NOON)
    session.flush()
    session.expire(made)
    kept = dict(stored.find(who).fields)
    kept.pop(stored.DRAFT)
    assert kept == {name: value for name, value in fields.items() if name != stored.DRAFT}
