"""The demo's pictures and earlier versions: named, worded, placed and answered."""

import re
from collections import Counter

import pytest

from cms.demo.content import pieces
from cms.demo.drawings import DRAWINGS
from cms.demo.versions import before

ALL = pieces()
REAL = [piece for piece in ALL if piece.state != "spam"]
RELEASED = [piece for piece in ALL if piece.state == "released"]
SENT_AGAIN = [piece for piece in ALL if piece.answers]


def each(rows):
    return pytest.mark.parametrize("piece", rows, ids=lambda piece: piece.stem)


def test_most_pieces_have_a_picture():
    assert len([piece for piece in REAL if piece.images]) >= 22


@each([piece for piece in ALL if piece.images])
def test_a_picture_has_its_words_and_its_place(piece):
    for one in piece.images:
        assert all((one.drawing, one.alt, one.caption, one.credit))
        assert one.alt != one.caption
    numbers = [int(number) for number in re.findall(r"\{\{picture (\d+)\}\}", piece.body)]
    assert numbers == sorted(set(numbers))
    assert all(0 < number <= len(piece.images) for number in numbers)
    assert piece.body.count("{{") == len(
        re.findall(r"^\{\{picture \d+\}\}$", piece.body, re.MULTILINE)
    )


def test_every_drawing_named_is_drawn():
    assert {one.drawing for piece in ALL for one in piece.images} <= set(DRAWINGS)


def test_no_two_pieces_of_a_language_open_with_the_same_picture():
    opening = Counter(
        (piece.language, piece.images[0].drawing) for piece in RELEASED if piece.images
    )
    assert set(opening.values()) == {1}


@each(SENT_AGAIN + [piece for piece in ALL if piece.edited])
def test_an_earlier_version_differs_in_whole_sentences(piece):
    for now, then in (*piece.drafted, *piece.edited):
        assert piece.body.count(now) == 1
        assert then not in piece.body
        assert before(piece.body, [(now, then)]) != piece.body


@each(SENT_AGAIN)
def test_every_point_is_answered_and_the_text_changed(piece):
    assert len(piece.answers) == len(piece.points)
    assert piece.drafted


def test_pieces_were_changed_by_authors_and_by_editors():
    assert len(SENT_AGAIN) >= 3
    assert len([piece for piece in RELEASED if piece.edited]) >= 3
