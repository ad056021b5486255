"""What may happen to a released article, who may do it, and what it must say."""

from collections.abc import Mapping
from enum import StrEnum

from cms.errors import N_, CmsError, Invalid, NotAllowed, WrongState
from cms.models import ArticleState
from cms.rules.actor import Actor
from cms.rules.policies import leads
from cms.text.visible import has_words


class Change(StrEnum):
    """What a note under a released article tells."""

    CORRECT = "correct"
    RETRACT = "retract"


LIVE, CORRECTED, RETRACTED = ArticleState.LIVE, ArticleState.CORRECTED, ArticleState.RETRACTED
CHANGES: Mapping[Change, Mapping[ArticleState, ArticleState]] = {
    Change.CORRECT: {LIVE: CORRECTED, CORRECTED: CORRECTED},
    Change.RETRACT: {LIVE: RETRACTED, CORRECTED: RETRACTED},
}


def check(change: Change, state: ArticleState, actor: Actor, note: str) -> ArticleState:
    """Return the state that `change` leads to; `note` is what readers are told.

    Raises:
        NotAllowed: corrections and retractions are a chief editor's.
        WrongState: readers can't open the article.
        Invalid: the note says nothing.
    """
    if not leads(actor):
        raise NotAllowed(N_("This decision is not yours to take."))
    if state not in CHANGES[change]:
        raise WrongState(N_("This can't be done from where the piece stands now."))
    if not has_words(note):
        raise Invalid({"note": CmsError(N_("Please tell the readers what was wrong."))})
    return CHANGES[change][state]
