"""Sending a piece, with an account or without."""

from flask import redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions.links import private_token
from cms.actions.submissions import NewPiece, submit
from cms.models import Call
from cms.queries import newsroom
from cms.rules.actor import guest
from cms.web.context import actor, me, now, urls
from cms.web.contribute import contribute
from cms.web.contribute.forms import GuestSubmitForm, SubmitForm
from cms.web.contribute.keys import piece_key, read_key
from cms.web.fields import words
from cms.web.language import choose
from cms.web.limits import LARGE_FORM, form_limit
from cms.web.site.calls import ShownCall, show_call
from cms.web.texts import answer_by_button, look_at
from cms.web.transactions import forged_comes_back

Answer = str | Response | tuple[str, int]


@contribute.route("/submit", methods=["GET", "POST"])
@form_limit(LARGE_FORM)
@forged_comes_back
def submit_piece() -> Answer:
    """Take a piece that answers no call."""
    return _take(None)


@contribute.route("/submit/<slug>", methods=["GET", "POST"])
@form_limit(LARGE_FORM)
@forged_comes_back
def submit_to_call(slug: str) -> Answer:
    """Take a piece that answers a call; one begun before the end may still come in."""
    call = newsroom.call(slug)
    if request.method == "GET" and not show_call(call).open:
        return redirect(urls().call(slug), code=303)
    return _take(call)


def _take(call: Call | None) -> Answer:
    form = SubmitForm() if actor() else GuestSubmitForm()
    if not form.is_submitted():
        _prefill(form, call)
        return _page(form, call)
    return answer_by_button(
        form, lambda preview: _page(form, call, preview=preview), lambda: _send(form, call)
    )


def _send(form: SubmitForm, call: Call | None) -> Response:
    key = piece_key(read_key(form.form_key.data) or "", form.content())
    kind, language = form.piece_kind()
    is_guest = isinstance(form, GuestSubmitForm)
    piece = NewPiece(
        form_key=key,
        text=form.text(),
        section_id=form.section.data,
        kind=kind,
        language=language,
        name=form.text().bylines[0][0] if is_guest else "",
        email=form.email.data.strip() if is_guest else "",
        locale=choose(),
        tags=tuple(words(form.keywords.data or "")),
        call_id=call.id if call else None,
        declarations=form.declarations(),
    )
    made = submit(piece, by=actor() or guest(), now=now())
    where = urls().receipt(private_token(made)) if is_guest else urls().my(made.id)
    return redirect(where, code=303)


def _prefill(form: SubmitForm, call: Call | None) -> None:
    person = me()
    if person is not None:
        form.byline.data = person.name
    if call is not None and call.section_id:
        form.section.data = call.section_id


def _page(form: SubmitForm, call: Call | None, *, preview: bool = False) -> str:
    look = look_at(form, str(form.language.data), preview=preview)
    shown = show_call(call) if call else None
    return render_template(
        "contribute/submit.html",
        form=form,
        call=shown,
        facts=_facts(shown),
        preview=look.preview,
        removed=look.removed,
        leftovers=look.leftovers if form.is_submitted() else (),
    )


def _facts(call: ShownCall | None) -> list[tuple[str, str]]:
    facts = [
        (_("Answer"), _("Within a week, whether we take the piece or not.")),
        (_("Languages"), _("Simplified or Traditional Chinese, or English.")),
        (_("Rights"), _("They stay yours.")),
    ]
    if call and call.length:
        facts.insert(0, (_("Length"), call.length))
    if call and call.fee:
        facts.append((_("Fee"), call.fee))
    return facts
