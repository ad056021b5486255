"""Telling readers what was wrong with a released article."""

from datetime import datetime

from cms.extensions import db
from cms.models import Article
from cms.rules.actor import Actor
from cms.rules.corrections import Change, check


def correct(article: Article, note: str, *, by: Actor, now: datetime) -> None:
    """Put a correction's note under the article.

    Raises:
        NotAllowed, WrongState, Invalid: see `rules.corrections.check`.
    """
    _mark(Change.CORRECT, article, note, by, now)


def retract(article: Article, note: str, *, by: Actor, now: datetime) -> None:
    """Take the article back; its address goes on to show the note.

    Raises:
        NotAllowed, WrongState, Invalid: see `rules.corrections.check`.
    """
    _mark(Change.RETRACT, article, note, by, now)


def _mark(change: Change, article: Article, note: str, by: Actor, now: datetime) -> None:
    article.state = check(change, article.state, by, note)
    article.note, article.updated_at = note, now
    db.session.flush()
