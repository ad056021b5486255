"""Who changed a piece while someone wrote in its form, as that one may know it."""

from flask_babel import gettext as _

from cms.models import Submission
from cms.models.autosave import Autosave
from cms.queries.autosaves import Writing
from cms.web.context import me
from cms.web.contribute.timeline import by_owner, side_of
from cms.web.desk.history import actor_name


def last_changer(submission: Submission, *, desk: bool) -> tuple[str, bool]:
    """Return who changed the piece last, and whether that was the one who asks.

    The desk reads names, an owner the side alone.
    """
    if not submission.events:
        return _("You"), True
    last, person = submission.events[-1], me()
    own = person is not None and last.actor_id == person.id
    if desk:
        return actor_name(last, submission), own
    own = own or by_owner(last)
    return (_("You") if own else side_of(last)), own


def changed_meanwhile(row: Autosave, writing: Writing) -> str:
    """Return what a form is told whose piece was changed since it was opened, "" if it was not."""
    piece = row.submission
    if piece is None or not 0 < row.base_version < piece.version:
        return ""
    desk = writing.what.startswith("desk:")
    name, own = last_changer(piece, desk=desk)
    if own:
        said = _("You changed this piece meanwhile in another window. Saving shows both texts.")
    elif desk:
        said = _(
            "This piece was changed meanwhile by %(name)s. Saving shows both texts.", name=name
        )
    else:
        said = _("The editors changed this piece meanwhile. Sending shows both texts.")
    return str(said)
