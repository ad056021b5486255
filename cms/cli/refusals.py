"""Refusals as one line on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from email_validator import EmailNotValidError, validate_email

from cms.errors import CmsError, Invalid
from cms.text.address import is_strange


@contextmanager
def plainly() -> Iterator[None]:
    """Turn errors by field into one plain error."""
    try:
        yield
    except Invalid as refusal:
        raise CmsError("; ".join(map(str, refusal.fields.values()))) from refusal


def check_email(email: str) -> None:
    """Refuse what is no e-mail address."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise CmsError("%(email)s is no e-mail address.", email=email) from error
    if is_strange(email):
        raise CmsError("%(email)s holds letters that can be mistaken for others.", email=email)
