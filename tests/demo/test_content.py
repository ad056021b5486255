"""The demo's content is complete, consistent and set as a careful editor would set it."""

import re
from collections import Counter
from typing import get_args

import pytest

from cms.demo.content import GUEST, Answer, Kind, Language, Piece, Role, State, cast, pieces

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
ALL = pieces()
REAL = [piece for piece in ALL if piece.state != "spam"]
HANS_AND_HANT = [piece for piece in REAL if piece.language != "en"]
BY_STEM = {piece.stem: piece for piece in ALL}
CAST = cast()
PEOPLE = {person.key: person for person in CAST.people}
SLUGS = {section.slug for section in CAST.sections}


def each(rows):
    return pytest.mark.parametrize("piece", rows, ids=lambda piece: piece.stem)


def shown(piece: Piece) -> str:
    """All that a reader or the contributor sees of a piece."""
    parts = (piece.title, piece.dek, piece.byline, piece.reason, *piece.points, piece.body)
    return "\n".join(parts)


def test_every_state_is_present():
    assert {piece.state for piece in ALL} == set(get_args(State))


def test_states_come_as_often_as_the_demo_needs():
    often = Counter(piece.state for piece in ALL)
    assert often.pop("released") == 5
    assert often.pop("submitted") == 2
    assert set(often.values()) == {1}


def test_languages_are_shared_as_planned():
    assert Counter(piece.language for piece in REAL) == {"zh-Hans": 9, "zh-Hant": 1, "en": 4}


def test_every_section_has_a_piece_and_every_piece_a_known_section():
    assert {piece.section for piece in REAL} == SLUGS
    assert {piece.section for piece in ALL} <= SLUGS


def test_every_kind_is_present():
    assert {piece.kind for piece in ALL} == set(get_args(Kind))


@each(ALL)
def test_a_piece_uses_the_newsrooms_words(piece):
    assert piece.language in get_args(Language)
    assert piece.state in get_args(State)
    assert set(vars(piece.declarations).values()) <= set(get_args(Answer))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", piece.stem)
    assert piece.title
    assert piece.dek


@each(ALL)
def test_an_author_is_known_or_a_guest_with_an_address(piece):
    if piece.author == GUEST:
        assert piece.email.endswith("@demo.example")
    else:
        assert PEOPLE[piece.author].role == "contributor"
        assert not piece.email


@each(ALL)
def test_the_responsible_editor_has_the_section(piece):
    unclaimed = {"draft", "submitted", "spam", "withdrawn"}
    assert (piece.editor == "") == (piece.state in unclaimed)
    if piece.editor:
        assert piece.section in PEOPLE[piece.editor].sections


@each(ALL)
def test_a_state_brings_what_it_needs(piece):
    assert bool(piece.points) == (piece.state == "changes_requested")
    assert bool(piece.reason) == (piece.state in {"declined", "withdrawn"})
    assert (piece.days_ahead > 0) == (piece.state == "scheduled")
    assert piece.days_ago > 0 or piece.state != "released"


def test_releases_fall_on_different_days():
    days = [piece.days_ago for piece in ALL if piece.state == "released"]
    assert len(set(days)) == len(days)


def test_one_of_two_new_pieces_comes_from_a_guest():
    new = [piece.author == GUEST for piece in ALL if piece.state == "submitted"]
    assert sorted(new) == [False, True]


def test_counterparts_name_each_other_across_languages():
    pairs = [piece for piece in ALL if piece.counterpart]
    assert len(pairs) == 2
    for piece in pairs:
        other = BY_STEM[piece.counterpart]
        assert other.counterpart == piece.stem
        assert {piece.language, other.language} == {"zh-Hans", "en"}
        assert piece.state == other.state == "released"


@each(REAL)
def test_a_piece_has_the_length_of_an_article(piece):
    if piece.language == "en":
        assert 250 <= len(re.findall(r"[A-Za-z0-9][\w'.,%-]*", piece.body)) <= 500
    else:
        assert 350 <= len(re.findall(HAN, piece.body)) <= 900


@each(REAL)
def test_a_piece_is_built_of_two_to_four_parts(piece):
    assert 2 <= len(re.findall(r"^## \S", piece.body, re.MULTILINE)) <= 4
    assert re.search(r"^(- |1\. |> |\|)", piece.body, re.MULTILINE)


@each(HANS_AND_HANT)
def test_han_text_has_full_width_punctuation(piece):
    assert not re.findall(rf"{HAN}[,;:!?]|[,;:!?(]{HAN}|{HAN}[()]|\"", shown(piece))


@each(HANS_AND_HANT)
def test_no_space_stands_between_han_and_latin(piece):
    text = re.sub(r"^(\s*(-|>|##|\d+\.)\s+)|\s*\|\s*", "", shown(piece), flags=re.MULTILINE)
    assert not re.findall(rf"{HAN}[ \u00a0]+\w|\w[ \u00a0]+{HAN}", text)


@each(REAL)
def test_a_unit_never_leaves_its_number(piece):
    assert not re.findall(r"\d (?:m³|m/s|mm|cm|m|kWh|MWh|kW|W|Hz|℃|°C|K)\b", shown(piece))


@each(ALL)
def test_tags_are_named_once(piece):
    assert len(set(piece.tags)) == len(piece.tags)


def test_a_newsroom_has_eight_sections_and_papers_need_two_votes():
    assert len(CAST.sections) == len(SLUGS) == 8
    needed = {section.slug: section.approvals_required for section in CAST.sections}
    assert needed.pop("papers") == 2
    assert set(needed.values()) == {1}


def test_the_people_fill_every_role():
    roles = Counter(person.role for person in CAST.people)
    assert roles == {"contributor": 2, "editor": 3, "chief": 1, "admin": 1}
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


def test_pieces_come_oldest_first():
    days = [piece.days_ago for piece in ALL]
    assert days == sorted(days, reverse=True)
