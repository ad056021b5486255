"""Attachments: documents of a few kinds, told by what they hold, kept as they came."""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from cms.errors import N_, BadAttachment
from cms.storage.office import office_kind

MOST_BYTES = 20_000_000
LONGEST_NAME = 120  # characters
PDF = re.compile(rb"%PDF-\d\.\d")
PDF_END = 2048  # bytes within which a whole PDF says that it ends
MIMES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain",
    "md": "text/markdown",
}
MARKUP = re.compile(r"\s*<(!|\?|html|head|body|script|svg|iframe)", re.IGNORECASE)
CONTROL = re.compile("[\0-\b\x0b\x0e-\x1f\x7f]")
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Attachment:
    """One document, as it came."""

    data: bytes
    sha256: str
    extension: str
    mime: str

    @property
    def name(self) -> str:
        """Return the name it is kept under."""
        return f"{self.sha256}.{self.extension}"


def check(file: BinaryIO, name: str) -> Attachment:
    """Return the document if it is of a kind that we take; its name decides only txt or md.

    Raises:
        BadAttachment: it is of another kind, cut off, or larger than we take.
    """
    if file.seek(0, os.SEEK_END) > MOST_BYTES:
        raise BadAttachment(
            N_("This file is larger than %(most)s MB."), most=MOST_BYTES // 1_000_000
        )
    file.seek(0)
    data = file.read()
    extension = _kind(data, name)
    return Attachment(data, hashlib.sha256(data).hexdigest(), extension, MIMES[extension])


def clean_name(name: str, extension: str) -> str:
    """Return a file's own name, ending as what it is: no folders, nothing that nobody sees."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(char for char in last if unicodedata.category(char) not in INVISIBLE)
    tidy = " ".join(seen.split()).strip(". ")
    stem = tidy.rpartition(".")[0] or tidy
    return f"{stem[:LONGEST_NAME].strip('. ') or 'file'}.{extension}"


def _kind(data: bytes, name: str) -> str:
    if PDF.match(data):
        return _whole_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return office_kind(data)
    if _is_text(data):
        return "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    raise BadAttachment(
        N_("We take PDF, Word, Excel, PowerPoint, OpenDocument texts, and plain text: not this.")
    )


def _whole_pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-PDF_END:]:
        raise BadAttachment(
            N_("This document is broken or cut off: please save it anew and choose it again.")
        )
    return "pdf"


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return bool(text.strip()) and not CONTROL.search(text) and not MARKUP.match(text)
    return False
