"""The names that bytes are kept under."""

import hashlib
import re

from cms.errors import NotFound

NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")


def name_of(data: bytes, extension: str) -> str:
    """Return `<SHA-256 in hex>.<extension>`."""
    return f"{hashlib.sha256(data).hexdigest()}.{extension}"


def is_name(text: str) -> bool:
    """Tell whether the text is such a name, and so no path."""
    return NAME.fullmatch(text) is not None


def require_name(text: str) -> str:
    """Return the name; raises NotFound for anything else, since nothing is kept under it."""
    if not is_name(text):
        raise NotFound
    return text
