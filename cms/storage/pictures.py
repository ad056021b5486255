"""Pictures as they come, turned into pictures as we keep them: decoded, cleaned, encoded anew."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import structlog
from PIL import Image

from cms.errors import N_, BadPicture, Busy
from cms.storage.header import open_picture
from cms.storage.pixels import clean, on_white

log = structlog.get_logger()
LONGEST = 2560  # px, of what is kept
WIDTHS = (480, 960, 1600)  # px, for pages
FEED_WIDTH = 1200  # px, for feeds and link previews, which want JPEG
WAIT = 10.0  # seconds for one's turn; the largest picture takes less
FLAT = frozenset({"1", "L", "P"})  # drawings more often than photographs
_turn = threading.BoundedSemaphore(1)


@dataclass(frozen=True)
class Encoded:
    """One file of ours; width and height in pixels."""

    data: bytes
    sha256: str
    extension: str
    mime: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """Return the name it is kept under."""
        return f"{self.sha256}.{self.extension}"


@dataclass(frozen=True)
class Picture:
    """A picture in its largest size, and in the sizes that readers get: WebP and one JPEG."""

    original: Encoded
    renditions: tuple[Encoded, ...]


def encode(file: BinaryIO) -> Picture:
    """Return the first frame of a JPEG, PNG, WebP, AVIF or GIF, upright, in sRGB, nothing else.

    The same bytes in give the same bytes out. One picture is decoded at a time in each process,
    which needs at most 200 MB for it.

    Raises:
        BadPicture: it is no such picture, broken, or larger than we take.
        Busy: other pictures took too long.
    """
    with _one_at_a_time():
        picture, drawn, flat = _read(file)
        original = _original(picture, drawn=drawn, flat=flat)
        return Picture(original, tuple(_renditions(picture)))


def _read(file: BinaryIO) -> tuple[Image.Image, bool, bool]:
    """Return the clean picture, whether it was kept without loss, and whether in few colours."""
    # Apart from the encoding, so that by then the decoders have given their memory back.
    with open_picture(file) as source:
        drawn = source.format in {"PNG", "GIF"}
        flat = drawn and source.mode in FLAT
        try:
            return clean(source, LONGEST), drawn, flat
        except Exception as error:  # a decoder's failure on a stranger's bytes, of any class
            log.info("picture refused", format=source.format, why=type(error).__name__)
            raise BadPicture(
                N_("This picture is broken or cut off: please save it anew and choose it again.")
            ) from error


def _original(picture: Image.Image, *, drawn: bool, flat: bool) -> Encoded:
    if flat or picture.mode == "RGBA":
        return _saved(picture, "PNG")
    return _saved(picture, "JPEG", quality=88, progressive=True, subsampling=0 if drawn else 2)


def _renditions(picture: Image.Image) -> Iterator[Encoded]:
    for width in sorted({min(width, picture.width) for width in WIDTHS}):
        yield _saved(_at_width(picture, width), "WEBP", quality=80, method=4)
    small = _at_width(picture, min(FEED_WIDTH, picture.width))
    yield _saved(on_white(small), "JPEG", quality=82, progressive=True)


def _at_width(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _saved(picture: Image.Image, kind: str, **options: int | bool) -> Encoded:
    out = BytesIO()
    picture.save(out, kind, **options)
    data = out.getvalue()
    extension = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind]
    mime = Image.MIME[kind]
    sha256 = hashlib.sha256(data).hexdigest()
    return Encoded(data, sha256, extension, mime, picture.width, picture.height)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _turn.acquire(timeout=WAIT):
        raise Busy(N_("Many pictures are being read just now. Please try again in a minute."))
    try:
        yield
    finally:
        _turn.release()
