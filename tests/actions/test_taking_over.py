"""An account takes over what its owner sent as a guest, and nothing else."""

import pytest
from support.engines import both_engines
from support.people import NOON, PersonFactory, person, sent, take

from cms.actions.takeover import take_over
from cms.errors import GuardFailed, NotAllowed
from cms.models import Role, State
from cms.queries.chains import broken_chains
from cms.queries.mine import mine
from cms.queries.submissions import is_verified
from cms.rules.actor import addressee, guest

pytestmark = pytest.mark.usefixtures("session")


def wen(**changes):
    return PersonFactory(name="wen", **changes)


@both_engines
def test_pieces_of_the_same_address_come_along_however_it_was_typed():
    first = sent(by=None, title="一")
    second = sent(by=None, title="二", email=" WEN@Demo.Example")
    taken = take_over(wen(), now=NOON)
    assert taken == [first, second]
    assert set(mine(person("wen").id)) == {first, second}


@both_engines
def test_a_chinese_domain_is_one_address_in_both_spellings():
    one = sent(by=None, email="wen@例子.中国")
    two = sent(by=None, email="wen@xn--fsqu00a.xn--fiqs8s")
    assert take_over(wen(email="wen@xn--fsqu00a.xn--fiqs8s"), now=NOON) == [one, two]


@both_engines
def test_each_piece_records_who_took_it_and_by_what_proof():
    one = sent(by=None)
    take_over(wen(), now=NOON)
    last = one.events[-1]
    assert (last.step, last.actor_kind, last.actor_id) == (
        "take_over",
        "addressee",
        person("wen").id,
    )
    assert (last.from_state, last.to_state) == ("submitted", "submitted")
    assert list(broken_chains()) == []
    assert one.sender.email == "wen@demo.example"
    assert one.sender.confirmed_at == NOON
    assert is_verified(one)


def test_a_piece_comes_along_wherever_it_stands():
    piece = sent(by=None)
    take(piece, "mark_spam", "ed")
    declined = sent(by=None, title="二")
    take(declined, "decline", "ed", code="scope")
    assert take_over(wen(), now=NOON) == [piece, declined]
    assert (piece.state, declined.state) == (State.SPAM, State.DECLINED)


def test_nothing_is_taken_twice():
    sent(by=None)
    assert len(take_over(wen(), now=NOON)) == 1
    assert take_over(person("wen"), now=NOON) == []


@pytest.mark.parametrize("changes", [{"confirmed_at": None}, {"active": False}])
def test_an_account_that_proved_nothing_takes_nothing(changes):
    one = sent(by=None)
    assert take_over(wen(**changes), now=NOON) == []
    assert one.submitter_id is None


def test_pieces_of_others_stay_theirs():
    sent(by="ann")
    sent(by=None, email="wen.other@demo.example")
    sent(by=None, email="wen@demo.example.org")
    assert take_over(wen(), now=NOON) == []


def test_the_private_link_can_no_longer_act():
    one = sent(by=None)
    take_over(wen(), now=NOON)
    with pytest.raises(NotAllowed):
        take(one, "withdraw", guest(one.id), reason="发给别家了")
    take(one, "withdraw", "wen", reason="发给别家了")
    assert one.state is State.WITHDRAWN


def test_an_editor_who_takes_a_piece_over_does_not_approve_it_under_any_address():
    one = sent(by=None, email="lin@demo.example")
    take_over(person("lin"), now=NOON)
    take(one, "claim", "ed")
    with pytest.raises(GuardFailed):
        take(one, "approve", "lin")
    person("lin").email = "lin.new@demo.example"
    with pytest.raises(GuardFailed):
        take(one, "approve", "lin")


def test_an_editor_does_not_approve_what_carries_their_own_byline():
    person("lin").byline = "安念秋"
    one = sent()
    take(one, "claim", "ed")
    with pytest.raises(GuardFailed):
        take(one, "approve", "lin")


def test_only_the_address_of_the_piece_takes_it():
    one = sent(by=None)
    wen(role=Role.EDITOR)
    with pytest.raises(Exception, match="nothing at this address"):
        take(one, "take_over", addressee("eve@demo.example", person("eve").id))
