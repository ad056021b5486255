"""Answering the editors: a changed text and a word to each point."""

from dataclasses import replace

from flask import redirect, render_template

from cms.actions.steps import step
from cms.actions.uploads import bring
from cms.errors import GuardFailed, Invalid, NotFound, StaleVersion
from cms.extensions import db
from cms.models import State, Submission
from cms.queries import submissions
from cms.rules.facts import Ask
from cms.rules.submission import Step
from cms.web.autosave import sent, set_aside
from cms.web.conflict import conflict
from cms.web.context import now
from cms.web.contribute.follow import Way
from cms.web.contribute.forms import AnswerForm
from cms.web.guarded import attachments_of
from cms.web.meanwhile import last_changer
from cms.web.refusals import put_on
from cms.web.texts import Saved, answer_by_button, look_at, text_of
from cms.web.unsent import autosaving, filled_with, taken_up, to_copy


def answer(way: Way) -> Saved:
    """Show the form, or take what it brought."""
    form = AnswerForm(**filled_with(kept := taken_up()))
    if not form.is_submitted():
        return _show(form if kept else _filled(form, way.submission), way)
    if not way.edits:
        return _conflict(form, way, can_save=False)

    def page(preview: bool) -> str:
        return _page(form, way, preview=preview)

    return set_aside(form, page) or answer_by_button(form, page, lambda: _send(form, way))


def _show(form: AnswerForm, way: Way) -> str:
    if way.edits:
        return _page(form, way)
    if kept := to_copy(AnswerForm, "layout/reader.html", way.href):
        return kept
    raise NotFound


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
        sent()
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
        last=last_changer(submission, desk=False),
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
        autosaving=autosaving(form, submission),
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
