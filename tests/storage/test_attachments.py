"""Documents are taken by what they hold: a few kinds, whole, not too large, without macros."""

import hashlib
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.errors import BadAttachment
from cms.storage import attachments
from cms.storage.attachments import Attachment, check, clean_name

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\nstartxref\n0\n%%EOF\n"
TYPES = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"


def packed(members, compress=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


DOCX = packed({TYPES: "<Types/>", "word/document.xml": "<w/>", "word/media/1.png": "x"})
KINDS = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": packed({TYPES: "<Types/>", "xl/workbook.xml": "<w/>"}),
    "pptx": packed({TYPES: "<Types/>", "ppt/presentation.xml": "<p/>"}),
    "odt": packed({"mimetype": ODT, "content.xml": "<o/>"}),
    "txt": "第一行\nsecond line\t\r\n".encode(),
}


def checked(data, name="x"):
    return check(BytesIO(data), name)


def refused(data, name="x"):
    with pytest.raises(BadAttachment) as caught:
        checked(data, name)
    assert caught.value.status == 422
    return str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_known_by_what_it_holds_whatever_its_name(kind):
    for name in (f"a.{kind}", "a.exe", "", "a.pdf"):
        made = checked(KINDS[kind], name)
        assert made.extension == kind
        assert made.data == KINDS[kind]
        assert made.name == f"{hashlib.sha256(made.data).hexdigest()}.{kind}"
        assert made.mime == attachments.MIMES[kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_may_be_written_as_chinese_computers_do(encoding):
    data = "地埋管回填，水温五度。".encode(encoding)
    assert checked(data).extension == "txt"
    assert checked(data, "读我.MD").extension == "md"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"MZ\x90\0\x03",
        b"\x7fELF\x02\x01",
        b"#!/bin/sh\0",
        b"<!doctype html><script>alert(1)</script>",
        b"  <svg onload=alert(1)>",
        b"\xef\xbb\xbf<?xml version='1.0'?><x/>",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0\x01\0",
        b"Rar!\x1a\x07\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,  # Word before 2007, macros and all
        b"text before " + PDF[:-6] + b"\0",
        PDF[:30],
        PDF + b"x" * 5000,
        b"\x00" + PDF,
    ],
    ids=lambda data: repr(data[:14]),
)
def test_what_is_none_of_them(data):
    assert refused(data)


@pytest.mark.parametrize(
    "members",
    [
        {"a.txt": "x"},
        {TYPES: "<Types/>"},
        {"word/document.xml": "<w/>"},
        {"mimetype": "application/epub+zip", "content.xml": ""},
        {"AndroidManifest.xml": "", "classes.dex": ""},
        {},
    ],
    ids=str,
)
def test_other_zips_are_none_of_them(members):
    assert refused(packed(members))


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/VBAPROJECT.BIN"])
def test_macros_are_refused(name):
    assert "macros" in refused(packed({TYPES: "", "word/document.xml": "", name: "x"}))


def test_a_password_is_refused():
    data = bytearray(DOCX)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "password" in refused(bytes(data))


def test_a_bomb_is_refused_unread():
    zeros = b"\0" * 30_000_000
    assert "unpacks" in refused(packed({TYPES: "", "word/document.xml": zeros}))
    large = packed({TYPES: "", "word/document.xml": "", **{str(n): zeros for n in range(4)}})
    assert "unpacks" in refused(large)
    many = {TYPES: "", "word/document.xml": "", **{f"{n}.xml": "x" for n in range(500)}}
    assert "unpacks" in refused(packed(many))


def test_a_directory_that_lies_about_a_size_is_refused():
    data = bytearray(packed({TYPES: "", "word/document.xml": b"\0" * 3_000_000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert "broken" in refused(bytes(data))


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_document_that_is_cut_off_is_refused(part):
    assert refused(DOCX[: int(len(DOCX) * part)])


def test_a_file_that_is_too_large_is_refused():
    assert "larger than 20 MB" in refused(b"x" * 20_000_001)
    assert checked(b"x" * 20_000_000).extension == "txt"


@given(st.binary(max_size=600) | st.binary(max_size=200).map(lambda data: PDF[:9] + data))
def test_any_bytes_are_a_document_or_refused(data):
    with suppress(BadAttachment):
        assert isinstance(checked(data), Attachment)


@given(st.data(), st.sampled_from(["docx", "odt"]))
def test_any_change_to_a_document_is_a_document_or_refused(data, kind):
    changed = bytearray(KINDS[kind])
    places = st.integers(0, len(changed) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=6)):
        changed[at] = value
    with suppress(BadAttachment):
        assert isinstance(checked(bytes(changed[: data.draw(places)] or changed)), Attachment)


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_shown_and_saved(name):
    made = clean_name(name, "pdf")
    assert made.endswith(".pdf")
    assert 5 <= len(made) <= 124
    assert not set(made) & set("/\\\r\n\0\u202e\u200b")
    assert not made.startswith(".")
    assert made == clean_name(made, "pdf")
