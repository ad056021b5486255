"""The demo's drawings: same bytes every time, of a size that pages want, each of its own."""

import hashlib

import pytest
from PIL import Image

from cms.demo.drawings import DRAWINGS, draw
from cms.demo.drawings.palette import mix, rgb
from cms.demo.drawings.shapes import bend, box, laid, stroke, way
from cms.demo.drawings.sheet import Sheet, fade

SIZES = {(1600, 1000), (1600, 900), (1200, 1500)}


def test_a_drawing_gives_the_same_bytes_every_time():
    first, again = (draw("cycle").getvalue() for _ in range(2))
    assert first == again
    assert first.startswith(b"\x89PNG")


def test_an_unknown_drawing_is_none():
    with pytest.raises(KeyError):
        draw("mona-lisa")


@pytest.mark.long
def test_every_drawing_is_a_sheet_of_its_own():
    seen = set()
    for name in DRAWINGS:
        drawn = draw(name)
        picture = Image.open(drawn)
        assert picture.size in SIZES, name
        assert len(picture.convert("RGB").resize((40, 25)).getcolors(1000)) > 20, name
        seen.add(hashlib.sha256(drawn.getvalue()).hexdigest())
    assert len(seen) == len(DRAWINGS)


def test_a_shape_is_painted_where_it_stands_and_nowhere_else():
    sheet = Sheet("#ffffff", 40, 20)
    sheet.paint("#000000", box(10, 5, 20, 15))
    assert sheet.image.getpixel((15, 10)) == (0, 0, 0)
    assert sheet.image.getpixel((5, 10)) == sheet.image.getpixel((25, 10)) == (255, 255, 255)


def test_what_leaves_the_sheet_is_cut_off_and_nothing_paints_nothing():
    sheet = Sheet("#ffffff", 40, 20)
    sheet.paint("#000000", stroke([(-500, 10), (900, 10)], 4))
    sheet.paint("#ff0000", box(100, 100, 200, 200), soft=3)
    sheet.paint("#ff0000")
    assert sheet.image.getpixel((0, 10)) == sheet.image.getpixel((39, 10)) == (0, 0, 0)
    assert (255, 0, 0) not in {colour for _count, colour in sheet.image.getcolors()}


def test_a_fade_begins_and_ends_with_its_colours():
    sheet = Sheet(fade("#000000", "#ffffff", "#000000", start=10, end=30), 4, 40)
    column = [sheet.image.getpixel((1, y))[0] for y in range(40)]
    assert column[:11] == [0] * 11
    assert column[20] == 255
    assert column[31:] == [0] * 9


def test_points_are_read_moved_turned_and_bent():
    assert way("1 2, 3.5 -4") == [(1, 2), (3.5, -4)]
    assert laid(way("1 2"), (10, 10), 2, -1) == [(8, 14)]
    curve = bend((0, 0), (10, 5), (20, 0))
    assert (curve[0], curve[-1]) == ((0, 0), (20, 0))
    assert (10, 5) in curve


def test_colours_mix():
    assert rgb("#0b5c70") == (11, 92, 112)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
