"""A piece as the desk's pages show it."""

from functools import partial
from typing import Any

from flask_babel import gettext as _

from cms.models import Revision, Submission
from cms.queries import submissions
from cms.queries.items import section_name
from cms.queries.withdrawals import asked_back
from cms.rules.actor import Actor
from cms.rules.facts import Facts
from cms.rules.policies import may_see
from cms.rules.submission import Step, available
from cms.text.address import same_address
from cms.text.repair import find_leftovers
from cms.text.traditional import said_in
from cms.web.context import urls
from cms.web.contribute.follow import removed_of
from cms.web.desk.history import shown_history
from cms.web.guarded import attachments_of, text_in
from cms.web.labels import SET_ASIDE
from cms.web.language import choose
from cms.web.rounds import rounds_of
from cms.web.sizes import byline, size_label


def shown_piece(
    submission: Submission, facts: Facts, who: Actor, revision: Revision | None = None
) -> dict[str, Any]:
    """Return what the review page needs of a piece; `revision` shows an older text."""
    shown, rounds = revision or submission.current, rounds_of(submission)
    steps, file_at = available(facts, who), partial(urls().desk_media, submission.id)
    html, images = text_in(shown, file_at)
    return {
        "piece": piece_facts(submission, facts, shown),
        "html": html,
        "images": images,
        "files": attachments_of(submission, file_at),
        "removed": removed_of(submission),
        "leftovers": find_leftovers(submission.current.body),
        "history": shown_history(submission),
        "latest_round": rounds[-1] if rounds else None,
        "declarations": [
            {"label": one["text"], "answer": one["answer"]} for one in submission.declarations
        ],
        "checklist": _checklist(facts),
        "duplicates": _duplicates(submission, who),
        "revisions": [_revision(one, shown) for one in submission.revisions],
        "edit_href": f"{urls().desk(submission.id)}/edit" if Step.EDIT in steps else None,
    }


def piece_facts(submission: Submission, facts: Facts, shown: Revision) -> dict[str, Any]:
    """Return the head of a piece: who, what, where it stands."""
    article = submission.article
    return {
        "id": submission.id,
        "href": urls().desk(submission.id),
        "receipt": submission.receipt,
        "state": submission.state,
        "language": submission.language.value,
        "kind": submission.kind,
        "section_name": section_name(submission.section, choose()),
        "editor_name": submission.assignee.name if submission.assignee else "",
        "due_at": submission.due_at,
        "planned_for": submission.planned_for,
        "release_at": submission.release_at,
        "unverified": not facts.verified,
        "asked_back": asked_back(submission),
        "set_aside": SET_ASIDE.get(submission.quarantined_for) if facts.set_aside else None,
        "article_url": urls().article(article.public_id, article.slug) if article else None,
    } | (_sender_facts(submission) | _text_facts(submission, shown))


def _sender_facts(submission: Submission) -> dict[str, Any]:
    """Return who is to be written to: the account that holds the piece, else the guest."""
    account, guest = submission.submitter, submission.sender
    now_at = account or guest
    moved = account and guest and not same_address(account.email, guest.email)
    return {
        "sender_name": now_at.name if now_at else "",
        "sender_email": now_at.email if now_at else "",
        "sender_bio": account.bio if account else "",
        "sent_from": guest.email if moved and guest else "",
    }


def _text_facts(submission: Submission, shown: Revision) -> dict[str, Any]:
    return {
        "title": shown.title,
        "dek": shown.dek,
        "byline": byline(shown),
        "affiliation": shown.bylines[0]["affiliation"] if shown.bylines else "",
        "size": size_label(shown.html, submission.language),
        "revision_number": shown.number,
        "fingerprint": shown.source_hash,
    }


def _checklist(facts: Facts) -> list[dict[str, Any]]:
    return [
        {"label": said_in(choose(), item["zh"], item["en"]), "done": item["id"] in facts.ticked}
        for item in facts.checklist
    ]


def _duplicates(submission: Submission, who: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": urls().desk(other.id),
            "title": other.current.title,
            "receipt": other.receipt,
            "why": _why_alike(submission, other, same=same),
        }
        for other, same in submissions.duplicates_of(submission)
        if may_see(submissions.outline_of(other), who)
    ]


def _why_alike(submission: Submission, other: Submission, *, same: bool) -> str:
    if other.id == submission.copy_of_id:
        return str(_("this piece was copied from it"))
    if other.copy_of_id == submission.id:
        return str(_("a copy of this piece"))
    if same:
        return str(_("the same text"))
    return str(_("the same title"))


def _revision(one: Revision, shown: Revision) -> dict[str, Any]:
    author = one.author.name if one.author else _("Guest")
    return {
        "number": one.number,
        "href": f"{urls().desk(one.submission_id)}?revision={one.number}",
        "author": author,
        "at": one.created_at,
        "current": one.number == shown.number,
    }
