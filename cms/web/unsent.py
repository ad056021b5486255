"""What stood in a form and was not sent: offered on top of it, gone on with, or to be copied."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote

from flask import render_template, request, url_for
from flask_babel import gettext as _

from cms.models import Submission
from cms.models.autosave import Autosave
from cms.queries import autosaves as stored
from cms.queries.autosaves import NEW, Writing, draft_of, first
from cms.web.context import config, me, now, urls
from cms.web.globals import signed_in
from cms.web.kept import as_sent, content
from cms.web.labels import FORMAT_LABELS
from cms.web.language import moment_pattern
from cms.web.pictures import FilesForm
from cms.web.requests import LARGEST_ID, PATH
from cms.web.writing import FORM, SERIAL, sent_draft, writing_here

UNSENT = "unsent"  # the parameter that goes on with what was kept
FRESH = timedelta(minutes=10)
GUESTS = "guest"  # whoever uses this browser without an account
AnyForm = TypeVar("AnyForm", bound=FilesForm)


@dataclass(frozen=True)
class Offer:
    """One text that was kept: what it is called, when, and where one goes on with it.

    `form` and `draft` name it to be thrown away. `stale` tells that the piece was changed since;
    `receipt` is the piece's, empty for a new one.
    """

    title: str
    saved_at: datetime
    serial: int
    href: str
    form: str
    draft: str
    receipt: str
    stale: bool


@dataclass(frozen=True)
class Autosaving:
    """What a form's page tells the browser, and people, about keeping the form.

    `store` names the writer's copies in the browser, `what` the form among them; `signed_in` says
    whether somebody may save for later, `others` who else is writing in the piece. Times are
    written in the newsroom's `zone`, an IANA name, by `pattern`, in the letters of Unicode.
    """

    address: str
    away: str
    mine: str
    form: str
    writer: str
    store: str
    what: str
    draft: str
    serial: int
    window: str
    zone: str
    pattern: str
    signed_in: bool
    taken: Offer | None
    offers: tuple[Offer, ...]
    others: tuple[tuple[str, datetime], ...]


def go_on(path: str, number: int | None) -> str:
    """Return the address that goes on with a kept form."""
    return f"{urls().base}{quote(path, safe=PATH)}?{UNSENT}={number}"


def taken_up() -> Autosave | None:
    """Return what this request goes on with, if it is the asker's and of this form."""
    number = request.args.get(UNSENT, type=int)
    if request.method != "GET" or number is None or not 0 < number <= LARGEST_ID:
        return None
    return stored.by_id(number, writing_here())


def filled_with(kept: Autosave | None) -> dict[str, Any]:
    """Return what makes a form that holds what was kept, for its constructor."""
    return {"formdata": as_sent(kept)} if kept else {}


def autosaving(form: FilesForm, submission: Submission | None = None) -> Autosaving:
    """Return what the form's page says; `submission` is the piece that it belongs to."""
    kept, writing = taken_up(), writing_here()
    if kept is not None:
        writing = writing.named(draft_of(kept))
    desk = writing.what.startswith("desk:")
    return Autosaving(
        address=urls().autosave(),
        away=url_for("autosave.throw_away"),
        mine=urls().my(),
        form=request.path,
        writer=writing.writer,
        store=writing.writer if me() else GUESTS,
        what=writing.what,
        draft=writing.draft,
        serial=kept.serial if kept else request.form.get(SERIAL, 0, type=int),
        window=request.form.get(stored.WINDOW, ""),
        zone=config().timezone,
        pattern=moment_pattern(),
        signed_in=me() is not None,
        taken=_offer(kept, submission) if kept else None,
        offers=() if request.method != "GET" or kept else _offers(writing, form, submission),
        others=_others(writing) if desk else (),
    )


def not_sent() -> list[Offer]:
    """Return everything that the signed-in person wrote and did not send."""
    person = me()
    if person is None:
        return []
    writer = Writing(f"person:{person.id}", NEW, "").writer
    return [_offer(one, one.submission) for one in stored.of_writer(writer)]


def to_copy(form: type[FilesForm], layout: str, back: str) -> str | None:
    """Render what was kept of a form that can't be sent any more; None when nothing was."""
    writing = writing_here()
    kept = stored.find(writing)
    if kept is None:
        return None
    held = form(formdata=as_sent(kept))
    shown = [one for one in held if one.short_name in {"title", "dek", "byline", "body"}]
    return render_template(
        "contribute/unsent.html",
        layout=layout,
        me=signed_in(),
        offer=_offer(kept, kept.submission),
        away=url_for("autosave.throw_away"),
        back=back,
        back_path=back.removeprefix(urls().base),
        fields=[(one.label.text, str(one.data or "")) for one in shown],
        notation=FORMAT_LABELS.get(first(kept, "format"), ""),
        answers=[str(one.data or "") for one in held.answers] if "answers" in held else [],
    )


def _offers(writing: Writing, form: FilesForm, submission: Submission | None) -> tuple[Offer, ...]:
    """Return what stands beside this page's form; nothing that equals what is in it already."""
    if sent_draft():
        return ()
    if submission is None:
        rows = [one for one in stored.of_writer(writing.writer) if one.submission_id is None]
    else:
        found = stored.find(writing)
        rows = [found] if found else []
    stands = content(form) if rows else {}
    written = [one for one in rows if content(type(form)(formdata=as_sent(one))) != stands]
    return tuple(_offer(one, submission) for one in written)


def _offer(row: Autosave, submission: Submission | None) -> Offer:
    path = first(row, FORM) or request.path
    return Offer(
        title=first(row, "title").strip() or _("Untitled"),
        saved_at=row.saved_at,
        serial=row.serial,
        href=go_on(path, row.id),
        form=path,
        draft=draft_of(row),
        receipt=(submission.receipt or "") if submission else "",
        stale=submission is not None and row.base_version < submission.version,
    )


def _others(writing: Writing) -> tuple[tuple[str, datetime], ...]:
    if writing.submission_id is None:
        return ()
    since = now() - FRESH
    return tuple(stored.others_at(writing.submission_id, writing.person_id, since))
