"""Texts that somebody wrote and did not send."""

from datetime import datetime, timedelta

from support import people
from support.gallery_cast import NAMES
from support.gallery_text import RICH

from cms.actions import autosaves
from cms.models import Submission
from cms.queries.autosaves import DRAFT, NEW, Writing
from cms.rules.facts import Text

KEEPER = NAMES["keeper"]


def keep_unsent(own: Submission, edited: Submission, now: datetime) -> None:
    """Keep a new piece and an answer of the keeper's, and a text of lin's in the edited piece."""
    _keep(KEEPER, NEW, None, now)
    _keep(KEEPER, f"my:{own.id}", own, now)
    # Who writes is told for ten minutes: the shots take longer.
    _keep(NAMES["lin"], f"desk:{edited.id}", edited, now + timedelta(hours=3))


def ask_keeper(now: datetime, **words: object) -> Submission:
    """A piece of the keeper's that waits for an answer."""
    made = people.sent(KEEPER, now - timedelta(days=2), **words)
    people.take(made, "claim", NAMES["ed"], now)
    due = now + timedelta(days=9)
    people.take(made, "request_changes", NAMES["ed"], now, points=("请补水温。",), due_at=due)
    return made


def move_on(piece: Submission, now: datetime) -> None:
    """Keep an answer, and take the piece away below it."""
    _keep(KEEPER, f"my:{piece.id}", piece, now)
    text = Text(piece.current.title, RICH, "markdown", "", (("莫离", ""),))
    people.take(piece, "resubmit", KEEPER, now, text=text, answers=("补了。",))


def _keep(name: str, what: str, piece: Submission | None, now: datetime) -> None:
    person, draft = people.person(name), f"{abs(hash(what)):032x}"[:32]
    number = piece.id if piece else None
    writing = Writing(f"person:{person.id}", what, draft, person.id, number)
    fields = {
        "title": ["井口的雪，扫了两遍"],
        "body": [RICH],
        "format": ["markdown"],
        DRAFT: [draft],
    }
    version = piece.version if piece else 0
    by = people.actor(name)
    autosaves.save(writing, fields, seen=0, base_version=version, by=by, now=now)
