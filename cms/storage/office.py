"""Office documents: zip files that are what they say, and unpack to no more than we expect."""

import zipfile
from io import BytesIO

from cms.errors import N_, BadAttachment

MOST_MEMBERS = 500
MOST_ENTRIES = 10 * MOST_MEMBERS  # counted in all its bytes, those of documents within it too
ENTRY = b"PK\x01\x02"  # begins what the directory says of a member
MOST_UNPACKED = 100_000_000  # bytes
MOST_RATIO = 100
CHUNK = 1 << 20
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
CONTENT_TYPES = "[Content_Types].xml"
ODT = b"application/vnd.oasis.opendocument.text"
MACROS = "vbaproject.bin"
ENCRYPTED = 1


def office_kind(data: bytes) -> str:
    """Return docx, xlsx, pptx or odt; nothing inside is parsed.

    Raises:
        BadAttachment: it is another zip, broken, holds macros, or unpacks to too much.
    """
    _count_entries(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _judge_size(archive)
            _judge_content(archive)
            return _kind(archive)
    except BadAttachment:
        raise
    except Exception as error:  # a parser's failure on a stranger's bytes, of any class
        raise BadAttachment(
            N_("This document is broken or cut off: please save it anew and choose it again.")
        ) from error


def _count_entries(data: bytes) -> None:
    # ZipFile makes an object of each entry before it can be asked how many there are. It finds
    # them by these marks, whatever the end of the directory says; documents within a document
    # have their own, so there is room for some.
    if data.count(ENTRY) > MOST_ENTRIES:
        raise BadAttachment(N_("This document unpacks to more than we take."))


def _judge_size(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    packed = sum(one.compress_size for one in members)
    unpacked = sum(one.file_size for one in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * max(packed, 1)
    ):
        raise BadAttachment(N_("This document unpacks to more than we take."))


def _judge_content(archive: zipfile.ZipFile) -> None:
    for member in archive.infolist():
        name = member.filename.lower()
        if name.endswith(MACROS) or member.flag_bits & ENCRYPTED:
            raise BadAttachment(
                N_("We take no documents with macros or a password: please save it without.")
            )
        # What the directory says may be untrue: reading stops where it says and checks the sum.
        with archive.open(member) as file:
            while file.read(CHUNK):
                pass


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if CONTENT_TYPES in names:
        for part, kind in PARTS.items():
            if part in names:
                return kind
    if "mimetype" in names and archive.read("mimetype") == ODT:
        return "odt"
    raise BadAttachment(
        N_("We take PDF, Word, Excel, PowerPoint, OpenDocument texts, and plain text: not this.")
    )
