"""An account that anybody may have made with an address keeps its owner out of nothing."""

import pytest
from support.engines import both_engines
from support.people import NOON, PersonFactory, actor, person, sent

from cms.actions import administration, invitations, registration
from cms.actions.identities import join
from cms.actions.people import NewPerson, add_first_admin, add_person
from cms.errors import GuardFailed, Invalid
from cms.models import Role
from cms.queries.newsroom import person_by_email
from cms.rules.actor import OPERATOR

pytestmark = pytest.mark.usefixtures("session")
WEN = "wen@demo.example"


@pytest.fixture
def squatted(session):
    """Who made an account with wen's address, and never read a letter there."""
    registration.register(
        NewPerson(WEN, "mallory", Role.CONTRIBUTOR, "mallory's hash", (), "en"),
        token_of=lambda person: person.fs_uniquifier,
        now=NOON,
    )
    one = person_by_email(WEN)
    one.password = "mallory's hash"
    session.flush()
    return one


@both_engines
def test_an_invitation_takes_it_and_leaves_nothing_of_the_stranger(squatted):
    was = squatted.fs_uniquifier
    new = NewPerson(" Wen@Demo.Example", "温叙白", Role.EDITOR, None, ("news",), "zh_Hans")
    made = invitations.invite(new, by=actor("ada"), now=NOON)
    assert made is squatted
    assert (made.name, made.role, made.locale) == ("温叙白", Role.EDITOR, "zh_Hans")
    assert (made.active, made.password, made.confirmed_at) == (False, None, None)
    assert made.fs_uniquifier != was
    assert [one.slug for one in made.sections] == ["news"]
    token = invitations.token_of(made)
    invitations.accept(token, name="温叙白", password_hash="h", locale="zh_Hans", now=NOON)
    assert (made.active, made.password) == (True, "h")


@both_engines
def test_another_sign_in_service_takes_it_with_the_pieces_sent_as_a_guest(squatted):
    one, was = sent(by=None), squatted.fs_uniquifier
    made = join(issuer="i", subject="s", email=WEN, name="温叙白", locale="zh_Hans", now=NOON)
    assert made is squatted
    assert (made.name, made.password, made.confirmed_at) == ("温叙白", None, NOON)
    assert made.fs_uniquifier != was
    assert one.submitter is made


def test_the_operator_and_the_first_admin_take_it(squatted):
    person("ada").active = False
    admin = NewPerson(WEN, "温叙白", Role.ADMIN, "wen's hash")
    assert add_first_admin(admin, now=NOON) is squatted
    assert (squatted.role, squatted.password) == (Role.ADMIN, "wen's hash")


@pytest.mark.usefixtures("squatted")
def test_what_is_refused_leaves_it_as_it_was():
    with pytest.raises(Invalid) as refusal:
        add_person(NewPerson(WEN, " ", Role.EDITOR, "h", ("news",)), now=NOON)
    assert set(refusal.value.fields) == {"name"}
    assert person_by_email(WEN).name == "mallory"


@pytest.mark.parametrize(
    "claimed",
    [
        {"confirmed_at": NOON},
        {"confirmed_at": None, "active": False},
        {"confirmed_at": None, "invited_at": NOON, "active": False},
        {"confirmed_at": None, "role": Role.EDITOR},
    ],
    ids=["confirmed", "closed", "invited", "an editor"],
)
def test_what_is_somebodys_is_nobody_elses_to_take(claimed):
    theirs = PersonFactory(name="wen", email=WEN, password="wen's hash", **claimed)
    with pytest.raises(Invalid) as refusal:
        invitations.invite(
            NewPerson(WEN, "x", Role.CONTRIBUTOR, locale="en"), by=actor("ada"), now=NOON
        )
    assert set(refusal.value.fields) == {"email"}
    assert join(issuer="i", subject="s", email=WEN, name="x", locale="en", now=NOON) is None
    assert (theirs.name, theirs.password) == ("wen", "wen's hash")


@both_engines
@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CONTRIBUTOR])
def test_nobody_unknown_is_given_a_role(squatted, role):
    for by in (actor("ada"), OPERATOR):
        with pytest.raises(GuardFailed, match="Invite the person"):
            administration.change_role(squatted.id, role, ["news"], by=by)
    assert squatted.role is Role.CONTRIBUTOR


def test_a_way_round_by_closing_and_opening_leads_nowhere(squatted):
    administration.disable(squatted.id, by=actor("ada"))
    with pytest.raises(GuardFailed):
        administration.change_role(squatted.id, Role.CHIEF, [], by=actor("ada"))


def test_one_who_is_invited_may_be_given_another_role():
    new = NewPerson(WEN, "温叙白", Role.EDITOR, None, ("news",), "zh_Hans")
    made = invitations.invite(new, by=actor("ada"), now=NOON)
    administration.change_role(made.id, Role.CHIEF, [], by=actor("ada"))
    assert made.role is Role.CHIEF
