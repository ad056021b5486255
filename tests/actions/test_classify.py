"""Where a piece belongs is the desk's to say while it is in review, and binds no approval."""

import pytest
from support.people import section, sent, take

from cms.actions.tags import tags_named
from cms.errors import Invalid, NotAllowed, NotFound, WrongState
from cms.models import Kind, Language, Tag
from cms.queries.submissions import facts_of
from cms.rules.facts import Place

pytestmark = pytest.mark.usefixtures("session")


def put(one, by="ed", **changes):
    given = {"kind": Kind.FEATURE, "language": Language.EN, "tags": ("grouting",)}
    place = Place(**({"section_id": section().id} | given | changes))
    return take(one, "classify", by, place=place)


def in_review(**changes):
    one = sent(**changes)
    take(one, "claim", "ed")
    return one


def test_an_editor_puts_a_piece_where_it_belongs(session):
    one = in_review(tags=("old",))
    put(one, section_id=section("papers").id)
    session.expire_all()
    assert (one.section.slug, one.kind, one.language) == ("papers", Kind.FEATURE, Language.EN)
    assert [tag.name for tag in one.tags] == ["grouting"]


def test_a_voice_given_before_still_stands():
    one = in_review()
    one.section.approvals_required = 2
    take(one, "approve", "lin")
    put(one)
    assert len(facts_of(one).approvals) == 1


@pytest.mark.parametrize("who", ["ann", "eve", "may"])
def test_nobody_else_does(who):
    with pytest.raises((NotAllowed, NotFound)):
        put(in_review(), by=who)


def test_a_piece_that_is_not_in_review_stays_where_it_is():
    one = sent()
    with pytest.raises(WrongState):
        put(one)
    take(one, "claim", "ed")
    take(one, "approve", "lin")
    with pytest.raises(WrongState):
        put(one)


def test_the_move_is_on_record():
    event = put(in_review(), section_id=section("papers").id)
    assert event.step == "classify"
    assert list(event.shown["place"]["tags"]) == ["grouting"]


def test_a_piece_that_moves_away_from_its_editor_is_anyones_there():
    one = in_review()
    put(one, section_id=section("papers").id)
    assert one.assignee_id is None
    again = in_review()
    put(again)
    assert again.assignee.name == "ed"


def test_a_section_that_is_not_there_is_refused():
    with pytest.raises(Invalid):
        put(in_review(), section_id=404)


def test_tags_are_one_for_each_name_in_the_order_given(session):
    first = tags_named(["回填", " Heat  Pump ", "", "heat pump", "　"])
    assert [(tag.slug, tag.name) for tag in first] == [("回填", "回填"), ("heat-pump", "heat pump")]
    again = tags_named(["HEAT PUMP", "冬期", "回填"])
    assert [tag.name for tag in again] == ["heat pump", "冬期", "回填"]
    assert session.query(Tag).count() == 3
