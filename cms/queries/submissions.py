"""Reading submissions: one to decide on, those that wait, those that are due."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from cms.errors import NotFound
from cms.extensions import db
from cms.models import (
    Comment,
    Event,
    Person,
    Revision,
    Role,
    Section,
    Sender,
    State,
    Submission,
    person_section,
)
from cms.queries.withdrawals import asked_back
from cms.rules.approvals import Said, voices
from cms.rules.facts import Facts, Outline
from cms.rules.policies import CHIEFS
from cms.rules.submission import Step
from cms.text.address import spellings


def get(submission_id: int) -> Submission:
    """Return the submission; raises NotFound."""
    found = db.session.get(Submission, submission_id)
    if found is None:
        raise NotFound
    return found


def lock(submission_id: int) -> Submission:
    """Return the submission with its row locked until the transaction ends; raises NotFound.

    PostgreSQL locks the row; on SQLite the whole database is ours since BEGIN IMMEDIATE.
    """
    wanted = select(Submission).where(Submission.id == submission_id)
    found = db.session.scalar(
        wanted.with_for_update(of=Submission).execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def by_token(token_hash: str, now: datetime) -> Submission:
    """Return the submission whose private link this is and has not run out; raises NotFound."""
    found = by_any_token(token_hash)
    if found.token_expires_at is None or found.token_expires_at <= now:
        raise NotFound
    return found


def by_any_token(token_hash: str) -> Submission:
    """Return the submission whose private link this is, even if it has run out; raises NotFound.

    A link that has run out shows nothing of the piece: it serves to have a new one sent.
    """
    found = db.session.scalar(select(Submission).where(Submission.token_hash == token_hash))
    if found is None:
        raise NotFound
    return found


def address_behind(token_hash: str) -> str | None:
    """Return the address that the piece of this private link was sent with, if there is one.

    It is read outside of the request's transaction, which has not begun when limits are counted.
    """
    wanted = select(Sender.email).join(Sender.submission)
    with db.engine.connect() as connection:
        return connection.scalar(wanted.where(Submission.token_hash == token_hash))


def by_receipt(receipt: str) -> Submission | None:
    """Return the submission with this receipt number, if there is one."""
    return db.session.scalar(select(Submission).where(Submission.receipt == receipt))


def sent_as_guest(address: str) -> list[int]:
    """Return the ids of the pieces sent with this address that are in nobody's account yet."""
    wanted = select(Submission.id).join(Submission.sender)
    same = func.lower(func.trim(Sender.email)).in_(spellings(address))
    free = wanted.where(same, Submission.submitter_id.is_(None))
    return list(db.session.scalars(free.order_by(Submission.id)))


def by_form_key(form_key: str) -> Submission | None:
    """Return the submission that this very form made already, if it did."""
    return db.session.scalar(select(Submission).where(Submission.form_key == form_key))


def due(now: datetime) -> list[int]:
    """Return the ids of scheduled submissions whose time has come, the longest waiting first."""
    wanted = select(Submission.id).where(
        Submission.state == State.SCHEDULED, Submission.release_at <= now
    )
    return list(db.session.scalars(wanted.order_by(Submission.release_at, Submission.id)))


def unanswered(before: datetime) -> list[int]:
    """Return the ids of pieces whose author's answer is due before that moment, or late."""
    wanted = select(Submission.id).where(
        Submission.state == State.CHANGES_REQUESTED, Submission.due_at <= before
    )
    return list(db.session.scalars(wanted.order_by(Submission.due_at, Submission.id)))


def outline_of(submission: Submission) -> Outline:
    """Gather what says who may see the submission, which is little beside all its facts."""
    return Outline(**_outline(submission))


def facts_of(submission: Submission) -> Facts:
    """Gather what a decision about the submission looks at."""
    return Facts(
        **_outline(submission),
        verified=is_verified(submission),
        declared=all(one["answer"] for one in submission.declarations),
        pinned=submission.pinned_number in (None, submission.revision_number),
        release_at=submission.release_at,
        set_aside=bool(submission.quarantined_for),
        blocking_comments=_blocking_comments(submission),
        points=open_points(submission),
        asked_back=asked_back(submission) is not None,
        assignees=frozenset(person.id for person in assignees(submission.section_id)),
        **_text_facts(submission),
        **_section_facts(submission.section),
    )


def _outline(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "state": submission.state,
        "section_id": submission.section_id,
        "version": submission.version,
        "revision_hash": _hash_now(submission),
        "submitter_id": submission.submitter_id,
        "assignee_id": submission.assignee_id,
        "sender_email": submission.sender.email if submission.sender else "",
    }


def _hash_now(submission: Submission) -> str:
    return submission.current.source_hash if submission.current else ""


def _text_facts(submission: Submission) -> dict[str, Any]:
    current = submission.current
    approvals, ticked = voices(map(_said, submission.events), _hash_now(submission))
    return {
        "byline_names": tuple(one["name"] for one in current.bylines) if current else (),
        "last_editor_id": _last_editor(submission),
        "approvals": approvals,
        "ticked": ticked,
    }


def _section_facts(section: Section) -> dict[str, Any]:
    return {
        "approvals_required": section.approvals_required,
        "checklist": tuple(section.checklist),
        "approvals_elsewhere": _approvals_by_section(),
    }


def open_points(submission: Submission) -> tuple[str, ...]:
    """Return what the editors asked for last, while the author has not answered."""
    asked = [one for one in submission.events if one.step == Step.REQUEST_CHANGES]
    if submission.state is not State.CHANGES_REQUESTED or not asked:
        return ()
    return tuple(asked[-1].shown.get("points", ()))


def is_verified(submission: Submission) -> bool:
    """Tell whether the sender's address is confirmed or an editor vouched."""
    who = submission.sender or submission.submitter
    return submission.vouched_by_id is not None or bool(who and who.confirmed_at)


def assignees(section_id: int) -> list[Person]:
    """Return the active people who may be responsible for a piece of this section, by name."""
    in_section = select(person_section.c.person_id).where(person_section.c.section_id == section_id)
    able = or_(Person.role.in_(CHIEFS), (Person.role == Role.EDITOR) & Person.id.in_(in_section))
    wanted = select(Person).where(Person.active, able).order_by(Person.name, Person.id)
    return list(db.session.scalars(wanted))


def duplicates_of(submission: Submission) -> list[tuple[Submission, bool]]:
    """Return other submissions with the same text (True) or only the same title (False).

    A piece that was copied stands with its copies, whatever became of either text.
    """
    current = submission.current
    alike = or_(
        Revision.source_hash == current.source_hash,
        func.lower(Revision.title) == current.title.lower(),
        Submission.id == submission.copy_of_id,
        Submission.copy_of_id == submission.id,
    )
    wanted = (
        select(Submission, Revision.source_hash == current.source_hash)
        .join(Revision, Revision.submission_id == Submission.id)
        .where(alike, Submission.id != submission.id, Submission.state != State.DRAFT)
        .where(Revision.number == Submission.revision_number)
        .order_by(Submission.id.desc())
        .limit(5)
    )
    return [(other, bool(same)) for other, same in db.session.execute(wanted)]


def _approvals_by_section() -> dict[int, int]:
    wanted = select(Section.id, Section.approvals_required)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _said(event: Event) -> Said:
    ticked = frozenset(event.shown.get("ticked", ()))
    return Said(event.step, event.actor_id, event.revision_hash, ticked)


def _last_editor(submission: Submission) -> int | None:
    desk = [one.author_id for one in submission.revisions if one.by_editor]
    return desk[-1] if desk else None


def _blocking_comments(submission: Submission) -> int:
    wanted = select(func.count(Comment.id)).where(
        Comment.submission_id == submission.id, Comment.blocking, Comment.resolved_at.is_(None)
    )
    return db.session.scalar(wanted) or 0
