"""How each journey of a piece stands, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from cms.models import Delivery, Submission
from cms.queries import deliveries as journeys

STATES: Mapping[str, tuple[LazyString, str]] = {
    "held": (_l("Held until the embargo ends"), "plan"),
    "pending": (_l("Waits to be sent"), "info"),
    "sending": (_l("Being sent"), "info"),
    "accepted": (_l("Taken; the far end works on it"), "info"),
    "delivered": (_l("Delivered"), "good"),
    "retrying": (_l("Will be tried again"), "wait"),
    "unknown": (_l("Sent, no answer came"), "wait"),
    "failed": (_l("Failed"), "bad"),
    "cancelled": (_l("Cancelled"), ""),
    "manual_required": (_l("Needs a person"), "wait"),
}
WITH_RELEASE = _l("Goes out with the release")


@dataclass(frozen=True)
class Journey:
    """One line of the list: where to, how it stands, since when, and what went wrong."""

    name: str
    label: str
    tone: str
    at: datetime | None = None
    error: str = ""


def deliveries(submission: Submission) -> list[Journey]:
    """Return the journeys of a released piece, else those that its release will begin."""
    if submission.article is None:
        waiting = journeys.awaiting(submission)
        return [Journey(one.name, str(WITH_RELEASE), "plan") for one in waiting]
    return [_journey(channel.name, one) for channel, one in journeys.of_article(submission.article)]


def _journey(name: str, delivery: Delivery) -> Journey:
    label, tone = STATES[delivery.state]
    return Journey(name, str(label), tone, delivery.updated_at, delivery.last_error)
