"""Following a piece: by private link, or by account."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import render_template

from cms.actions.guests import may_confirm
from cms.errors import NotFound
from cms.models import Article, Revision, State, Submission
from cms.queries import submissions
from cms.queries.items import section_name
from cms.queries.withdrawals import asked_back
from cms.rules.actor import Actor, guest
from cms.rules.policies import owner
from cms.rules.submission import Step, available
from cms.text.address import masked
from cms.text.secret import hash_token
from cms.web.context import actor, now, urls
from cms.web.contribute.forms import WithdrawForm
from cms.web.contribute.outlook import coming, what_next
from cms.web.contribute.timeline import timeline
from cms.web.guarded import attachments_of, text_in
from cms.web.labels import DECLINE_CODES
from cms.web.language import choose
from cms.web.sizes import byline

# In order of preference: what the owner may do alone comes before what has to be asked for.
TAKING_BACK = (Step.WITHDRAW, Step.ASK_WITHDRAWAL)
SAID = {State.DECLINED: Step.DECLINE, State.CHANGES_REQUESTED: Step.REQUEST_CHANGES}


@dataclass(frozen=True)
class Way:
    """How the owner came: the piece, who they are, and the private link's secret if by link."""

    submission: Submission
    by: Actor
    token: str = ""

    @property
    def href(self) -> str:
        """Return the address that leads back here."""
        return urls().receipt(self.token) if self.token else urls().my(self.submission.id)

    @cached_property
    def steps(self) -> list[Step]:
        """Return what they may do with the piece as it was when this was first asked."""
        return available(submissions.facts_of(self.submission), self.by)

    @property
    def edits(self) -> bool:
        """Tell whether they may send a changed text now."""
        return not {Step.RESUBMIT, Step.SUBMIT}.isdisjoint(self.steps)

    def file(self, name: str) -> str:
        """Return where they open the piece's file of that name."""
        if self.token:
            return urls().guest_media(self.token, name)
        return urls().my_media(self.submission.id, name)


def by_link(token: str) -> Way:
    """Return the piece behind a private link; raises NotFound."""
    found = submissions.by_token(hash_token(token), now())
    return Way(found, guest(found.id), token)


def by_account(submission_id: int) -> Way:
    """Return the signed-in person's own piece; raises NotFound."""
    found, who = submissions.get(submission_id), actor()
    if who is None or not owner(submissions.outline_of(found), who):
        raise NotFound
    return Way(found, who)


def standing(way: Way, *, taking_back: WithdrawForm | None = None) -> str:
    """Render where the piece stands, what comes next and what the owner may do."""
    submission = way.submission
    return render_template(
        "contribute/receipt.html",
        href=way.href,
        link=way.href if way.token else "",
        link_until=submission.token_expires_at,
        piece=_piece(submission),
        **_text(way),
        files=attachments_of(submission, way.file),
        state=submission.state,
        next_text=what_next(submission, now()),
        coming=coming(submission),
        events=timeline(submission),
        removed=removed_of(submission),
        points=list(submissions.open_points(submission)),
        edit_url=f"{way.href}/edit" if way.edits else None,
        versions=versions_of(way),
        confirm=_unconfirmed(way),
        moved=bool(way.token) and submission.submitter_id is not None,
        account_url=urls().my(submission.id),
        asked_back=asked_back(submission),
        **_decided(submission),
        **_taking_back(way, taking_back),
    )


def _text(way: Way) -> dict[str, Any]:
    html, images = text_in(way.submission.current, way.file)
    return {"html": html, "images": images}


def _piece(submission: Submission) -> dict[str, Any]:
    current, article = submission.current, submission.article
    first = submission.events[0].at if submission.events else submission.created_at
    return {
        "receipt": submission.receipt,
        "title": current.title,
        "dek": current.dek,
        "byline": byline(current),
        "affiliation": current.bylines[0]["affiliation"] if current.bylines else "",
        "number": current.number,
        "language": submission.language.value,
        "section_name": section_name(submission.section, choose()),
        "sent_at": first,
        "since": submission.state_since,
        "editor_name": submission.assignee.name if submission.assignee else "",
        "article_url": _address(article),
        "article_note": article.note if article else "",
    }


def versions_of(way: Way, shown: int | None = None) -> list[dict[str, Any]]:
    """Return every version of the text, the newest first, by whom and under which address."""
    return [
        {
            "number": one.number,
            "href": version_href(way, one),
            "by_editor": one.by_editor,
            "at": one.created_at,
            "current": one.number == shown,
        }
        for one in reversed(way.submission.revisions)
    ]


def version_href(way: Way, revision: Revision) -> str:
    """Return the address of one version's page."""
    return f"{way.href}/versions/{revision.number}"


def _unconfirmed(way: Way) -> dict[str, str] | None:
    submission, sender = way.submission, way.submission.sender
    if sender is None or not way.token or not may_confirm(submission) or submission.vouched_by_id:
        return None
    return {"address": masked(sender.email), "action": f"{way.href}/confirm-again"}


def _decided(submission: Submission) -> dict[str, str]:
    """Return what the editors said with the decision that the piece stands at, and a reason."""
    step = SAID.get(submission.state)
    last = next((one for one in reversed(submission.events) if one.step == step), None)
    if last is None:
        return {"reason": "", "decided_words": ""}
    return {"reason": str(DECLINE_CODES.get(last.code, "")), "decided_words": last.public_note}


def _taking_back(way: Way, form: WithdrawForm | None) -> dict[str, Any]:
    steps = way.steps
    offered = next((one for one in TAKING_BACK if one in steps), None)
    if offered is Step.ASK_WITHDRAWAL and form is None and asked_back(way.submission):
        offered = None
    if offered is None and form is None:
        return {"take_back": None}
    step = offered or Step.WITHDRAW
    form = form or WithdrawForm(formdata=None, version=way.submission.version)
    action = f"{way.href}/{step.value.replace('_', '-')}"
    return {"take_back": {"step": step.value, "form": form, "action": action}}


def removed_of(submission: Submission) -> list[dict[str, Any]]:
    """Return what cleaning took out of the current text."""
    return [
        {"kind": kind, "what": what, "count": count}
        for kind, what, count in submission.current.removed
    ]


def _address(article: Article | None) -> str | None:
    return urls().article(article.public_id, article.slug) if article else None
