"""Sending a piece, with an account or without."""

from dataclasses import dataclass

from flask import jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions.links import private_token
from cms.actions.submissions import NewPiece, submit
from cms.actions.uploads import bring
from cms.models import Call, Revision
from cms.queries import newsroom
from cms.queries.uploads import attachments
from cms.rules.actor import guest
from cms.web import refused
from cms.web.autosave import sent, set_aside
from cms.web.context import actor, me, now, urls
from cms.web.contribute import contribute
from cms.web.contribute.forms import GuestSubmitForm, SubmitForm
from cms.web.contribute.keys import piece_key, read_key
from cms.web.contribute.proof import challenge as new_challenge
from cms.web.contribute.spam import suspicion
from cms.web.errors import translate_wait
from cms.web.fields import words
from cms.web.guards import to_login
from cms.web.language import choose
from cms.web.limits import takes_files
from cms.web.live import live_key
from cms.web.site.calls import ShownCall, show_call
from cms.web.texts import answer_by_button, look_at, text_of
from cms.web.throttle import limited, too_many
from cms.web.transactions import forged_comes_back
from cms.web.unsent import autosaving, filled_with, taken_up

Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@dataclass(frozen=True)
class Origin:
    """What a new piece begins with: the call that it answers, the text that it is a copy of."""

    call: Call | None = None
    copied: Revision | None = None


def _purpose() -> str:
    return "submit_signed_in" if live_key() else "submit"


limited_in_number = limited(
    _purpose,
    lambda: live_key() or request.form.get("email"),
    comes_back=True,
    free_when_refused=True,
)


@contribute.route("/submit", methods=["GET", "POST"])
@takes_files
@limited_in_number
@forged_comes_back
def submit_piece() -> Answer:
    """Take a piece that answers no call."""
    return _take(Origin())


@contribute.get("/submit/challenge")
def challenge() -> Response:
    """Give a guest's browser its sum."""
    answer = jsonify(new_challenge(now()))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@contribute.route("/submit/<slug>", methods=["GET", "POST"])
@takes_files
@limited_in_number
@forged_comes_back
def submit_to_call(slug: str) -> Answer:
    """Take a piece that answers a call; one begun before the end may still come in."""
    call = newsroom.call(slug)
    if request.method == "GET" and not show_call(call).open:
        return redirect(urls().call(slug), code=303)
    return _take(Origin(call=call))


def take_copy(copied: Revision) -> Answer:
    """Take a piece begun from an older text of the sender's own."""
    return _take(Origin(copied=copied))


def _take(origin: Origin) -> Answer:
    kept = taken_up()
    form = (SubmitForm if actor() else GuestSubmitForm)(**filled_with(kept))
    if isinstance(form, GuestSubmitForm) and live_key():
        return to_login()  # signed out since it was counted as a person's
    if not form.is_submitted():
        if kept is None:
            _prefill(form, origin)
        return _page(form, origin)
    if refusal := too_many():
        return _page(form, origin), refusal.status, {"Retry-After": str(refusal.retry_after)}

    def page(preview: bool) -> str:
        return _page(form, origin, preview=preview)

    return set_aside(form, page) or answer_by_button(form, page, lambda: _send(form, origin))


def _send(form: SubmitForm, origin: Origin) -> Response:
    copy_of = origin.copied.submission_id if origin.copied else None
    # A copy sent unchanged is a piece of its own, not the old one sent twice.
    content = form.content() | ({"copy_of": copy_of} if copy_of else {})
    key = piece_key(read_key(form.form_key.data) or "", content)
    is_guest, (kind, language) = isinstance(form, GuestSubmitForm), form.piece_kind()
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
        call_id=origin.call.id if origin.call else None,
        copy_of_id=copy_of,
        declarations=form.declarations(),
        quarantined_for=_suspicion(form, origin) if is_guest else "",
    )
    made = submit(piece, by=actor() or guest(), now=now())
    bring(made, form.files())
    sent()
    link = urls().receipt(private_token(made)) if is_guest else urls().my(made.id)
    return redirect(link, code=303)


def _suspicion(form: GuestSubmitForm, origin: Origin) -> str:
    why = suspicion(form, now(), prefilled=origin.copied is not None)
    if why:
        refused.note("set aside", why=why)
    return why


def _prefill(form: SubmitForm, origin: Origin) -> None:
    person = me()
    if person is not None:
        form.byline.data = person.byline or person.name
        form.affiliation.data = person.affiliation
    if origin.call is not None and origin.call.section_id:
        form.section.data = origin.call.section_id
    if origin.copied is not None:
        _copy(form, origin.copied)


def _copy(form: SubmitForm, copied: Revision) -> None:
    # Declarations are asked anew: they were given for another piece, at another time.
    form.show(text_of(copied), copied.submission_id)
    before = copied.submission
    form.section.data = before.section_id
    form.kind.data, form.language.data = before.kind.value, before.language.value
    form.keywords.data = str(_(", ")).join(tag.name for tag in before.tags)


def _page(form: SubmitForm, origin: Origin, *, preview: bool = False) -> str:
    look = look_at(form, str(form.language.data), preview=preview)
    if isinstance(form, GuestSubmitForm):
        form.altcha.data = ""  # each page brings its own sum: Back must not show a spent one
    refusal = too_many()
    shown = show_call(origin.call) if origin.call else None
    return render_template(
        "contribute/submit.html",
        form=form,
        autosaving=autosaving(form),
        call=shown,
        copied=origin.copied,
        left_files=bool(origin.copied and attachments(origin.copied.submission_id)),
        facts=_facts(shown),
        preview=look.preview,
        removed=look.removed,
        leftovers=look.leftovers if form.is_submitted() else (),
        wait=translate_wait(refusal) if refusal else "",
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
