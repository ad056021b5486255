"""How large a request may be, route by route, and which of them carry files."""

import re
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

SMALL_FORM = 64 * 1024
# A text of 1 MB is refused by its own message, so the form around it must fit: three bytes for
# each byte once percent-encoded, and room for the other fields.
LARGE_FORM = 8 * 1024 * 1024
UPLOAD = 64 * 1024 * 1024  # a text's form with its files
LIMIT = "form_limit"
FILES = "takes_files"
# Bodies are read before any route is known; a test holds this against the views that take files.
WITH_FILES = re.compile(
    r"/submit(?:/[^/]+)?|/uploads|/(?:s/[^/]+|my/\d+|desk/\d+)/edit|/(?:s/[^/]+|my/\d+)/versions/\d+/copy"
)
View = TypeVar("View", bound=Callable[..., object])


def register(app: Flask) -> None:
    """Set the limit of each request before anything reads its body."""
    app.config["MAX_CONTENT_LENGTH"] = SMALL_FORM
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGE_FORM
    app.before_request(set_limit)


def form_limit(size: int) -> Callable[[View], View]:
    """Let a view's requests be `size` bytes long."""

    def mark(view: View) -> View:
        setattr(view, LIMIT, size)
        return view

    return mark


def takes_files(view: View) -> View:
    """Let a view's form bring files: `cms.web.uploads` keeps them before the view is called."""
    setattr(view, FILES, True)
    return form_limit(LARGE_FORM)(view)


def may_bring_files() -> bool:
    """Tell whether this request's view takes files."""
    return getattr(_view(), FILES, False)


def set_limit() -> None:
    """Apply the limit that the view is marked with."""
    request.max_content_length = getattr(_view(), LIMIT, SMALL_FORM)
    if may_bring_files() and request.mimetype == "multipart/form-data":
        # Only these bodies go to disk part by part; any other is held in memory whole.
        request.max_content_length = UPLOAD


def largest(path: str) -> int:
    """Return how many bytes are read at all for an address."""
    return UPLOAD if WITH_FILES.fullmatch(path) else LARGE_FORM


def _view() -> object:
    return current_app.view_functions.get(request.endpoint or "")
