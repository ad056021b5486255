"""The record of a piece, newest first, as a story."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from cms.models import Event, Submission
from cms.rules.actor import ActorKind
from cms.web.labels import DECLINE_CODES, DONE
from cms.web.language import day, moment
from cms.web.rounds import answers_in, rounds_of


def shown_history(submission: Submission) -> list[dict[str, Any]]:
    """Return every event with who, what and why, the newest first.

    The latest round of points and answers has a panel of its own, so it is not repeated here.
    """
    earlier = answers_in(rounds_of(submission)[:-1])
    return [
        {
            "at": one.at,
            "who": actor_name(one, submission),
            "label": str(DONE[one.step]),
            "note": one.public_note,
            "private_note": one.private_note,
            "detail": _detail(one),
            "answers": earlier.get(one.number, []),
        }
        for one in reversed(submission.events)
    ]


def actor_name(event: Event, submission: Submission) -> str:
    """Name who took a step."""
    if event.actor is not None:
        return event.actor.name
    if event.actor_kind == ActorKind.WORKER:
        return str(_("The newsroom's worker"))
    if event.actor_kind == ActorKind.REVIEWER:
        return str(_("A reviewer"))
    return submission.sender.name if submission.sender else _("Guest")


def _detail(event: Event) -> str:
    shown, parts = event.shown, []
    if event.code:
        parts.append(str(DECLINE_CODES.get(event.code, event.code)))
    parts += [str(point).rstrip("。；.;") for point in shown.get("points", [])]
    if "due_at" in shown:
        parts.append(_("back by %(day)s", day=day(datetime.fromisoformat(shown["due_at"]))))
    if "release_at" in shown:
        parts.append(_("for %(when)s", when=moment(datetime.fromisoformat(shown["release_at"]))))
    if event.override:
        parts.append(_("over the four-eyes rule"))
    return str(_("; ")).join(parts)
