"""The demo's drawings encoded as uploads are, each in whichever process has time for it."""

from cms.demo.drawings import draw
from cms.storage.pictures import Picture, encode


def picture(name: str) -> Picture:
    """Return the drawing of that name in the sizes that are kept; raises KeyError."""
    return encode(draw(name))
