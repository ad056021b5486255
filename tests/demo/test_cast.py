"""The demo's sections, people and call are complete."""

from collections import Counter
from typing import get_args

import pytest

from cms.demo.content import Role, cast

CAST = cast()
PEOPLE = {person.key: person for person in CAST.people}
SLUGS = {section.slug for section in CAST.sections}


def test_a_newsroom_has_eight_sections_and_papers_need_two_votes():
    assert len(CAST.sections) == len(SLUGS) == 8
    needed = {section.slug: section.approvals_required for section in CAST.sections}
    assert needed.pop("papers") == 2
    assert set(needed.values()) == {1}


def test_the_people_fill_every_role():
    roles = Counter(person.role for person in CAST.people)
    assert roles == {"contributor": 5, "editor": 4, "chief": 1, "admin": 1}
    assert set(roles) == set(get_args(Role))
    assert len(PEOPLE) == len(CAST.people)
    assert all(person.email == f"{person.key}@demo.example" for person in CAST.people)
    assert all(set(person.sections) <= SLUGS for person in CAST.people)
    assert {person.locale for person in CAST.people} == {"zh_Hans", "en"}


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_every_section_has_four_eyes(slug):
    editors = [p for p in CAST.people if p.role == "editor" and slug in p.sections]
    assert len(editors) >= 2


def test_the_call_is_open_in_both_languages():
    call = CAST.call
    assert call.section in SLUGS
    assert call.days_ahead > 0
    assert all(str(value).strip() for value in vars(call).values())
