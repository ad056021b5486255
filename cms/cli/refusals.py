"""Refusals of fields, as one line on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from cms.errors import CmsError, Invalid


@contextmanager
def plainly() -> Iterator[None]:
    """Turn errors by field into one plain error."""
    try:
        yield
    except Invalid as refusal:
        raise CmsError("; ".join(map(str, refusal.fields.values()))) from refusal
