"""What a picture's header says, judged before anything is decoded."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image

from cms.errors import N_, BadPicture
from cms.storage.jpeg import judge_jpeg

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MOST_BYTES = 25_000_000
LONGEST_SIDE = 12_000  # px
MOST_PIXELS = 40_000_000
# Their decoders hold the picture several times over, as we measured.
FEWER_PIXELS = {"WEBP": 12_000_000, "AVIF": 12_000_000}

# Our own limits are stricter and hold for every picture; Pillow's would only warn.
Image.MAX_IMAGE_PIXELS = None


@contextmanager
def open_picture(file: BinaryIO) -> Iterator[Image.Image]:
    """Open a picture of a known format and a size that we take; its pixels are not read yet.

    Raises:
        BadPicture: it is anything else, whatever its name says.
    """
    if file.seek(0, os.SEEK_END) > MOST_BYTES:
        raise BadPicture(N_("This file is larger than %(most)s MB."), most=MOST_BYTES // 1_000_000)
    file.seek(0)
    with _opened(file) as source:
        _judge_size(source)
        if source.format in {"JPEG", "MPO"}:
            judge_jpeg(source, file)
        yield source


def _opened(file: BinaryIO) -> Image.Image:
    try:
        return Image.open(file, formats=FORMATS)
    except Exception as error:  # a parser's failure on a stranger's bytes, of any class
        raise BadPicture(
            N_("This is no picture that we can read: please choose a JPEG, PNG, WebP, AVIF or GIF.")
        ) from error


def _judge_size(source: Image.Image) -> None:
    most = FEWER_PIXELS.get(source.format or "", MOST_PIXELS)
    if max(source.size) > LONGEST_SIDE or source.width * source.height > most:
        raise BadPicture(
            N_(
                "This picture has %(width)s × %(height)s pixels; we take %(most)s million, and"
                " %(longest)s on a side. Please make it smaller."
            ),
            width=source.width,
            height=source.height,
            most=most // 1_000_000,
            longest=LONGEST_SIDE,
        )
