"""A picture's pixels, made smaller band by band: a large one needs no second copy."""

from contextlib import suppress
from io import BytesIO

from PIL import ExifTags, Image, ImageCms

LANCZOS = Image.Resampling.LANCZOS
BAND = 500_000  # px of which copies are made at a time
MOST_PROFILE = 4_000_000  # bytes; those of printing presses have two million
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def clean(source: Image.Image, longest: int) -> Image.Image:
    """Return the first frame, upright, in sRGB as RGB or RGBA, without metadata; closes `source`.

    Neither side is longer than `longest` px. Raises whatever the decoder raises.
    """
    upright = _orientation(source)
    profile = source.info.get("icc_profile") or b""
    size = fit(source.size, longest)
    source.draft(None, size)  # JPEG: decode to no more than twice that
    source.load()
    mode = _working_mode(source)
    strip = _narrow(source, mode, size)
    source.close()  # its pixels are what takes the memory
    small = strip.resize(size, LANCZOS)
    opaque = _opaque(small)
    seen = _in_srgb(opaque, profile)
    seen.info = {}
    return seen.transpose(upright) if upright is not None else seen


def fit(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return the size, in the same proportions, with neither side longer than `longest` px."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def on_white(picture: Image.Image) -> Image.Image:
    """Return the picture without transparency."""
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture)
    return white


def _orientation(source: Image.Image) -> Image.Transpose | None:
    # Broken metadata is none; the pixels may still be sound.
    with suppress(Exception):
        return UPRIGHT.get(source.getexif().get(ExifTags.Base.Orientation, 1))
    return None


def _working_mode(source: Image.Image) -> str:
    if source.mode == "CMYK":
        return "CMYK"
    # Premultiplied, or the colour of what can't be seen would bleed into what can.
    return "RGBa" if source.has_transparency_data else "RGB"


def _narrow(source: Image.Image, mode: str, size: tuple[int, int]) -> Image.Image:
    """Return the picture as wide as wanted, and up to twice as high, in the mode given."""
    width, height = source.size
    factor = max(1, min(width // size[0], height // size[1]))
    strip = Image.new(mode, (size[0], -(-height // factor)))
    rows = max(1, BAND // (width * factor)) * factor
    for top in range(0, height, rows):
        box = (0, top, width, min(height, top + rows))
        band = _converted(source.crop(box), mode).reduce(factor)
        strip.paste(band.resize((size[0], band.height), LANCZOS), (0, top // factor))
    return strip


def _converted(band: Image.Image, mode: str) -> Image.Image:
    if band.mode.startswith("I"):
        band = band.point(lambda value: value / 256).convert("L")
    return band.convert("RGBA").convert(mode) if mode == "RGBa" else band.convert(mode)


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBa":
        return picture
    picture = picture.convert("RGBA")
    lowest, _highest = picture.getchannel("A").getextrema()
    return picture.convert("RGB") if lowest == 255 else picture  # noqa: PLR2004  nothing shines through


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    if not profile or len(profile) > MOST_PROFILE:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    colours = picture.convert("RGB") if picture.mode == "RGBA" else picture
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        wanted = ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(colours, given, wanted, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    if seen is None:
        return picture
    if picture.mode == "RGBA":
        seen.putalpha(picture.getchannel("A"))
    return seen
