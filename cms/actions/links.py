"""The private links of guests: derived from our secret, stored as a hash, renewed by number."""

from datetime import datetime, timedelta

from cms.extensions import settings
from cms.models import Submission
from cms.text.secret import derive_token, hash_token

LINK_LIFETIME = timedelta(days=180)


def private_token(submission: Submission) -> str:
    """Return the secret of the piece's private link, 256 bits in hex, as last given."""
    name = submission.form_key
    if submission.link_number:
        name = f"{name}/{submission.link_number}"
    return derive_token(settings().secret_key, "private-link", name)


def give_link(submission: Submission, *, now: datetime) -> None:
    """Let the piece's private link open it, for half a year from now."""
    submission.token_hash = hash_token(private_token(submission))
    submission.token_expires_at = now + LINK_LIFETIME


def renew_link(submission: Submission, *, now: datetime) -> None:
    """Give a new private link; the old one opens nothing any more."""
    submission.link_number += 1
    give_link(submission, now=now)


def confirm_token(submission: Submission) -> str:
    """Return the secret of the link by which a guest confirms the address, as `<id>-<256 bits>`.

    It is bound to the piece and the address: for a piece whose sender is gone it is empty.
    """
    if submission.sender is None:
        return ""
    name = f"{submission.id}:{submission.sender.email}"
    return f"{submission.id}-{derive_token(settings().secret_key, 'confirm-sender', name)}"
