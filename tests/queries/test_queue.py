"""Each editor sees what is theirs to see, the longest waiting first, in views that add up."""

from datetime import timedelta

import pytest
from support.engines import both_engines
from support.people import NOON, actor, new_piece, person, released, section, sent, take

from cms.actions.submissions import begin
from cms.models import Language, State, Submission
from cms.queries import queue
from cms.queries.mine import mine
from cms.queries.queue import COUNT_LIMIT, COUNTED, PAGE, Filters, counts_for, queue_for
from cms.rules.actor import INTAKE, WORKER, guest
from cms.rules.facts import Text

TOMORROW = NOON + timedelta(days=1)
HOUR = timedelta(hours=1)


def seen(who="cho", now=NOON, after=None, **narrowed):
    by = actor(who) if isinstance(who, str) else who
    return queue_for(by, Filters(**narrowed), now, after)


@pytest.fixture
def desk(session):
    """One piece in each state, named by it, and one paper."""
    made = {"draft": begin(new_piece(), by=actor("ann"), now=NOON)}
    made |= {state: sent() for state in ("submitted", "spam", "withdrawn")}
    take(made["spam"], "mark_spam", "ed")
    take(made["withdrawn"], "withdraw", "ann", reason="撤")
    for state in ("in_review", "changes_requested", "declined", "approved", "scheduled"):
        made[state] = sent()
        take(made[state], "claim", "ed")
    take(made["changes_requested"], "request_changes", "ed", points=("一",), due_at=TOMORROW)
    take(made["declined"], "decline", "ed", code="scope")
    for state in ("approved", "scheduled"):
        take(made[state], "approve", "lin")
    take(made["scheduled"], "schedule", "ed", release_at=TOMORROW)
    made["released"] = released()
    made["paper"] = sent(section_id=section("papers").id)
    session.flush()
    return made


OPEN = "submitted in_review changes_requested approved scheduled paper"
STATES = {
    "open": OPEN,
    "mine": "",
    "unassigned": "submitted paper",
    "overdue": "",
    "waiting": "changes_requested",
    "approved": "approved",
    "scheduled": "scheduled",
    "closed": "spam withdrawn declined released",
    "nonsense": OPEN,
}


@both_engines
def test_what_a_chief_sees_in_each_view(desk):
    for view, states in STATES.items():
        assert set(seen(view=view)) == {desk[name] for name in states.split()}, view
        if view in COUNTED:
            assert counts_for(actor("cho"), NOON)[view] == len(states.split()), view


@both_engines
def test_what_is_mine_and_what_is_late(desk):
    own = {desk[name] for name in ("in_review", "changes_requested", "approved", "scheduled")}
    assert set(seen("ed", view="mine")) == own
    late = seen("ed", NOON + timedelta(days=1, seconds=1), view="overdue")
    assert late == [desk["changes_requested"]]
    late = seen("ed", NOON + timedelta(days=8), view="overdue")
    assert desk["submitted"] in late
    assert not {desk["approved"], desk["scheduled"]} & set(late)


SECTIONS = {
    "ed": {"news"},
    "lin": {"news", "papers"},
    "may": {"papers"},
    "cho": {"news", "papers"},
    "ada": {"news", "papers"},
    "ann": set(),
    "eve": set(),
}


def test_each_role_sees_its_sections(desk):
    for who, sections in SECTIONS.items():
        for view in ("open", "closed", "unassigned"):
            everything = seen("cho", view=view)
            own = [one for one in everything if one.section.slug in sections]
            assert seen(who, view=view) == own, (who, view)
        assert desk["draft"] not in seen(who) + seen(who, view="closed"), who


@pytest.mark.usefixtures("desk")
def test_who_has_no_desk_has_no_queue():
    for who in (guest(), guest(1), INTAKE, WORKER):
        assert seen(who) == [], who
        assert set(counts_for(who, NOON).values()) == {0}, who


def test_a_section_of_others_is_empty_also_when_asked_for(desk):
    assert seen("ed", section_id=section("papers").id) == []
    assert seen("may", section_id=section("papers").id) == [desk["paper"]]


@both_engines
def test_a_queue_is_narrowed_by_state_language_and_words(desk):
    texts = {"percent": "回填率 100% 达标", "under": "FIG_2 and Grout", "back": "a\\b"}
    made = {name: sent(text=Text(title, "文", "plain")) for name, title in texts.items()}
    english = sent(language=Language.EN, text=Text("heat", "b", "plain"))
    assert seen(state=State.APPROVED) == [desk["approved"]]
    assert seen(language=Language.EN) == [english]
    assert seen(words="回填率") == seen(words="0%") == [made["percent"]]
    assert seen(words="grout") == seen(words="FIG_2") == [made["under"]]
    assert seen(words="\\") == [made["back"]]
    assert seen(words="G%t") == seen(words="FIG 2") == []
    assert seen(words=english.receipt.lower()) == [english]


@pytest.mark.usefixtures("session")
def test_words_look_at_the_current_text_only():
    one = sent(text=Text("旧题", "文", "plain"))
    take(one, "claim", "ed")
    take(one, "edit", "ed", text=Text("新题", "文", "plain"))
    assert seen(words="新题") == [one]
    assert seen(words="旧题") == []


@both_engines
def test_paging_is_complete_longest_waiting_first_also_at_equal_times(session, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 3)
    made = [sent(now=NOON + HOUR * (n % 2)) for n in range(9)]
    session.flush()
    found, after = [], None
    while some := seen(after=after):
        found += some[:3]
        after = (found[-1].state_since, found[-1].id)
    assert found == sorted(made, key=lambda one: (one.state_since, one.id))


def test_of_what_is_closed_the_last_comes_first_page_by_page(desk, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 2)
    take(desk["submitted"], "decline", "ed", now=TOMORROW, code="scope")
    first = seen(view="closed")
    assert first[0] == desk["submitted"]
    second = seen(view="closed", after=(first[1].state_since, first[1].id))
    found = first[:2] + second
    assert found == sorted(found, key=lambda one: (one.state_since, one.id), reverse=True)
    assert len(found) == 5


def test_a_page_gives_one_more_to_tell_that_there_is_more_and_counts_stop(session):
    one = sent()
    columns = [each.key for each in Submission.__table__.columns]
    given = {name: getattr(one, name) for name in columns if name not in {"id", "receipt"}}
    unique = ("form_key", "token_hash")
    copies = [given | dict.fromkeys(unique, str(n)) for n in range(COUNT_LIMIT + 5)]
    session.execute(Submission.__table__.insert(), copies)
    assert len(seen()) == PAGE + 1
    assert counts_for(actor("cho"), NOON)["open"] == COUNT_LIMIT


def test_the_queue_costs_the_same_queries_for_one_piece_and_for_three(queries):
    who, costs = actor("cho"), []
    for count in (1, 2):
        for _ in range(count):
            take(sent(by=None), "claim", "ed")
        with queries() as listed:
            for one in queue_for(who, Filters(), NOON):
                assert all((one.current.title, one.section.slug, one.assignee.name))
                assert one.sender.name
        costs.append(len(listed))
    assert costs == [1, 1]


def test_contributors_see_their_own_pieces_last_changed_first(desk):
    other = sent("eve")
    take(desk["paper"], "claim", "may", NOON + HOUR)
    own = mine(person("ann").id)
    assert own[0] is desk["paper"]
    assert other not in own
    assert len(own) == len(desk)
    assert mine(person("eve").id) == [other]
