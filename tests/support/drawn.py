"""Pictures made for tests: small, of every format, and as large as a header can say."""

import struct
import zlib
from io import BytesIO

from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Red above, blue below, darker to the right; transparent at the left with an alpha channel."""
    made = Image.new("RGB", size, RED)
    made.paste(BLUE, (0, size[1] // 2, *size))
    ramp = Image.linear_gradient("L").rotate(90).resize(size)
    made = Image.composite(made, Image.new("RGB", size), ramp.point(lambda v: 128 + v // 2))
    if mode.endswith("A"):
        made.putalpha(ramp)
    return made.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def file(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options):
    """The bytes of such a picture."""
    return saved(picture(size, mode), kind, **options)


def png_bomb(side: int = 13_000) -> bytes:
    """A PNG of that many black pixels squared, in a few kilobytes, as no library writes it."""
    packer = zlib.compressobj(9)
    row = b"\0" * (side // 8 + 2)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def of_size(kind: str, size: tuple[int, int], mode: str = "RGB", **options) -> bytes:
    """A picture of one colour, quickly made however large; with an alpha that is not opaque."""
    colour = {"RGB": RED, "RGBA": (*RED, 128), "L": 90, "CMYK": (0, 200, 200, 30)}[mode]
    return saved(Image.new(mode, size, colour), kind, **options)


def zip_of_entries(count):
    """A zip of nothing but its directory, of that many entries, and a true end of it."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
    head = b"PK\3\4" + bytes(26)
    size, offset = count * len(entry), len(head)
    end = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    place = struct.pack("<4sLQL", b"PK\6\7", 0, offset + size, 1)
    short = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    return head + entry * count + end + place + short
