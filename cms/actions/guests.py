"""Guests without an account: their address confirmed, their private link given again."""

from datetime import datetime
from hmac import compare_digest

from cms.actions.letters import Recipient, send, site_urls
from cms.actions.links import confirm_token, private_token, renew_link
from cms.actions.steps import step
from cms.actions.takeover import take_over
from cms.errors import NotFound
from cms.extensions import db
from cms.models import Submission
from cms.queries import submissions
from cms.queries.accounts import lock_address
from cms.rules.actor import addressee
from cms.rules.facts import Ask
from cms.rules.submission import TRANSITIONS, Step
from cms.text.address import same_address

MOST_DIGITS = 9  # of an id, so that the database can hold it


def by_confirm_token(token: str) -> Submission:
    """Return the piece whose sender's address this link confirms; raises NotFound."""
    number = token.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        raise NotFound
    found = submissions.get(int(number))
    if not compare_digest(confirm_token(found).encode(), token.encode("utf-8", "replace")):
        raise NotFound
    return found


def may_confirm(submission: Submission) -> bool:
    """Tell whether the sender's address is still to be confirmed, and the piece waits for it."""
    sender = submission.sender
    waits = submission.state in TRANSITIONS[Step.CONFIRM].moves
    return sender is not None and sender.confirmed_at is None and waits


def confirm_sender(token: str, *, now: datetime) -> list[Submission]:
    """Confirm the address behind the link, where there is something left to confirm.

    An account with the same confirmed address takes over this piece and every other sent with it,
    and they are returned: whoever reads the mail of both is one person.

    Raises:
        NotFound: the link is not ours.
    """
    found = by_confirm_token(token)
    # The person before the piece, as wherever an account takes pieces over: see `lock_address`.
    person = lock_address(found.sender.email) if found.sender else None
    found = submissions.lock(found.id)
    if found.sender is None or not may_confirm(found):
        return []
    by = addressee(found.sender.email)
    step(found.id, Step.CONFIRM, by=by, ask=Ask(version=found.version), now=now)
    return take_over(person, now=now) if person is not None else []


def ask_to_confirm(submission: Submission, *, now: datetime) -> None:
    """Send the letter whose link confirms the sender's address, where that is still to be done.

    Nothing goes out for a piece that was set aside: its address may be anyone's.
    """
    if submission.sender is None or not may_confirm(submission) or submission.quarantined_for:
        return
    send(
        "confirm_sender",
        Recipient.of(submission.sender),
        now=now,
        context=_piece(submission),
        links={"link": (site_urls().confirm_sender(""), confirm_token(submission))},
        submission=submission,
    )


def renew(submission_id: int, *, now: datetime) -> None:
    """Give a guest a new private link by mail; the old one opens nothing any more.

    For a piece that was set aside nothing happens: its address may be anyone's.

    Raises:
        NotFound: nobody sent this piece as a guest.
    """
    found = submissions.lock(submission_id)
    if found.sender is None:
        raise NotFound
    if found.quarantined_for:
        _write_to_nobody(found.sender.email, now)
        return
    renew_link(found, now=now)
    told = _piece(found) | {"until": found.token_expires_at}
    _send_link(Recipient.of(found.sender), private_token(found), told, now, found)


def find_piece(receipt: str, email: str, *, now: datetime) -> None:
    """Send the piece's link anew if receipt number and sender's address belong together.

    The caller learns nothing, not even by the time that the answer takes.
    """
    found = submissions.by_receipt(receipt.strip().upper())
    if found is not None and found.sender and same_address(found.sender.email, email):
        renew(found.id, now=now)
    else:
        _write_to_nobody(email.strip(), now)


def _write_to_nobody(email: str, now: datetime) -> None:
    with db.session.begin_nested() as savepoint:
        _send_link(Recipient(email), "0" * 64, {"title": "", "receipt": "", "until": now}, now)
        savepoint.rollback()


def _send_link(
    to: Recipient,
    token: str,
    about: dict[str, object],
    now: datetime,
    submission: Submission | None = None,
) -> None:
    links = {"link": (site_urls().receipt(""), token)}
    send("link_renewed", to, now=now, context=about, links=links, submission=submission)


def _piece(submission: Submission) -> dict[str, object]:
    return {"title": submission.current.title, "receipt": submission.receipt}
