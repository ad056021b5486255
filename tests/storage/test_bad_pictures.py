"""What is no picture, or asks too much, is refused in words; nothing of it comes through."""

import threading
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support import drawn

from cms.errors import BadPicture, Busy
from cms.storage import pictures
from cms.storage.pictures import Picture, encode

PAYLOAD = b"<script>alert(document.domain)</script>"
MEGA = 1_000_000
SMALL = {kind: drawn.file(kind, (24, 16)) for kind in drawn.FORMATS}


def refused(data):
    with pytest.raises(BadPicture) as caught:
        encode(BytesIO(data))
    assert caught.value.status == 422
    return str(caught.value)


def test_a_small_file_that_unpacks_to_169_million_pixels():
    bomb = drawn.png_bomb(13_000)
    assert len(bomb) < 30_000
    assert "13000 × 13000" in refused(bomb)


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("JPEG", (10_000, 5_000)),
        ("PNG", (12_001, 1)),
        ("PNG", (1, 12_001)),
        ("GIF", (8_000, 5_001)),
        ("WEBP", (4_001, 3_000)),
        ("AVIF", (4_001, 3_000)),
    ],
)
def test_what_has_too_many_pixels(kind, size):
    said = refused(drawn.of_size(kind, size, **{"speed": 10} if kind == "AVIF" else {}))
    assert f"{size[0]} × {size[1]}" in said


def test_what_has_just_enough_pixels_is_taken():
    made = encode(BytesIO(drawn.of_size("PNG", (12_000, 3_333), "L")))
    assert (made.original.width, made.original.height) == (2560, 711)


def test_a_file_that_is_too_large_is_not_opened():
    file = BytesIO(SMALL["PNG"] + b"\0" * 25 * MEGA)
    with pytest.raises(BadPicture, match="larger than 25 MB"):
        encode(file)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"<svg/onload=alert(1)>",
        b"<!doctype html><title>x</title>" + PAYLOAD,
        b"\x89PNG\r\n\x1a\n" + PAYLOAD,
        b"GIF89a=1;" + PAYLOAD,
        b"\xff\xd8\xff\xe0" + PAYLOAD,
        b"RIFF\x40\0\0\0WEBP" + PAYLOAD,
        b"\0\0\0\x1cftypavif" + PAYLOAD,
        b"%PDF-1.7\n%%EOF",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"PK\x03\x04" + b"\0" * 60,
        b"P6 4 4 255 " + b"x" * 48,
        b"BM" + b"\0" * 80,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_picture_of_ours(data):
    assert refused(data)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM", "TGA", "JPEG2000", "DIB", "PCX"])
def test_other_kinds_of_pictures_are_not_even_tried(kind):
    assert "JPEG, PNG, WebP, AVIF or GIF" in refused(drawn.file(kind, (32, 32)))


@pytest.mark.parametrize("kind", drawn.FORMATS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_what_is_cut_off(kind, part):
    whole = drawn.saved(Image.effect_noise((300, 200), 90), kind)
    refused(whole[: int(len(whole) * part)])


def test_a_progressive_jpeg_that_would_need_too_much_at_once():
    data = drawn.of_size("JPEG", (4_500, 4_500), progressive=True, subsampling=0)
    assert "plain JPEG" in refused(data)
    plain = drawn.of_size("JPEG", (4_500, 4_500), subsampling=0)
    assert encode(BytesIO(plain)).original.width == 2560


def test_a_jpeg_that_is_drawn_over_and_over():
    data = drawn.file("JPEG", (64, 64), progressive=True)
    last = data.rindex(b"\xff\xda")
    assert isinstance(encode(BytesIO(data)), Picture)
    endless = data[:last] + data[last:-2] * 100 + data[-2:]
    assert "plain JPEG" in refused(endless)


@pytest.mark.parametrize(
    "tail",
    [PAYLOAD, b"PK\x03\x04" + PAYLOAD + b"PK\x05\x06" + b"\0" * 18, b"<?php " + PAYLOAD],
    ids=["html", "zip", "php"],
)
@pytest.mark.parametrize("kind", drawn.FORMATS)
def test_what_is_hung_onto_a_picture_does_not_come_through(kind, tail):
    assert_clean(SMALL[kind] + tail)


def test_what_is_hidden_in_comments_does_not_come_through():
    assert_clean(drawn.file("GIF", comment=PAYLOAD))
    assert_clean(drawn.file("JPEG", comment=PAYLOAD))
    # A GIF whose first bytes are a script as well: its width is `/*` and its comment closes it.
    gif = bytearray(drawn.file("GIF", (0x2A2F, 2), comment=b"*/=1;" + PAYLOAD))
    assert gif[6:8] == b"/*"
    assert_clean(bytes(gif))


def assert_clean(data):
    assert PAYLOAD in data
    made = encode(BytesIO(data))
    for one in (made.original, *made.renditions):
        assert PAYLOAD not in one.data
        assert b"PK\x03\x04" not in one.data
        assert b"script" not in one.data


def taken_or_refused(data):
    try:
        made = encode(BytesIO(data))
    except BadPicture:
        return
    assert isinstance(made, Picture)
    for one in (made.original, *made.renditions):
        with Image.open(BytesIO(one.data)) as shown:
            shown.load()


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_picture_or_refused(data):
    taken_or_refused(data)


@given(st.sampled_from(drawn.FORMATS), st.data())
def test_any_change_to_a_picture_is_a_picture_or_refused(kind, data):
    changed = bytearray(SMALL[kind])
    places = st.integers(0, len(changed) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        changed[at] = value
    start, end = sorted((data.draw(places), data.draw(places)))
    action = data.draw(st.sampled_from(["keep", "cut", "double", "drop"]))
    parts = {
        "keep": changed,
        "cut": changed[:end],
        "double": changed[:end] + changed[start:],
        "drop": changed[:start] + changed[end:],
    }
    taken_or_refused(bytes(parts[action]))


def test_one_picture_is_read_at_a_time_and_nobody_waits_forever(monkeypatch):
    monkeypatch.setattr(pictures, "WAIT", 0.05)
    inside, go_on = threading.Event(), threading.Event()

    class Slow(BytesIO):
        def seek(self, *where):
            inside.set()
            go_on.wait(10)
            return super().seek(*where)

    made = []
    slow = threading.Thread(target=lambda: made.append(encode(Slow(SMALL["PNG"]))))
    slow.start()
    assert inside.wait(10)
    with pytest.raises(Busy, match="in a minute"):
        encode(BytesIO(SMALL["PNG"]))
    go_on.set()
    slow.join(10)
    assert len(made) == 1
    assert isinstance(encode(BytesIO(SMALL["PNG"])), Picture)
