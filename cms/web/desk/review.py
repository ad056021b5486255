"""The review page, and the one door through which every decision goes."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _

from cms.actions.steps import step as take_step
from cms.errors import GuardFailed, Invalid, NotAllowed, NotFound, StaleVersion, WrongState
from cms.extensions import db
from cms.models import Revision, Submission
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.rules.policies import may_see
from cms.rules.submission import Step
from cms.web.answers import Answer
from cms.web.context import actor, config, now, urls
from cms.web.desk import desk
from cms.web.desk.decisions import ELSEWHERE, FROM_PANEL, decisions, waiting
from cms.web.desk.forms import StepForm, in_gap, read_ask, step_form
from cms.web.desk.outlook import OPEN
from cms.web.desk.shown import shown_piece
from cms.web.desk.stale import stale_step
from cms.web.globals import signed_in
from cms.web.guards import desk_only
from cms.web.labels import DONE
from cms.web.refusals import put_on
from cms.web.transactions import forged_comes_back


def seen(submission_id: int) -> tuple[Submission, Actor]:
    """Return the piece and the editor who may see it; raises NotFound."""
    found, who = submissions.get(submission_id), actor()
    if who is None or not may_see(submissions.outline_of(found), who):
        raise NotFound
    return found, who


@desk.get("/<id:submission_id>")
@desk_only
def review(submission_id: int) -> Answer:
    """Show the piece as readers will see it, its record, and what may be decided."""
    found, who = seen(submission_id)
    number = request.args.get("revision", type=int)
    wanted = [one for one in found.revisions if one.number == number]
    return page(found, who, revision=wanted[0] if wanted else None)


@desk.post("/<id:submission_id>/<name>")
@forged_comes_back
@desk_only
def decide(submission_id: int, name: str) -> Answer:
    """Take one step, or show what refuses it beside what was typed."""
    if name not in set(Step) - ELSEWHERE:
        raise NotFound
    step = Step(name)
    found, who = seen(submission_id)
    form = step_form(step, submissions.facts_of(found), who)(prefix=step.value)
    if not form.validate() or in_gap(form, config().zone):
        return page(found, who, refused=(step, form)), 422
    try:
        take_step(submission_id, step, by=who, ask=read_ask(form, config().zone), now=now())
    except (StaleVersion, WrongState, NotAllowed) as refusal:
        db.session.rollback()
        found, who = seen(submission_id)
        if isinstance(refusal, NotAllowed) and form.version.data == found.version:
            raise
        return stale_step(found, who, step, form)
    except (Invalid, GuardFailed) as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return page(*seen(submission_id), refused=(step, form)), 422
    flash(_("Done: you %(what)s.", what=DONE[step]))
    return redirect(_onward(found), code=303)


def _onward(submission: Submission) -> str:
    """Return where a decision leads: back to the publish panel, when it was taken there."""
    if FROM_PANEL in request.args and submission.state in OPEN:
        return urls().desk_publish(submission.id)
    return urls().desk(submission.id)


def page(
    submission: Submission,
    who: Actor,
    *,
    revision: Revision | None = None,
    refused: tuple[Step, StepForm] | None = None,
) -> str:
    """Render the review page."""
    facts = submissions.facts_of(submission)
    return render_template(
        "desk/review.html",
        me=signed_in(),
        decisions=decisions(facts, who, now(), refused),
        waiting=waiting(facts, who, now(), refused),
        **shown_piece(submission, facts, who, revision),
    )
