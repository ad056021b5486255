"""The newsroom makes accounts, changes what they may do, and closes them."""

from datetime import UTC, datetime

import pytest
from support.people import NOON, person, section

from cms.actions.newsroom import add_call, add_section
from cms.actions.people import NewPerson, add_person, set_password
from cms.errors import Invalid
from cms.models import Call, Role
from cms.queries.newsroom import open_calls, person_by_email, sections

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
        ({"sections": ("news", "nonsense")}, "sections"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes, field):
    given = {"email": "liu@demo.example", "name": "柳", "role": Role.EDITOR, "password_hash": "h"}
    with pytest.raises(Invalid) as refusal:
        add_person(NewPerson(**(given | changes)), now=NOON)
    assert set(refusal.value.fields) == {field}


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
