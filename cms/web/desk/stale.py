"""The page for a decision on a piece that moved on meanwhile; what was typed comes back."""

from flask import render_template
from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields.choices import SelectFieldBase
from wtforms.widgets import HiddenInput

from cms.models import Submission
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.rules.submission import Step, available
from cms.web.context import urls
from cms.web.desk.forms import StepForm
from cms.web.desk.history import actor_name
from cms.web.desk.shown import piece_facts
from cms.web.globals import signed_in
from cms.web.labels import DONE, STEPS


def stale_step(submission: Submission, who: Actor, step: Step, form: StepForm) -> tuple[str, int]:
    """Say what happened in between; where the step is still open, its form stands ready again."""
    facts = submissions.facts_of(submission)
    last = submission.events[-1]
    form.version.renew(facts.version)
    open_still = step in available(facts, who)
    page = render_template(
        "desk/stale_step.html",
        me=signed_in(),
        piece=piece_facts(submission, facts, submission.current),
        label=str(STEPS[step]),
        what=str(DONE[last.step]),
        their_name=actor_name(last, submission),
        their_time=last.at,
        form=form if open_still else None,
        typed=[] if open_still else _typed(form),
        action=f"{urls().desk(submission.id)}/{step.value}",
    )
    return page, 409


def _typed(form: StepForm) -> list[tuple[str, str]]:
    shown = [one for one in form if not isinstance(one.widget, HiddenInput)]
    return [(str(one.label.text), said) for one in shown if (said := _said(one))]


def _said(field: Field) -> str:
    if isinstance(field, SelectFieldBase):
        return str(_(", ")).join(str(one.label) for one in field.iter_choices() if one.selected)
    return " ".join(str(each) for each in field.raw_data or ()).strip()
