"""A picture comes out upright, in sRGB, in our sizes, and carries nothing but its pixels."""

import hashlib
from io import BytesIO

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from support import drawn

from cms.storage.pictures import encode

SECRET = b"planted-39.9042N"


def encoded(data):
    return encode(BytesIO(data))


def opened(one):
    return Image.open(BytesIO(one.data))


def close_to(colour, wanted, by=24):
    return all(abs(got - want) <= by for got, want in zip(colour, wanted, strict=True))


def files(made):
    return (made.original, *made.renditions)


@pytest.mark.parametrize("kind", drawn.FORMATS)
def test_every_format_becomes_pictures_of_ours(kind):
    made = encoded(drawn.file(kind, (2000, 1200)))
    assert (made.original.width, made.original.height) == (2000, 1200)
    sizes = [(one.mime, one.width, one.height) for one in made.renditions]
    assert sizes == [
        ("image/webp", 480, 288),
        ("image/webp", 960, 576),
        ("image/webp", 1600, 960),
        ("image/jpeg", 1200, 720),
    ]
    for one in files(made):
        with opened(one) as shown:
            shown.load()
            assert shown.size == (one.width, one.height)
            assert Image.MIME[shown.format] == one.mime
            top, bottom = (
                shown.convert("RGB").getpixel((shown.width * 3 // 4, shown.height * part // 4))
                for part in (1, 3)
            )
        assert top[0] > 2 * top[2], kind
        assert bottom[2] > 2 * bottom[0], kind


def test_a_file_is_named_by_its_content():
    for one in files(encoded(drawn.file())):
        assert one.name == f"{hashlib.sha256(one.data).hexdigest()}.{one.extension}"


def test_nothing_is_made_larger_than_it_came():
    made = encoded(drawn.file("PNG", (700, 20)))
    assert [one.width for one in made.renditions] == [480, 700, 700]
    tiny = encoded(drawn.file("PNG", (1, 1)))
    assert [(one.width, one.height) for one in files(tiny)] == [(1, 1)] * 3


@pytest.mark.parametrize("size", [(6000, 3000), (3000, 6000), (2561, 2), (12_000, 1), (1, 12_000)])
def test_a_large_picture_is_kept_at_most_2560_pixels_long(size):
    made = encoded(drawn.of_size("PNG", size))
    assert max(made.original.width, made.original.height) == 2560
    assert min(made.original.width, made.original.height) == max(
        1, round(2560 * min(size) / max(size))
    )


@pytest.mark.parametrize("kind", drawn.FORMATS)
def test_the_same_bytes_give_the_same_bytes(kind):
    data = drawn.file(kind)
    assert encoded(data) == encoded(data)


@pytest.mark.parametrize(
    ("kind", "mode", "mime"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "L", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "I;16", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("AVIF", "RGBA", "image/png"),
        ("GIF", "P", "image/png"),
    ],
)
def test_photographs_are_kept_as_jpeg_and_what_shines_through_or_is_drawn_without_loss(
    kind, mode, mime
):
    source = (
        drawn.picture().convert("L").convert("I;16") if mode == "I;16" else drawn.picture(mode=mode)
    )
    made = encoded(drawn.saved(source, kind))
    assert made.original.mime == mime
    with opened(made.renditions[0]) as shown:
        assert (shown.mode == "RGBA") == mode.endswith("A")
    with opened(made.renditions[-1]) as shown:
        assert (shown.format, shown.mode) == ("JPEG", "RGB")


def test_an_alpha_that_hides_nothing_is_dropped():
    opaque = drawn.picture()
    opaque.putalpha(255)
    assert encoded(drawn.saved(opaque, "PNG")).original.mime == "image/jpeg"


def test_what_shines_through_does_not_bleed_into_what_is_seen():
    hidden = Image.new("RGBA", (400, 400), (0, 255, 0, 0))
    hidden.paste((255, 0, 0, 255), (200, 0, 400, 400))
    with opened(encoded(drawn.saved(hidden.resize((2800, 100), 0), "PNG")).original) as shown:
        seen = [one for one in shown.get_flattened_data() if one[3] > 40]
    assert all(one[1] < 20 for one in seen)


def test_the_jpeg_of_what_shines_through_is_on_white():
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    with opened(encoded(drawn.saved(clear, "PNG")).renditions[-1]) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_greys():
    grey = Image.new("I;16", (20, 20), 128 * 256)
    with opened(encoded(drawn.saved(grey, "PNG")).original) as shown:
        assert close_to(shown.getpixel((5, 5)), (128, 128, 128), by=3)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright_as_its_camera_said(kind, turn):
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste("black", (0, 0, 30, 20))  # only the upper left corner
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(back[turn]) if turn in back else upright
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    with opened(encoded(drawn.saved(stored, kind, exif=exif)).original) as shown:
        assert shown.size == (60, 40)
        corners = [shown.convert("L").getpixel(at) for at in ((15, 10), (45, 10), (15, 30))]
    assert corners[0] < 60
    assert min(corners[1:]) > 200


def with_metadata(kind, mode):
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = SECRET.decode()
    more = {"exif": exif}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        more["pnginfo"] = text
    if kind in {"JPEG", "WEBP", "AVIF"}:
        more["xmp"] = SECRET
    if kind in {"JPEG", "GIF"}:
        more["comment"] = SECRET
    if kind != "GIF":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        more["icc_profile"] = profile.tobytes()
    return drawn.file(kind, mode=mode, **more if kind != "GIF" else {"comment": SECRET})


@pytest.mark.parametrize(
    ("kind", "mode"),
    [*((kind, "RGB") for kind in drawn.FORMATS), ("PNG", "RGBA"), ("WEBP", "RGBA")],
)
def test_metadata_is_gone(kind, mode):
    data = with_metadata(kind, mode)
    assert SECRET in data
    for one in files(encoded(data)):
        assert SECRET not in one.data
        with opened(one) as shown:
            shown.load()
            assert not shown.getexif()
            assert set(shown.info) <= {
                *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
                *("progressive", "progression", "loop", "background", "timestamp", "duration"),
            }


def test_colours_are_turned_into_those_of_the_web():
    # A profile whose red and blue have changed places, so that a wrong turn can be seen.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    red, blue = tags[b"rXYZ"] + 4, tags[b"bXYZ"] + 4
    profile[red : red + 8], profile[blue : blue + 8] = (
        profile[blue : blue + 8],
        profile[red : red + 8],
    )
    for mode in ("RGB", "RGBA"):
        source = Image.new(mode, (20, 20), (250, 0, 0, 200)[: len(mode)])
        data = drawn.saved(source, "PNG", icc_profile=bytes(profile))
        with opened(encoded(data).original) as shown:
            pixel = shown.getpixel((5, 5))
        assert close_to(pixel[:3], (0, 0, 250)), mode
        assert pixel[3:] == ((200,) if mode == "RGBA" else ())


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200, b"x" * 60_000])
def test_a_broken_profile_is_passed_over(profile):
    made = encoded(drawn.file("JPEG", icc_profile=profile))
    with opened(made.original) as shown:
        assert close_to(shown.getpixel((50, 5)), drawn.RED, by=60)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "AVIF", "PNG"])
def test_of_what_moves_the_first_moment_is_kept(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in (drawn.RED, drawn.BLUE)]
    data = drawn.saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    made = encoded(data)
    with opened(made.original) as shown:
        assert getattr(shown, "n_frames", 1) == 1
        assert close_to(shown.convert("RGB").getpixel((5, 5)), drawn.RED)
    with opened(made.renditions[0]) as shown:
        assert shown.n_frames == 1


def test_a_phones_picture_with_a_second_one_inside_is_its_first():
    frames = [Image.new("RGB", (40, 40), colour) for colour in (drawn.RED, drawn.BLUE)]
    data = drawn.saved(frames[0], "MPO", save_all=True, append_images=frames[1:])
    with opened(encoded(data).original) as shown:
        assert close_to(shown.getpixel((5, 5)), drawn.RED)
