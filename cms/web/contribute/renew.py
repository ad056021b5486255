"""A private link that opens nothing any more: why, and how to get a new one by mail."""

from flask import redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, StringField
from wtforms.validators import Email

from cms.actions.guests import find_piece, renew
from cms.errors import NotFound
from cms.models import Submission
from cms.queries import submissions
from cms.text.address import masked
from cms.text.secret import hash_token
from cms.web.accounts.forms import ButtonForm
from cms.web.addresses import BAD_ADDRESS, LONGEST
from cms.web.answers import Answer, form_page
from cms.web.context import now, urls
from cms.web.contribute import contribute
from cms.web.errors import page, refuse
from cms.web.fields import Readable, at_most, required
from cms.web.throttle import limited
from cms.web.transactions import forged_comes_back

GONE = 410


class FindForm(FlaskForm):
    """What only the sender of a piece knows of it."""

    receipt = StringField(_l("Receipt"), [Readable(line=True), required(), at_most(40)])
    email = EmailField(
        _l("E-mail"), [Readable(line=True), required(), Email(BAD_ADDRESS), at_most(LONGEST)]
    )


def _link() -> str | None:
    return (request.view_args or {}).get("token")


def address_of_link() -> str | None:
    """Return the address that the piece of this request's private link was sent with."""
    return submissions.address_behind(hash_token(_link() or ""))


@contribute.errorhandler(NotFound)
def explain(error: NotFound) -> Response | tuple[str, int]:
    """Tell the holder of an old link how to get a new one; anything else is not there."""
    token = _link()
    if token is None:
        return refuse(error)
    try:
        found = submissions.by_any_token(hash_token(token))
    except NotFound:
        return _opens_nothing()
    if found.sender is None or not _has_run_out(found):
        return refuse(error)
    return _run_out(found, ButtonForm(formdata=None)), GONE


def _has_run_out(found: Submission) -> bool:
    return found.token_expires_at is None or found.token_expires_at <= now()


def _opens_nothing() -> Response:
    # A wrong link and one that a newer one replaced look the same: neither tells of a piece.
    text = _(
        "The address may be mistyped, or a newer link has taken its place: then the newest letter"
        " from us holds the one that opens."
    )
    ways = [(_("Have a new link sent"), urls().find()), (_("To the front page"), urls().front())]
    return page(404, text, ways)


def _run_out(found: Submission, form: ButtonForm) -> str:
    return render_template(
        "contribute/run_out.html",
        form=form,
        address=masked(found.sender.email) if found.sender else "",
        action=f"{urls().receipt(_link() or '')}/renew",
        typed=request.method == "POST" and bool(request.form.get("body")),
    )


@contribute.post("/s/<token>/renew")
@limited("renew", account_from=address_of_link)
@forged_comes_back
def renew_link(token: str) -> Answer:
    """Mail a new link to the address that the piece was sent with, if this one has run out."""
    found = submissions.by_any_token(hash_token(token))
    if not _has_run_out(found):
        return redirect(urls().receipt(token), code=303)
    form = ButtonForm()
    if not form.validate():
        return _run_out(found, form), 422
    renew(found.id, now=now())
    return redirect(f"{urls().find()}?sent=1", code=303)


@contribute.route("/s/", methods=["GET", "POST"])
@limited("renew", account_from="email")
@forged_comes_back
def find() -> Answer:
    """Mail a new link for a receipt number and address; the answer never tells if there is one."""
    form = FindForm()
    if not form.validate_on_submit():
        return form_page("contribute/find.html", form, sent="sent" in request.args)
    find_piece(form.receipt.data, form.email.data, now=now())
    return redirect(f"{urls().find()}?sent=1", code=303)
