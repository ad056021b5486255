"""Following a piece: by private link, or by account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from cms.errors import NotFound
from cms.models import Article, Event, State, Submission
from cms.queries import submissions
from cms.rules.actor import Actor, ActorKind, guest
from cms.rules.policies import owner
from cms.rules.submission import Step, available
from cms.text.secret import hash_token
from cms.web.context import actor, now, urls
from cms.web.contribute.forms import WithdrawForm
from cms.web.labels import DONE
from cms.web.language import day, moment
from cms.web.rounds import answers_in, rounds_of


@dataclass(frozen=True)
class Way:
    """How the owner came: the piece, who they are, and the address that leads back here."""

    submission: Submission
    by: Actor
    href: str
    link: str = ""


def by_link(token: str) -> Way:
    """Return the piece behind a private link; raises NotFound."""
    found = submissions.by_token(hash_token(token), now())
    href = urls().receipt(token)
    return Way(found, guest(found.id), href, link=href)


def by_account(submission_id: int) -> Way:
    """Return the signed-in person's own piece; raises NotFound."""
    found, who = submissions.get(submission_id), actor()
    if who is None or not owner(submissions.facts_of(found), who):
        raise NotFound
    return Way(found, who, urls().my(found.id))


def standing(way: Way, *, withdraw: WithdrawForm | None = None) -> str:
    """Render where the piece stands, what comes next and what the owner may do."""
    submission = way.submission
    answers = answers_in(rounds_of(submission))
    steps = available(submissions.facts_of(submission), way.by)
    return render_template(
        "contribute/receipt.html",
        receipt=submission.receipt,
        link=way.link,
        title=submission.current.title,
        dek=submission.current.dek,
        byline=submission.current.byline,
        language=submission.language.value,
        piece=submission.current.html,
        state=submission.state,
        next_text=what_next(submission),
        events=[
            shown_event(one, answers.get(one.number, []))
            for one in submission.events
            if one.step in OPEN_STEPS
        ],
        removed=removed_of(submission),
        article_url=_address(submission.article),
        points=list(submissions.open_points(submission)),
        edit_url=f"{way.href}/edit" if Step.RESUBMIT in steps else None,
        **_withdrawal(way, steps, withdraw),
    )


def _withdrawal(way: Way, steps: list[Step], form: WithdrawForm | None) -> dict[str, Any]:
    if Step.WITHDRAW not in steps and form is None:
        return {"can_withdraw": False, "steps": [], "forms": {}}
    form = form or WithdrawForm(formdata=None, version=way.submission.version)
    form.action = f"{way.href}/withdraw"
    return {"can_withdraw": True, "steps": ["withdraw"], "forms": {"withdraw": form}}


@dataclass(frozen=True)
class ShownEvent:
    """A step as its owner reads it; `answers` are the (point, answer) pairs that it brought."""

    at: datetime
    label: str
    note: str
    answers: list[tuple[str, str]]


# What the desk does among itself is not the author's to read.
OPEN_STEPS = frozenset(
    {"submit", "claim", "request_changes", "resubmit", "approve", "schedule", "release"}
    | {"decline", "withdraw", "reopen"}
)


def shown_event(event: Event, answers: list[tuple[str, str]]) -> ShownEvent:
    """Return an event in the words of the timeline."""
    label = _("%(who)s %(done)s", who=side_of(event), done=DONE[event.step])
    return ShownEvent(event.at, label, event.public_note, answers)


def side_of(event: Event) -> str:
    """Name who took a step, as its owner reads it: the desk's people stay among themselves."""
    return str(_("You") if _by_owner(event) else _("The editors"))


def _by_owner(event: Event) -> bool:
    # The desk can withdraw a piece for its author; every other step belongs to one side.
    if event.step != Step.WITHDRAW:
        return event.step in {Step.SUBMIT, Step.RESUBMIT}
    owned = event.actor_id is not None and event.actor_id == event.submission.submitter_id
    return owned or event.actor_kind == ActorKind.GUEST


def removed_of(submission: Submission) -> list[dict[str, Any]]:
    """Return what cleaning took out of the current text."""
    return [
        {"kind": kind, "what": what, "count": count}
        for kind, what, count in submission.current.removed
    ]


def what_next(submission: Submission) -> str:
    """Say what happens next, by whom and by when."""
    due = day(submission.due_at) if submission.due_at else ""
    editor = submission.assignee.name if submission.assignee else _("An editor")
    when = moment(submission.release_at) if submission.release_at else ""
    texts: dict[State, str] = {
        State.SUBMITTED: _("An editor reads it and answers by %(due)s.", due=due),
        State.IN_REVIEW: _(
            "%(editor)s is reading it and answers by %(due)s.", editor=editor, due=due
        ),
        State.CHANGES_REQUESTED: _(
            "Please answer by %(due)s; it goes back to the same editor.", due=due
        ),
        State.APPROVED: _("The desk chooses the day of publication."),
        State.SCHEDULED: _("It appears on %(when)s.", when=when),
        State.RELEASED: _("Readers find it on the site and in the feeds."),
        State.DECLINED: _("The reason stands in the progress. Another piece is welcome."),
        State.WITHDRAWN: _("Nothing more happens with it."),
    }
    return texts.get(submission.state, "")


def _address(article: Article | None) -> str | None:
    return urls().article(article.public_id, article.slug) if article else None
