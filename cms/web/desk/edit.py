"""An editor's own revision of the text."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions.classify import classify
from cms.actions.steps import step
from cms.errors import NotAllowed, NotFound, StaleVersion, WrongState
from cms.extensions import db
from cms.models import Kind, Language, Submission
from cms.queries import submissions
from cms.rules.facts import Ask
from cms.rules.submission import Step, available
from cms.web.conflict import conflict
from cms.web.context import now, urls
from cms.web.desk import desk
from cms.web.desk.forms import EditForm
from cms.web.desk.review import Answer, seen
from cms.web.desk.shown import piece_facts
from cms.web.globals import signed_in
from cms.web.guards import desk_only
from cms.web.limits import LARGE_FORM, form_limit
from cms.web.refusals import put_on
from cms.web.texts import look_at, mend, text_of
from cms.web.transactions import forged_comes_back


@desk.route("/<id:submission_id>/edit", methods=["GET", "POST"])
@form_limit(LARGE_FORM)
@forged_comes_back
@desk_only
def edit(submission_id: int) -> Answer:
    """Show the text's form, or save what it brought as a new revision."""
    found, who = seen(submission_id)
    form = EditForm()
    if not form.is_submitted():
        if Step.EDIT not in available(submissions.facts_of(found), who):
            raise NotFound
        _fill(form, found)
        return _page(form, found)
    return _taken(form, found)


def _taken(form: EditForm, found: Submission) -> Answer:
    action = request.form.get("action")
    if action == "repair":
        mend(form)
        return _page(form, found)
    valid = form.validate()
    if action == "preview" and not form.body.errors:
        return _page(form, found, preview=True)
    return _save(form, found) if valid else (_page(form, found), 422)


def _fill(form: EditForm, submission: Submission) -> None:
    form.show(text_of(submission.current))
    form.version.data = submission.version
    form.section.data = submission.section_id
    form.kind.data, form.language.data = submission.kind.value, submission.language.value
    form.tags.data = ", ".join(tag.name for tag in submission.tags)


def _save(form: EditForm, submission: Submission) -> Response | tuple[str, int]:
    submission_id = submission.id
    _found, who = seen(submission_id)
    ask = Ask(version=form.version.data, text=form.text())
    try:
        step(submission_id, Step.EDIT, by=who, ask=ask, now=now())
        classify(
            submission_id,
            section_id=form.section.data,
            kind=Kind(form.kind.data),
            language=Language(form.language.data),
            tags=_split(form.tags.data or ""),
            by=who,
        )
    except StaleVersion:
        db.session.rollback()
        back = urls().desk(submission_id)
        return conflict(form, seen(submission_id)[0], layout="layout/desk.html", back=back)
    except (NotAllowed, WrongState) as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return _page(form, seen(submission_id)[0]), refusal.status
    flash(_("Saved as a new revision."))
    return redirect(urls().desk(submission_id), code=303)


def _split(text: str) -> list[str]:
    for mark in "，、；;":
        text = text.replace(mark, ",")
    return text.split(",")


def _page(form: EditForm, submission: Submission, *, preview: bool = False) -> str:
    look = look_at(form, str(form.language.data), preview=preview)
    facts = submissions.facts_of(submission)
    return render_template(
        "desk/edit.html",
        me=signed_in(),
        form=form,
        piece=piece_facts(submission, facts, submission.current),
        preview=look.preview,
        removed=look.removed,
        leftovers=look.leftovers,
    )
