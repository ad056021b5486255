"""Who plays which part in a demo piece's journey."""

from collections.abc import Mapping
from typing import Literal

from cms.demo.content import Piece
from cms.models import Person, Submission
from cms.rules.actor import Actor, ActorKind, addressee, guest

Part = Literal["editor", "second", "third", "owner", "addressee"]


def parts(
    piece: Piece, people: Mapping[str, Person], made: Submission, by: Actor
) -> dict[Part, Actor]:
    """Return the responsible editor, two others who may approve, and the owner, by part."""
    able = [one for one in people.values() if _may_decide(one, piece)]
    able.sort(key=lambda person: person.role != "editor")
    editor = people[piece.editor] if piece.editor else able[0]
    second, third, *_rest = [as_actor(one) for one in able if one is not editor]
    owner = by if by.kind is ActorKind.PERSON else guest(made.id)
    return {
        "editor": as_actor(editor),
        "second": second,
        "third": third,
        "owner": owner,
        "addressee": addressee(piece.email),
    }


def as_actor(person: Person) -> Actor:
    """Return a person as one who asks for steps."""
    sections = frozenset(section.id for section in person.sections)
    who = (person.id, person.name, person.role, sections)
    return Actor(ActorKind.PERSON, *who, email=person.email, byline=person.byline)


def _may_decide(person: Person, piece: Piece) -> bool:
    slugs = [section.slug for section in person.sections]
    return person.role == "chief" or (person.role == "editor" and piece.section in slugs)
