"""Where a listing goes on: a position in an address, opaque to people."""

from datetime import UTC, datetime, timedelta

from flask import request

from cms.web.requests import LARGEST_ID

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
