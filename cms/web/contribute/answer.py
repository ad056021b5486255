"""Answering the editors: a changed text and a word to each point."""

from dataclasses import replace

from flask import redirect, render_template
from flask_babel import gettext as _

from cms.actions.steps import step
from cms.actions.uploads import bring
from cms.errors import GuardFailed, Invalid, NotFound, StaleVersion
from cms.extensions import db
from cms.models import State, Submission
from cms.queries import submissions
from cms.rules.facts import Ask
from cms.rules.submission import Step
from cms.web.conflict import conflict
from cms.web.context import now
from cms.web.contribute.follow import Way
from cms.web.contribute.forms import AnswerForm
from cms.web.contribute.timeline import side_of
from cms.web.guarded import attachments_of
from cms.web.refusals import put_on
from cms.web.texts import Saved, answer_by_button, look_at, text_of


def answer(way: Way) -> Saved:
    """Show the form, or take what it brought."""
    form = AnswerForm()
    if not form.is_submitted():
        if not way.edits:
            raise NotFound
        return _page(_filled(form, way.submission), way)
    if not way.edits:
        return _conflict(form, way, can_save=False)
    return answer_by_button(
        form, lambda preview: _page(form, way, preview=preview), lambda: _send(form, way)
    )


def _filled(form: AnswerForm, submission: Submission) -> AnswerForm:
    form.show(text_of(submission.current), submission.id)
    form.version.data = submission.version
    for _point in submissions.open_points(submission):
        form.answers.append_entry()
    return form


def _send(form: AnswerForm, way: Way) -> Saved:
    ask = Ask(
        version=form.version.data,
        text=form.text(),
        answers=tuple(one.data or "" for one in form.answers),
    )
    submission_id = way.submission.id
    try:
        _take(way, ask)
        bring(way.submission, form.files())
    except StaleVersion:
        db.session.rollback()
        return _conflict(form, replace(way, submission=submissions.get(submission_id)))
    except (GuardFailed, Invalid) as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return _page(form, replace(way, submission=submissions.get(submission_id))), refusal.status
    return redirect(way.href, code=303)


def _take(way: Way, ask: Ask) -> None:
    if way.submission.state is not State.DRAFT:
        step(way.submission.id, Step.RESUBMIT, by=way.by, ask=ask, now=now())
        return
    # A draft is sent as it stands in the form: the text first, then the step to the editors.
    step(way.submission.id, Step.EDIT, by=way.by, ask=ask, now=now())
    sent = Ask(version=way.submission.version)
    step(way.submission.id, Step.SUBMIT, by=way.by, ask=sent, now=now())


def _conflict(form: AnswerForm, way: Way, *, can_save: bool = True) -> tuple[str, int]:
    submission = way.submission
    return conflict(
        form,
        _filled(AnswerForm(formdata=None), submission),
        submission,
        who=side_of(submission.events[-1]) if submission.events else _("You"),
        layout="layout/reader.html",
        back=way.href,
        can_save=can_save,
    )


def _page(form: AnswerForm, way: Way, *, preview: bool = False) -> str:
    submission, language = way.submission, way.submission.language.value
    look = look_at(form, language, preview=preview)
    return render_template(
        "contribute/edit.html",
        form=form,
        receipt=submission.receipt,
        title=submission.current.title,
        language=language,
        points=submissions.open_points(submission),
        due_at=submission.due_at,
        editor_name=submission.assignee.name if submission.assignee else "",
        back_url=way.href,
        preview=look.preview,
        removed=look.removed,
        leftovers=look.leftovers,
        sent_files=attachments_of(submission, way.file),
    )
