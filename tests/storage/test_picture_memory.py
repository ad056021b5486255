"""No upload, taken or refused, lets the process that reads it grow to 300 MB."""

import subprocess
import sys

import pytest
from PIL import Image
from support import drawn

MOST = 300_000_000  # bytes
READ = """
import resource, sys
from cms.errors import BadAttachment, BadPicture
from cms.storage import attachments, pictures
with open(sys.argv[1], "rb") as file:
    try:
        made = pictures.encode(file) if sys.argv[2] == "picture" else attachments.check(file, "x")
        said = "taken"
    except (BadPicture, BadAttachment):
        said = "refused"
print(said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def read_in_a_child(path, data, what="picture"):
    path.write_bytes(data)
    reader = [sys.executable, "-c", READ, str(path), what]
    # A shell between: the peak of whoever starts a process is counted as the process's own.
    between = ["sh", "-c", '"$@"; exit $?', "sh"]
    found = subprocess.run([*between, *reader], capture_output=True, text=True, check=True)
    said, peak = found.stdout.split()[-2:]
    return said, int(peak)


def shaded(size, mode):
    return Image.linear_gradient("L").resize(size).convert(mode)


SIDE = 6_324  # px; squared, just under 40 million
WORST = {
    "png with alpha": lambda: drawn.of_size("PNG", (SIDE, SIDE), "RGBA", compress_level=1),
    "jpeg that can't be halved": lambda: drawn.of_size("JPEG", (5_118, 5_118), "CMYK"),
    "progressive jpeg": lambda: drawn.of_size("JPEG", (SIDE, SIDE), progressive=True),
}
LONG = {
    "webp with alpha": lambda: drawn.of_size("WEBP", (3_464, 3_464), "RGBA", method=0),
    "png": lambda: drawn.of_size("PNG", (SIDE, SIDE), "RGB", compress_level=1),
    "png of two rows": lambda: drawn.of_size("PNG", (12_000, 3_333), "RGBA", compress_level=1),
    "png of grey with alpha": lambda: drawn.saved(
        shaded((SIDE, SIDE), "LA"), "PNG", compress_level=1
    ),
    "png of sixteen bits": lambda: drawn.saved(
        shaded((SIDE, SIDE), "I;16"), "PNG", compress_level=1
    ),
    "png of a palette": lambda: drawn.saved(
        shaded((SIDE, SIDE), "P"), "PNG", transparency=bytes(range(256)), compress_level=1
    ),
    "progressive jpeg of full colour": lambda: drawn.of_size(
        "JPEG", (4_470, 4_470), progressive=True, subsampling=0
    ),
    "progressive jpeg of ink": lambda: drawn.of_size(
        "JPEG", (3_870, 3_870), "CMYK", progressive=True
    ),
    "webp without loss": lambda: drawn.saved(
        shaded((3_464, 3_464), "RGBA"), "WEBP", lossless=True, method=0
    ),
    "avif with alpha": lambda: drawn.of_size(
        "AVIF", (3_464, 3_464), "RGBA", speed=10, subsampling="4:4:4"
    ),
    "gif": lambda: drawn.of_size("GIF", (SIDE, SIDE)),
    "noise with alpha": lambda: drawn.saved(
        Image.merge("RGBA", [Image.effect_noise((3_464, 3_464), 80)] * 4), "WEBP", quality=50
    ),
}
BOMBS = {
    "png of 169 million": lambda: drawn.png_bomb(13_000),
    "jpeg of 50 million": lambda: drawn.of_size("JPEG", (10_000, 5_000)),
    "progressive jpeg too large": lambda: drawn.of_size(
        "JPEG", (SIDE, SIDE), progressive=True, subsampling=0
    ),
    "webp of 40 million": lambda: drawn.of_size("WEBP", (SIDE, SIDE), method=0, quality=10),
}


@pytest.mark.parametrize("name", WORST)
def test_the_largest_pictures_that_are_taken(tmp_path, name):
    said, peak = read_in_a_child(tmp_path / "picture", WORST[name]())
    assert said == "taken"
    assert peak < MOST


@pytest.mark.long
@pytest.mark.parametrize("name", LONG)
def test_the_largest_pictures_of_every_other_kind(tmp_path, name):
    said, peak = read_in_a_child(tmp_path / "picture", LONG[name]())
    assert said == "taken"
    assert peak < MOST


@pytest.mark.parametrize("name", BOMBS)
def test_pictures_that_are_refused(tmp_path, name):
    said, peak = read_in_a_child(tmp_path / "picture", BOMBS[name]())
    assert said == "refused"
    assert peak < MOST // 3


def test_a_document_of_twenty_megabytes(tmp_path):
    text = "汉字，".encode() * 2_200_000
    said, peak = read_in_a_child(tmp_path / "text", text[:19_999_998], "document")
    assert said == "taken"
    assert peak < MOST


def test_a_document_whose_directory_is_all_there_is_of_it(tmp_path):
    data = drawn.zip_of_entries(420_000)
    assert 19_000_000 < len(data) < 20_000_000
    said, peak = read_in_a_child(tmp_path / "entries", data, "document")
    assert said == "refused"
    assert peak < MOST // 3
