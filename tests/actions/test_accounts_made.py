"""The newsroom makes accounts, changes what they may do, and closes them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.people import NOON, person, section

from cms.actions import administration, invitations
from cms.actions.identities import join
from cms.actions.newsroom import add_call, add_section
from cms.actions.people import NewPerson, add_person, set_password
from cms.actions.profile import Profile, set_profile
from cms.errors import Invalid
from cms.models import Call, Role
from cms.queries.newsroom import open_calls, person_by_email, sections
from cms.rules.actor import OPERATOR

pytestmark = pytest.mark.usefixtures("session")
LIU = NewPerson(" Liu@Demo.Example ", " 柳  知夏 ", Role.EDITOR, "a hash", ("news",))


def test_an_account_made_here_counts_as_confirmed():
    made = add_person(LIU, now=NOON)
    assert (made.email, made.name, made.role) == ("liu@demo.example", "柳 知夏", Role.EDITOR)
    assert (made.confirmed_at, made.active, made.password) == (NOON, True, "a hash")
    assert [one.slug for one in made.sections] == ["news"]
    assert person_by_email("LIU@demo.example") is made


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "Ann@demo.example"}, "email"),
        ({"name": " \u3000"}, "name"),
        ({"name": "\u3164"}, "name"),
        ({"sections": ("news", "nonsense")}, "sections"),
        ({"sections": ()}, "sections"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes, field):
    with pytest.raises(Invalid) as refusal:
        add_person(replace(LIU, **changes), now=NOON)
    assert set(refusal.value.fields) == {field}


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(Invalid) as refusal:
        add_person(NewPerson("ann@demo.example", " ", Role.EDITOR), now=NOON)
    assert set(refusal.value.fields) == {"email", "name", "sections"}


def test_a_role_that_is_not_narrowed_has_no_sections():
    assert add_person(replace(LIU, role=Role.CHIEF), now=NOON).sections == []


@pytest.mark.parametrize(
    "name_it",
    [
        lambda name: administration.rename(person("ann").id, name, by=OPERATOR),
        lambda name: set_profile(person("ann"), Profile(name)),
        lambda name: invitations.accept(
            invitations.token_of(invitations.invite(LIU, by=OPERATOR, now=NOON)),
            name=name,
            password_hash="h",
            locale="en",
            now=NOON,
        ),
    ],
    ids=["renamed", "profile", "invitation"],
)
@pytest.mark.parametrize("name", ["", " \u200b", "\u3164"])
def test_nobody_is_called_what_nobody_sees(name_it, name):
    with pytest.raises(Invalid) as refusal:
        name_it(name)
    assert set(refusal.value.fields) == {"name"}


def test_one_whom_another_service_gives_no_name_is_called_by_the_address():
    made = join(issuer="i", subject="s", email="wen@x.example", name="\u3164", locale="", now=NOON)
    assert (made.name, made.password) == ("wen", None)


def test_a_new_password_ends_every_session():
    ed = person("ed")
    before = ed.fs_uniquifier
    set_password(ed, "another")
    assert ed.fs_uniquifier != before


def test_a_new_section_comes_last():
    add_section("field", "工地", "Field notes")
    assert [one.slug for one in sections()] == ["news", "papers", "field"]


def test_calls_are_open_between_their_days():
    def call(slug, opens, closes):
        days = [day and datetime(2026, 11, day, tzinfo=UTC) for day in (opens, closes)]
        add_call(Call(slug=slug, title_zh=slug, title_en=slug, opens_at=days[0], closes_at=days[1]))

    call("always", None, None)
    call("now", 1, 30)
    call("over", 1, 22)
    call("to-come", 24, None)
    assert {one.slug for one in open_calls(NOON)} == {"always", "now"}
    assert section().slug == "news"
