"""Taking letters out of the outbox, and noting what became of them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from cms.actions import outbox
from cms.actions.letters import KIND, SEALED_FOR, job_key
from cms.actions.outbox import DEAD, Claim
from cms.extensions import db, settings
from cms.letters.outgoing import Outgoing, reveal
from cms.models import MailMessage
from cms.text.plain import strip_faults
from cms.text.seal import unseal

LEASE = timedelta(minutes=5)
LONGEST_ERROR = 500


def take(now: datetime, key: str | None = None) -> Claim | None:
    """Claim the letter that waits longest, or the one of this job; commit before it is sent."""
    return outbox.claim(KIND, now=now, lease=LEASE, key=key)


def read(held: Claim) -> Outgoing | None:
    """Return the letter as it is to go out; None when it was erased.

    Raises:
        ValueError: its secrets were sealed under another key.
    """
    found = db.session.get(MailMessage, held.payload["message_id"])
    if found is None:
        return None
    secrets = _secrets(str(held.payload["secrets"]))
    return Outgoing(
        number=found.id,
        letter=found.letter,
        address=found.address,
        subject=found.subject,
        text=reveal(found.text, secrets),
        html=reveal(found.html, secrets, markup=True),
        message_id=found.message_id or "",
        written=found.created_at,
        language=found.locale.replace("_", "-"),
    )


def note_sent(held: Claim, *, now: datetime) -> None:
    """Note that the letter went out; its secrets are forgotten."""
    found = db.session.get(MailMessage, held.payload["message_id"])
    if outbox.finish(held) and found is not None:
        found.state, found.sent_at, found.error = "sent", now, ""


def note_failed(held: Claim, error: str, *, now: datetime, for_good: bool) -> bool:
    """Note why the letter did not go out and when to try again; tell whether it never will."""
    why = strip_faults(error, line=True)[:LONGEST_ERROR]
    state = outbox.fail(held, why, now=now, for_good=for_good)
    found = db.session.get(MailMessage, held.payload["message_id"])
    if state and found is not None:
        found.state, found.error = "failed" if state == DEAD else "waiting", why
    return state == DEAD


def retry(message: MailMessage, *, now: datetime) -> bool:
    """Have a letter that failed, or waits, tried at once; False when it is past that."""
    if not outbox.again(job_key(message.id), now=now):
        return False
    message.state, message.error = "waiting", ""
    return True


def _secrets(sealed: str) -> Sequence[str]:
    if not sealed:
        return ()
    found: list[str] = json.loads(unseal(settings().secret_key, SEALED_FOR, sealed))
    return found
