"""Where a listing goes on: a position in an address, opaque to people."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlencode

from flask import request

from cms.web.requests import LARGEST_ID

T = TypeVar("T")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def write_position(moment: datetime, row_id: int) -> str:
    """Return the position of a row as `<microseconds>-<id>`."""
    return f"{(moment - EPOCH) // MICROSECOND}-{row_id}"


def read_position(name: str) -> tuple[datetime, int] | None:
    """Return the position in the query, None when there is none or it makes no sense."""
    try:
        since, row_id = request.args.get(name, "").split("-")
        position = EPOCH + timedelta(microseconds=int(since)), int(row_id)
    except (ValueError, OverflowError):
        return None
    return position if 0 <= position[1] <= LARGEST_ID else None


def older(
    found: Sequence[T], page: int, position: Callable[[T], tuple[datetime, int]]
) -> str | None:
    """Return where the list goes on, filters kept; None when `found` fits on a page of so many."""
    if len(found) <= page:
        return None
    query = request.args.to_dict() | {"after": write_position(*position(found[page - 1]))}
    return f"{request.path}?{urlencode(query)}"
