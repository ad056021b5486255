"""Which step sends which letter, and to whom."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from cms.actions import outbox
from cms.actions.letters import Recipient, send, site_urls
from cms.actions.links import confirm_token, private_token
from cms.extensions import db, settings
from cms.models import MailMessage, Person, Role, State, Submission
from cms.queries import submissions
from cms.queries.items import section_name
from cms.rules.actor import Actor, ActorKind
from cms.rules.facts import Ask
from cms.rules.submission import Step

Context = dict[str, Any]
FRESH = timedelta(days=1)
LETTER_OF: Mapping[str, str] = {
    Step.SUBMIT: "received",
    Step.ADMIT: "received",
    Step.REQUEST_CHANGES: "changes_requested",
    Step.APPROVE: "approved",
    Step.DECLINE: "declined",
    Step.RELEASE: "published",
}


def announce(
    submission: Submission, name: str, *, by: Actor, ask: Ask, now: datetime, override: bool
) -> list[MailMessage]:
    """Write the letters that this step sends, after it changed the piece; return them.

    The author gets none for a piece that was set aside, nor where the account is closed, nor of
    the author's own decisions, nor of an approval that waits for a second one.
    """
    letters: list[MailMessage] = []
    letter, to = LETTER_OF.get(name), author(submission)
    if letter and to and not (_is_undecided(submission, name) or _is_own(submission, name, by)):
        letters.append(_write(letter, to, submission, ask, now))
    if override:
        letters += [_tell_of_override(one, submission, by, ask, now) for one in other_chiefs(by)]
    return letters


def author(submission: Submission) -> Recipient | None:
    """Return whoever letters about the piece go to: the account that holds it, else the guest."""
    if submission.quarantined_for or submission.state is State.SPAM:
        return None
    person, sender = submission.submitter, submission.sender
    if person is not None:
        return Recipient.of(person) if person.active else None
    return Recipient.of(sender) if sender and sender.email else None


def remind_once(submission_id: int, *, now: datetime, ahead: timedelta) -> bool:
    """Remind the author of an answer due within `ahead` or late, once for each date set.

    Who was asked less than a day ago needs no reminder before the date itself.
    """
    found = submissions.lock(submission_id)
    to, due = author(found), found.due_at
    if found.state is not State.CHANGES_REQUESTED or to is None or due is None:
        return False
    overdue, fresh = due <= now, found.state_since > now - FRESH
    if due > now + ahead or (fresh and not overdue):
        return False
    if not outbox.once("reminder", f"reminder:{found.id}:{due:%Y%m%dT%H%M%S}", now=now):
        return False
    told = {"points": list(submissions.open_points(found)), "due_at": due, "overdue": overdue}
    _send("reminder", to, found, _piece(found, to) | told, now)
    return True


def other_chiefs(by: Actor) -> list[Person]:
    """Return the chief editors who must hear what this one did alone."""
    wanted = select(Person).where(Person.role == Role.CHIEF, Person.active).order_by(Person.id)
    return [one for one in db.session.scalars(wanted) if one.id != by.person_id]


def _is_undecided(submission: Submission, name: str) -> bool:
    return name == Step.APPROVE and submission.state is not State.APPROVED


def _is_own(submission: Submission, name: str, by: Actor) -> bool:
    # Nobody needs a letter about what they just did themselves, but for the receipt.
    own = by.kind is ActorKind.PERSON and by.person_id == submission.submitter_id
    return own and name != Step.SUBMIT


def _write(
    letter: str, to: Recipient, submission: Submission, ask: Ask, now: datetime
) -> MailMessage:
    asked = {"points": list(ask.points), "public_note": ask.public_note, "code": ask.code}
    context = _piece(submission, to) | asked | {"due_at": submission.due_at}
    if letter == "published" and submission.article is not None:
        article = submission.article
        address = site_urls().article(article.public_id, article.slug)
        return send(letter, to, now=now, context=context | {"link": address}, submission=submission)
    return _send(letter, to, submission, context, now)


def _send(
    letter: str, to: Recipient, submission: Submission, context: Context, now: datetime
) -> MailMessage:
    urls = site_urls()
    if to.person_id is not None:
        context |= {"link": urls.my(submission.id)}
        return send(letter, to, now=now, context=context, submission=submission)
    links: dict[str, tuple[str, str]] = {"link": (urls.receipt(""), private_token(submission))}
    if letter == "received" and submission.sender and submission.sender.confirmed_at is None:
        links["confirm"] = (urls.confirm_sender(""), confirm_token(submission))
    return send(
        letter,
        to,
        now=now,
        context=context | {"private": True, "until": submission.token_expires_at},
        links=links,
        submission=submission,
    )


def _tell_of_override(
    chief: Person, submission: Submission, by: Actor, ask: Ask, now: datetime
) -> MailMessage:
    to = Recipient.of(chief)
    told = {"by": by.name, "reason": ask.reason}
    link = {"link": site_urls().desk(submission.id)}
    context = _piece(submission, to) | told | link
    return send("override", to, now=now, context=context, submission=submission)


def _piece(submission: Submission, to: Recipient) -> Context:
    locale = to.locale or settings().locale
    editor = submission.assignee
    return {
        "title": submission.current.title,
        "receipt": submission.receipt or "",
        "section": section_name(submission.section, locale),
        "editor": editor.name if editor else "",
    }
