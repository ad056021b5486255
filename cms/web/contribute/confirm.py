"""A guest's address: the page behind the link that confirms it, and the letter sent again."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions.guests import ask_to_confirm, by_confirm_token, may_confirm
from cms.actions.guests import confirm_sender as confirm
from cms.models import Submission
from cms.text.address import masked
from cms.web.accounts.forms import ButtonForm
from cms.web.answers import Answer
from cms.web.context import now, urls
from cms.web.contribute import contribute
from cms.web.contribute.follow import by_link
from cms.web.contribute.renew import address_of_link
from cms.web.taken import said_of
from cms.web.throttle import limited
from cms.web.transactions import forged_comes_back


@contribute.route("/confirm-sender/<token>", methods=["GET", "POST"])
@forged_comes_back
def confirm_sender(token: str) -> Answer:
    """Ask whether the address is theirs, and confirm it at the press of a button."""
    found = by_confirm_token(token)
    form = ButtonForm()
    if not form.is_submitted():  # a mail scanner follows links, and presses no button
        return _page(found, form)
    if not form.validate():
        return _page(found, form), 422
    taken = confirm(token, now=now())
    return _page(found, form, taken)


def _page(found: Submission, form: ButtonForm, taken: Sequence[Submission] = ()) -> str:
    sender = found.sender
    return render_template(
        "contribute/confirm.html",
        form=form,
        receipt=found.receipt,
        title=found.current.title,
        language=found.language.value,
        open=may_confirm(found),
        just_now=request.method == "POST" and not form.errors,
        confirmed=sender is not None and sender.confirmed_at is not None,
        others=said_of(taken) if len(taken) > 1 else "",
        account_url=urls().my(found.id) if found.submitter_id else None,
    )


@contribute.post("/s/<token>/confirm-again")
@limited("confirm", account_from=address_of_link)
def confirm_again(token: str) -> Response:
    """Send the letter once more whose link confirms the guest's address."""
    way = by_link(token)
    sender = way.submission.sender
    ask_to_confirm(way.submission, now=now())
    if sender is not None and may_confirm(way.submission):
        flash(_("A letter is on its way to %(address)s.", address=masked(sender.email)))
    return redirect(way.href, code=303)
