"""The page for a save that came second: both texts, nothing lost."""

from flask import render_template, request
from flask_babel import gettext as _

from cms.models import Submission
from cms.web.globals import signed_in
from cms.web.texts import TextForm, text_of


def conflict(
    form: TextForm, submission: Submission, *, layout: str, back: str, can_save: bool = True
) -> tuple[str, int]:
    """Show both texts; saving again from here is deliberate: the form has the new version.

    Without `can_save` the piece has moved on to where no text is taken: yours stays to be copied.
    """
    current = submission.current
    yours, theirs = form.text(), text_of(current)
    form.version.renew(submission.version)
    page = render_template(
        "desk/conflict.html",
        layout=layout,
        me=signed_in(),
        form=form,
        yours=yours,
        theirs=theirs,
        their_name=current.author.name if current.author else _("The author"),
        their_time=current.created_at,
        action=request.path,
        back=back,
        can_save=can_save,
    )
    return page, 409
