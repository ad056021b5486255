"""An account takes over what its owner sent before as a guest."""

from datetime import datetime

from cms.actions.steps import step
from cms.models import Person, Submission
from cms.queries import submissions
from cms.rules.actor import addressee
from cms.rules.facts import Ask
from cms.rules.submission import Step


def take_over(person: Person, *, now: datetime) -> list[Submission]:
    """Put the guest pieces sent with this account's address into the account; returns them.

    Call it whenever the person has proved to read that address: the account was confirmed or
    changed to it, an invitation to it was accepted, or a piece's own address was confirmed. An
    account that is closed or not confirmed takes nothing. Private links stay, to read only.
    """
    if person.confirmed_at is None or not person.active:
        return []
    return [_take(one, person, now) for one in submissions.sent_as_guest(person.email)]


def _take(submission_id: int, person: Person, now: datetime) -> Submission:
    found = submissions.lock(submission_id)
    by = addressee(person.email, person.id)
    step(found.id, Step.TAKE_OVER, by=by, ask=Ask(version=found.version), now=now)
    return found
