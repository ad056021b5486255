"""Where a line of clean HTML may not begin, though browsers let it."""

import re

_TAG = re.compile(r"(<[^<>]*+>)")
# A wave dash stands between two numbers; Unicode takes the full-width one for any character.
_WAVE = re.compile(r"(?:&[#\w]+;|[^\s&;])～")


def held(html: str) -> str:
    """Bind each full-width wave dash to what stands before it (GB/T 15834); tags are left alone."""
    parts = _TAG.split(html)
    parts[::2] = [_WAVE.sub(r'<span class="held">\g<0></span>', text) for text in parts[::2]]
    return "".join(parts)
