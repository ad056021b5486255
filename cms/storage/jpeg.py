"""What only JPEG can ask of a decoder: all coefficients at once, and scans without end."""

from typing import BinaryIO

from PIL import Image

from cms.errors import N_, BadPicture

SCAN = b"\xff\xda"  # inside a scan's data, 0xFF is always followed by 0x00
MOST_SCANS = 64  # a progressive picture has about ten; each is a pass over all its pixels
MOST_COEFFICIENTS = 120_000_000  # bytes, beside the pixels
BYTES_EACH = 2


def judge_jpeg(source: Image.Image, file: BinaryIO) -> None:
    """Refuse what would take minutes or hundreds of megabytes; the file is rewound.

    Raises:
        BadPicture: it has too many scans, or is too large for a progressive picture.
    """
    position = file.tell()
    file.seek(0)
    scans = file.read().count(SCAN)
    file.seek(position)
    held = _coefficients(source) if scans > 1 else 0
    if scans > MOST_SCANS or held > MOST_COEFFICIENTS:
        raise BadPicture(
            N_("This progressive JPEG takes too much to read: please save it as a plain JPEG.")
        )


def _coefficients(source: Image.Image) -> int:
    """Return the bytes that a picture in several scans needs until the last one is read."""
    layers: list[tuple[int, int, int, int]] = getattr(source, "layer", [])
    finest = max((one[1] * one[2] for one in layers), default=1)
    parts = sum(one[1] * one[2] for one in layers) / finest
    return int(source.width * source.height * parts * BYTES_EACH)
