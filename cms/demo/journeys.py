"""How a demo piece comes to its state: the steps that people would have taken, dated back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from cms.actions.media import attach, keep
from cms.actions.steps import step
from cms.actions.submissions import NewPiece, begin, submit
from cms.demo.content import GUEST, Piece
from cms.models import Kind, Language, Person, Section, Submission
from cms.rules.actor import Actor, ActorKind, guest
from cms.rules.facts import Ask, Placed, Text
from cms.rules.submission import Step
from cms.storage.pictures import Picture
from cms.text.secret import new_token

HOUR = timedelta(hours=1)
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
Path = tuple[tuple[Step, str], ...]
TAKEN: Path = ((Step.CLAIM, "editor"),)
APPROVED: Path = (*TAKEN, (Step.VOUCH, "editor"), (Step.APPROVE, "second"))
PATHS: dict[str, Path] = {
    "draft": (),
    "submitted": (),
    "in_review": TAKEN,
    "changes_requested": (*TAKEN, (Step.REQUEST_CHANGES, "editor")),
    "approved": APPROVED,
    "scheduled": (*APPROVED, (Step.SCHEDULE, "editor")),
    "released": (*APPROVED, (Step.RELEASE, "editor")),
    "declined": (*TAKEN, (Step.DECLINE, "editor")),
    "withdrawn": ((Step.WITHDRAW, "owner"),),
    "spam": ((Step.MARK_SPAM, "editor"),),
}


def bring(
    piece: Piece,
    people: dict[str, Person],
    sections: dict[str, Section],
    drawn: Mapping[str, Picture],
    now: datetime,
) -> Submission:
    """Send the piece as its author would and take the steps to its state.

    `drawn` are the drawings of the piece's pictures, by name, stored already.
    """
    path = PATHS[piece.state]
    end = now - timedelta(days=piece.days_ago) - (piece_hour(piece) if piece.days_ago else HOUR)
    moments = _moments(end, len(path))
    author = people.get(piece.author)
    send = begin if piece.state == "draft" else submit
    by = as_actor(author) if author else guest()
    sent = next(moments)
    made = send(_new(piece, sections, drawn), by=by, now=sent)
    for one in piece.images:
        name = f"{one.drawing}.png"
        attach(made, [keep(drawn[one.drawing], original_name=name, by=by, now=sent)])
    cast = Roles(piece, people, made, by)
    for name, who in path:
        _take(piece, made, name, cast.find(who), next(moments), now)
        if name is Step.APPROVE and made.state == "in_review":
            _take(piece, made, name, cast.find("third"), next(moments, end), now)
    return made


def piece_hour(piece: Piece) -> timedelta:
    """Spread the pieces over the day, the same way each time."""
    return timedelta(minutes=sum(map(ord, piece.stem)) % 600)


def _moments(end: datetime, steps: int) -> Iterator[datetime]:
    return (end - HOUR * 5 * (steps - index) for index in range(steps + 1))


class Roles:
    """Who takes a step: the responsible editor, other eyes, or the owner."""

    def __init__(
        self, piece: Piece, people: dict[str, Person], made: Submission, by: Actor
    ) -> None:
        able = [
            person
            for key, person in people.items()
            if person.role in {"editor", "chief"}
            and (person.role == "chief" or piece.section in [s.slug for s in person.sections])
            and key != piece.editor
        ]
        able.sort(key=lambda person: person.role != "editor")
        self.editor = people[piece.editor] if piece.editor else able[0]
        self.others = [person for person in able if person is not self.editor]
        self.owner = by if by.kind is ActorKind.PERSON else guest(made.id)

    def find(self, who: str) -> Actor:
        """Return the actor who plays this part."""
        found: dict[str, Callable[[], Actor]] = {
            "editor": lambda: as_actor(self.editor),
            "second": lambda: as_actor(self.others[0]),
            "third": lambda: as_actor(self.others[1]),
            "owner": lambda: self.owner,
        }
        return found[who]()


def as_actor(person: Person) -> Actor:
    """Return a person as one who asks for steps."""
    sections = frozenset(section.id for section in person.sections)
    who = (person.id, person.name, person.role, sections)
    return Actor(ActorKind.PERSON, *who, email=person.email, byline=person.byline)


def _new(piece: Piece, sections: dict[str, Section], drawn: Mapping[str, Picture]) -> NewPiece:
    asked = DECLARED[piece.language[:2]]
    return NewPiece(
        form_key=new_token(),
        text=Text(
            title=piece.title,
            body=piece.body,
            format="markdown",
            dek=piece.dek,
            bylines=((piece.byline, piece.affiliation),),
            images=tuple(
                Placed(drawn[one.drawing].original.sha256, one.alt, one.caption, one.credit)
                for one in piece.images
            ),
        ),
        section_id=sections[piece.section].id,
        kind=Kind(piece.kind),
        language=Language(piece.language),
        name=piece.byline if piece.author == GUEST else "",
        email=piece.email,
        tags=piece.tags,
        declarations=[
            {"id": name, "text": text, "answer": getattr(piece.declarations, name)}
            for name, text in asked.items()
        ],
    )


def _take(
    piece: Piece, made: Submission, name: Step, by: Actor, when: datetime, now: datetime
) -> None:
    if name is Step.VOUCH and not (made.sender and not made.vouched_by_id):
        return
    ask = Ask(version=made.version)
    if name is Step.REQUEST_CHANGES:
        ask = replace(ask, points=piece.points, due_at=now + timedelta(days=9))
    elif name is Step.DECLINE:
        ask = replace(ask, code="scope", public_note=piece.reason)
    elif name is Step.WITHDRAW:
        ask = replace(ask, reason=piece.reason)
    elif name is Step.SCHEDULE:
        release = (now + timedelta(days=piece.days_ahead)).replace(minute=0, second=0)
        ask = replace(ask, release_at=release.replace(microsecond=0))
    step(made.id, name, by=by, ask=ask, now=when)
