"""The baseline: a WSGI app that answers `/<n>` with n constant bytes, or 304 when asked for it."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

ETAG = '"constant"'


@cache
def answer(size: int) -> tuple[list[tuple[str, str]], list[bytes]]:
    """Return the ready headers and body of one size in bytes."""
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(size)),
        ("ETag", ETAG),
    ]
    return headers, [b"x" * size]


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as fast as WSGI can."""
    if "HTTP_IF_NONE_MATCH" in environ:
        start_response("304 Not Modified", [("ETag", ETAG)])
        return []
    path = environ["PATH_INFO"][1:]
    headers, body = answer(int(path) if path.isdigit() else 0)  # browsers ask for an icon
    start_response("200 OK", headers)
    return body
