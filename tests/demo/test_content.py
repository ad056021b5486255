"""The demo's content is complete, consistent and set as a careful editor would set it."""

import re
from collections import Counter
from typing import get_args

import pytest

from cms.demo.content import GUEST, Answer, Kind, Language, Piece, State, cast, pieces

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
ALL = pieces()
REAL = [piece for piece in ALL if piece.state != "spam"]
RELEASED = [piece for piece in ALL if piece.state == "released"]
BRIEF = "night-drilling-limits"
LENGTHS = {  # of those that are longer or shorter than an article
    BRIEF: (100, 160),
    "year-end-dates": (150, 350),
    "manhole-covers-direct": (100, 350),
    "thermal-test-in-class": (250, 600),
    "ten-years-without-drift": (250, 600),
    "forty-winters": (1800, 4000),
    "rebalancing-loops": (6000, 9000),
    "how-long-is-long-enough": (2500, 4000),
}
HANS_AND_HANT = [piece for piece in REAL if piece.language != "en"]
BY_STEM = {piece.stem: piece for piece in ALL}
CAST = cast()
PEOPLE = {person.key: person for person in CAST.people}
SLUGS = {section.slug for section in CAST.sections}


def each(rows):
    return pytest.mark.parametrize("piece", rows, ids=lambda piece: piece.stem)


def shown(piece: Piece) -> str:
    """All that a reader or the contributor sees of a piece."""
    notes = (piece.corrected, piece.retracted)
    pictures = [word for one in piece.images for word in (one.alt, one.caption, one.credit)]
    said = (piece.reason, *piece.points, *piece.answers, *notes, *pictures)
    names = [word for pair in piece.bylines for word in pair]
    return "\n".join((piece.title, piece.dek, *names, *said, without_tags(piece.body)))


def without_tags(body: str) -> str:
    return re.sub(r"<[^>]*>|\]\([^)]*\)", "", body)


def length(piece: Piece) -> int:
    """Words of an English text, characters of a Chinese one."""
    found = r"[A-Za-z0-9][\w'.,%-]*" if piece.language == "en" else HAN
    return len(re.findall(found, without_tags(piece.body)))


def test_every_state_is_present():
    assert {piece.state for piece in ALL} == set(get_args(State))


def test_a_newsroom_of_ten_weeks_has_published_most_of_what_it_got():
    assert len(ALL) >= 30
    assert len(RELEASED) >= 22
    assert Counter(piece.state for piece in ALL)["in_review"] >= 3


def test_languages_are_shared_as_planned():
    often = Counter(piece.language for piece in REAL)
    assert often["zh-Hans"] > len(REAL) / 2
    assert often["zh-Hant"] >= 2
    assert often["en"] >= 8


def test_every_section_fills_a_page():
    standing = Counter(piece.section for piece in RELEASED if not piece.retracted)
    assert min(standing[slug] for slug in SLUGS) >= 3


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
        assert (piece.sent_to or piece.section) in PEOPLE[piece.editor].sections


@each(ALL)
def test_a_state_brings_what_it_needs(piece):
    assert bool(piece.points) == (piece.state == "changes_requested" or bool(piece.answers))
    assert bool(piece.reason) == (piece.state in {"declined", "withdrawn"})
    assert (piece.days_ahead > 0) == (piece.state == "scheduled")
    assert bool(piece.corrected or piece.retracted) == (piece.noted_days_ago > 0)
    assert piece.noted_days_ago < piece.days_ago or not piece.noted_days_ago
    assert piece.state == "released" or not piece.noted_days_ago


def test_releases_are_spread_over_ten_weeks_and_come_thicker_of_late():
    days = sorted(piece.days_ago for piece in RELEASED)
    assert max(Counter(days).values()) <= 3
    assert days[-1] > 55
    assert days[5] < 7


def test_readers_were_told_of_mistakes():
    corrected = [piece.language for piece in RELEASED if piece.corrected]
    assert sorted(corrected) == ["en", "zh-Hans"]
    assert len([piece for piece in RELEASED if piece.retracted]) == 1


def test_new_pieces_come_from_an_account_a_guest_and_one_who_looks_like_spam():
    new = [piece for piece in ALL if piece.state == "submitted"]
    assert {(piece.author == GUEST, bool(piece.set_aside)) for piece in new} == {
        (False, False),
        (True, False),
        (True, True),
    }
    assert not any(piece.confirmed for piece in new if piece.author == GUEST)


def test_counterparts_name_each_other_across_languages():
    pairs = [piece for piece in ALL if piece.counterpart]
    assert len(pairs) >= 12
    for piece in pairs:
        other = BY_STEM[piece.counterpart]
        assert other.counterpart == piece.stem
        assert {piece.language, other.language} == {"zh-Hans", "en"}
        assert piece.state == other.state == "released"


def test_pairs_began_in_both_languages():
    began = Counter(
        piece.language
        for piece in RELEASED
        if piece.counterpart and piece.days_ago > BY_STEM[piece.counterpart].days_ago
    )
    assert set(began) == {"zh-Hans", "en"}


@each(REAL)
def test_a_piece_has_the_length_of_what_it_is(piece):
    usual = (250, 650) if piece.language == "en" else (350, 1200)
    least, most = LENGTHS.get(piece.stem, usual)
    assert least <= length(piece) <= most


def test_two_papers_are_as_long_as_a_magazines_and_built_like_them():
    for stem in ("rebalancing-loops", "how-long-is-long-enough"):
        body = BY_STEM[stem].body
        for part in ("\n## ", "\n### ", "<caption>", '<th scope="col">', "<sub>", "\n> ", "\n1. "):
            assert part in body
        assert len(BY_STEM[stem].images) >= 3
        assert len(BY_STEM[stem].bylines) >= 3


def test_titles_are_long_and_short():
    titles = sorted(len(piece.title) for piece in RELEASED if piece.language != "en")
    assert titles[0] <= 5
    assert titles[-1] >= 50


@each([piece for piece in REAL if piece.stem not in {BRIEF, "year-end-dates"}])
def test_a_piece_is_built_of_parts(piece):
    most = 12 if piece.kind == "paper" else 6
    assert 2 <= len(re.findall(r"^## \S", piece.body, re.MULTILINE)) <= most
    assert re.search(r"^(- |1\. |> |\||<table>)", piece.body, re.MULTILINE)


@each(ALL)
def test_addresses_lead_nowhere_real(piece):
    hosts = re.findall(r"https?://([^/)\s]+)", piece.body)
    assert all(host.endswith(".example") for host in hosts)
    assert "@" not in piece.body
    assert not re.search(r"\d{7,}|\d{3,4}[- ]\d{7,8}", re.sub("<[^>]*>", " ", piece.body))


@each(HANS_AND_HANT)
def test_han_text_has_full_width_punctuation(piece):
    assert not re.findall(rf"{HAN}[,;:!?]|[,;:!?(]{HAN}|{HAN}[()]|\"", shown(piece))


@each(HANS_AND_HANT)
def test_no_space_stands_between_han_and_latin(piece):
    text = re.sub(r"^(\s*(-|>|#+|\d+\.)\s+)|\s*\|\s*", "", shown(piece), flags=re.MULTILINE)
    assert not re.findall(rf"{HAN}[ \u00a0]+\w|\w[ \u00a0]+{HAN}", text)


@each(REAL)
def test_a_unit_never_leaves_its_number(piece):
    assert not re.findall(r"\d (?:m³|m/s|mm|cm|m|kWh|MWh|kW|W|Hz|℃|°C|K)\b", shown(piece))


@each(ALL)
def test_tags_are_named_once(piece):
    assert len(set(piece.tags)) == len(piece.tags)


def test_pieces_come_oldest_first():
    days = [piece.days_ago for piece in ALL]
    assert days == sorted(days, reverse=True)
