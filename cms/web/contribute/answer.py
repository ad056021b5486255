"""Answering the editors: a changed text and a word to each point."""

from flask import redirect, render_template, request

from cms.actions.steps import step
from cms.errors import NotFound, StaleVersion
from cms.extensions import db
from cms.queries import submissions
from cms.rules.facts import Ask
from cms.rules.submission import Step, available
from cms.web.conflict import conflict
from cms.web.context import now
from cms.web.contribute.follow import Way, points_of
from cms.web.contribute.forms import AnswerForm
from cms.web.contribute.submit import Answer
from cms.web.texts import look_at, mend, text_of


def answer(way: Way) -> Answer:
    """Show the form, or take what it brought."""
    if Step.RESUBMIT not in available(submissions.facts_of(way.submission), way.by):
        raise NotFound
    form = AnswerForm()
    action = request.form.get("action")
    if request.method == "GET":
        form.show(text_of(way.submission.current))
        form.version.data = way.submission.version
        for _point in points_of(way.submission):
            form.answers.append_entry()
        return _page(form, way)
    if action == "repair":
        mend(form)
        return _page(form, way)
    valid = form.validate()
    if action == "preview" and not form.body.errors:
        return _page(form, way, preview=True)
    return _send(form, way) if valid else (_page(form, way), 422)


def _send(form: AnswerForm, way: Way) -> Answer:
    ask = Ask(
        version=form.version.data,
        text=form.text(),
        answers=tuple(one.data or "" for one in form.answers),
        shown={"answers": [one.data or "" for one in form.answers]},
    )
    submission_id = way.submission.id
    try:
        step(submission_id, Step.RESUBMIT, by=way.by, ask=ask, now=now())
    except StaleVersion:
        db.session.rollback()
        return conflict(
            form, submissions.get(submission_id), layout="layout/reader.html", back=way.href
        )
    return redirect(way.href, code=303)


def _page(form: AnswerForm, way: Way, *, preview: bool = False) -> str:
    submission = way.submission
    look = look_at(form, preview=preview)
    return render_template(
        "contribute/edit.html",
        form=form,
        receipt=submission.receipt,
        title=submission.current.title,
        points=points_of(submission),
        due_at=submission.due_at,
        editor_name=submission.assignee.name if submission.assignee else "",
        back_url=way.href,
        preview=look.preview,
        removed=look.removed,
        leftovers=look.leftovers,
    )
