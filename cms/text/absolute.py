"""Addresses of our own made absolute, for feeds and mails."""

import re

_TAG = re.compile(r"<(?:a|img)(?: [a-z]+=\"[^\"]*\")*>")
_OWN = re.compile(r"( (?:href|src)=\")(/)")


def absolute(html: str, base: str) -> str:
    """Put `base` (`https://news.example`) before each site path in `href` and `src`.

    `html` must come from `clean`: there `<` opens nothing but tags, and every value is
    quoted, so text is never touched.
    """
    base = base.rstrip("/")
    return _TAG.sub(lambda tag: _OWN.sub(lambda own: f"{own[1]}{base}{own[2]}", tag[0]), html)
