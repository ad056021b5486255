"""Taking a piece back, or asking the editors to, once one of them has it."""

from dataclasses import replace

from flask import redirect

from cms.actions.steps import step
from cms.errors import N_, CmsError, GuardFailed, Invalid, NotAllowed, StaleVersion, WrongState
from cms.extensions import db
from cms.queries import submissions
from cms.rules.facts import Ask
from cms.rules.submission import Step
from cms.web.context import now
from cms.web.contribute.follow import Way, standing
from cms.web.contribute.forms import WithdrawForm
from cms.web.contribute.submit import Answer
from cms.web.refusals import put_on

_LATE = NotAllowed(
    N_("An editor has taken the piece up meanwhile. You can ask the editors to withdraw it.")
)


def withdraw(way: Way) -> Answer:
    """Withdraw for the owner, or show why it can't be done."""
    return _take(way, Step.WITHDRAW)


def ask_withdrawal(way: Way) -> Answer:
    """Tell the editors that the owner wants the piece back."""
    return _take(way, Step.ASK_WITHDRAWAL)


def _take(way: Way, name: Step) -> Answer:
    form = WithdrawForm()
    if not form.validate():
        return standing(way, taking_back=form), 422
    ask = Ask(version=form.version.data, reason=form.reason.data or "")
    try:
        step(way.submission.id, name, by=way.by, ask=ask, now=now())
    except (GuardFailed, Invalid, NotAllowed, StaleVersion, WrongState) as refusal:
        db.session.rollback()
        way = replace(way, submission=submissions.get(way.submission.id))
        put_on(form, _LATE if _is_late(refusal, way) else refusal)
        form.version.renew(way.submission.version)
        return standing(way, taking_back=form), refusal.status
    return redirect(way.href, code=303)


def _is_late(refusal: CmsError, way: Way) -> bool:
    return isinstance(refusal, NotAllowed) and Step.ASK_WITHDRAWAL in way.steps
