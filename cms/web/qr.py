"""QR codes as pictures that a page may hold."""

import base64
from functools import lru_cache
from io import BytesIO

from qrcode import QRCode  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]


@lru_cache(maxsize=512)
def qr_code(text: str) -> str:
    """Return the text as a data: address of an SVG, black on white in every colour scheme."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    svg = BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(svg)
    return "data:image/svg+xml;base64," + base64.b64encode(svg.getvalue()).decode("ascii")
