"""How large a request may be, route by route."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

SMALL_FORM = 64 * 1024
# A text of 1 MB is refused by its own message, so the form around it must fit: three bytes for
# each byte once percent-encoded, and room for the other fields.
LARGE_FORM = 8 * 1024 * 1024
LIMIT = "form_limit"
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


def set_limit() -> None:
    """Apply the limit that the view is marked with."""
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, LIMIT, SMALL_FORM)
