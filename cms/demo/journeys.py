"""How a demo piece comes to its state: the steps that people would have taken, dated back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cms.actions.corrections import correct, retract
from cms.actions.media import attach, keep
from cms.actions.steps import step
from cms.actions.submissions import NewPiece, begin, submit
from cms.demo.content import GUEST, Piece
from cms.demo.moments import moments, noted
from cms.demo.parts import Part, as_actor, parts
from cms.demo.versions import as_edited, as_sent, as_sent_again
from cms.models import Kind, Language, Person, Section, Submission
from cms.rules.actor import Actor, guest
from cms.rules.facts import Ask, Place
from cms.rules.submission import Step
from cms.storage.pictures import Picture
from cms.text.secret import new_token

CONFIRMED_AFTER = timedelta(minutes=12)
ANSWER_WITHIN = timedelta(days=9)
DECLARED = {
    "zh": {
        "original": "本人撰写，或有权代作者投稿。",
        "exclusive": "是否独家投给本刊，未投他处、未曾发表？",
        "ai_used": "写作中是否使用了人工智能工具？",
        "edit_consent": "同意编辑对文字作修改。",
    },
    "en": {
        "original": "I wrote this piece or may send it for its authors.",
        "exclusive": "Is it for us alone: not sent to others, not published yet?",
        "ai_used": "Were artificial intelligence tools used to write it?",
        "edit_consent": "Editors may edit the wording.",
    },
}
Path = list[tuple[Step, Part]]
LAST: Mapping[str, Path] = {
    "changes_requested": [(Step.REQUEST_CHANGES, "editor")],
    "scheduled": [(Step.SCHEDULE, "editor")],
    "released": [(Step.RELEASE, "editor")],
    "declined": [(Step.DECLINE, "editor")],
    "withdrawn": [(Step.WITHDRAW, "owner")],
    "spam": [(Step.MARK_SPAM, "editor")],
}
UNCLAIMED = frozenset({"draft", "submitted", "withdrawn", "spam"})
APPROVED = frozenset({"approved", "scheduled", "released"})


@dataclass(frozen=True)
class Room:
    """What every journey needs: people by key, sections by slug, stored drawings by name."""

    people: Mapping[str, Person]
    sections: Mapping[str, Section]
    drawn: Mapping[str, Picture]
    now: datetime


def bring(piece: Piece, room: Room) -> Submission:
    """Send the piece as its author would and take the steps to its state."""
    path = list(_path(piece, room.sections[piece.section].approvals_required))
    sent, *when = moments(piece, len(path), room.now)
    author = room.people.get(piece.author)
    by = as_actor(author) if author else guest()
    send = begin if piece.state == "draft" else submit
    made = send(_new(piece, room), by=by, now=sent)
    for one in piece.images:
        name = f"{one.drawing}.png"
        attach(made, [keep(room.drawn[one.drawing], original_name=name, by=by, now=sent)])
    cast = parts(piece, room.people, made, by)
    if piece.author == GUEST and piece.confirmed:
        _take(made, Step.CONFIRM, cast["addressee"], Ask(), sent + CONFIRMED_AFTER)
    for (name, part), moment in zip(path, when, strict=True):
        _take(made, name, cast[part], _ask(name, piece, room, moment), moment)
    _note(piece, made, room)
    return made


def _path(piece: Piece, approvals: int) -> Iterator[tuple[Step, Part]]:
    if piece.state not in UNCLAIMED:
        yield Step.CLAIM, "editor"
    if piece.sent_to:
        yield Step.CLASSIFY, "editor"
    if piece.answers:
        yield from ((Step.REQUEST_CHANGES, "editor"), (Step.RESUBMIT, "owner"))
    if piece.edited:
        yield Step.EDIT, "editor"
    if piece.state in APPROVED:
        if piece.author == GUEST and not piece.confirmed:
            yield Step.VOUCH, "editor"
        yield Step.APPROVE, "second"
        if approvals > 1:
            yield Step.APPROVE, "third"
    yield from LAST.get(piece.state, ())


def _take(made: Submission, name: Step, by: Actor, ask: Ask, when: datetime) -> None:
    step(made.id, name, by=by, ask=replace(ask, version=made.version), now=when)


def _ask(name: Step, piece: Piece, room: Room, when: datetime) -> Ask:
    """Return what the step's form brought."""
    asked: Mapping[Step, Callable[[], Ask]] = {
        Step.CLASSIFY: lambda: Ask(place=_place(piece, room)),
        Step.REQUEST_CHANGES: lambda: Ask(points=piece.points, due_at=when + ANSWER_WITHIN),
        Step.RESUBMIT: lambda: Ask(text=as_sent_again(piece, room.drawn), answers=piece.answers),
        Step.EDIT: lambda: Ask(text=as_edited(piece, room.drawn)),
        Step.DECLINE: lambda: Ask(code="scope", public_note=piece.reason),
        Step.WITHDRAW: lambda: Ask(reason=piece.reason),
        Step.SCHEDULE: lambda: Ask(release_at=_release_at(piece, room.now)),
    }
    return asked.get(name, Ask)()


def _place(piece: Piece, room: Room) -> Place:
    where = room.sections[piece.section].id
    return Place(where, Kind(piece.kind), Language(piece.language), piece.tags)


def _release_at(piece: Piece, now: datetime) -> datetime:
    return (now + timedelta(days=piece.days_ahead)).replace(minute=0, second=0, microsecond=0)


def _note(piece: Piece, made: Submission, room: Room) -> None:
    """Put the public note under a piece that had to be corrected or retracted."""
    if made.article is None:
        return
    chief, now = as_actor(room.people["chief"]), noted(piece, room.now)
    if piece.corrected:
        correct(made.article, piece.corrected, by=chief, now=now)
    if piece.retracted:
        retract(made.article, piece.retracted, by=chief, now=now)


def _new(piece: Piece, room: Room) -> NewPiece:
    asked = DECLARED[piece.language[:2]]
    return NewPiece(
        form_key=new_token(),
        text=as_sent(piece, room.drawn),
        section_id=room.sections[piece.sent_to or piece.section].id,
        kind=Kind(piece.kind),
        language=Language(piece.language),
        name=piece.byline if piece.author == GUEST else "",
        email=piece.email,
        tags=piece.tags,
        declarations=[
            {"id": name, "text": text, "answer": getattr(piece.declarations, name)}
            for name, text in asked.items()
        ],
        quarantined_for=piece.set_aside,
    )
