"""Who asks: a person, a guest or reviewer with a link, mail intake, the worker, the operator."""

from dataclasses import dataclass
from enum import StrEnum

from cms.models import Role


class ActorKind(StrEnum):
    """By what right someone acts."""

    PERSON = "person"
    GUEST = "guest"
    REVIEWER = "reviewer"
    INTAKE = "intake"
    WORKER = "worker"
    ADDRESSEE = "addressee"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Actor:
    """One who asks for a step; `submission_id` binds a link to its piece, the hash to its text."""

    kind: ActorKind
    person_id: int | None = None
    name: str = ""
    role: Role | None = None
    sections: frozenset[int] = frozenset()
    submission_id: int | None = None
    revision_hash: str = ""
    review_id: int | None = None
    email: str = ""
    byline: str = ""


WORKER = Actor(ActorKind.WORKER)
OPERATOR = Actor(ActorKind.OPERATOR)
INTAKE = Actor(ActorKind.INTAKE)


def addressee(email: str, person_id: int | None = None) -> Actor:
    """Return one who proved to read the mail of this address; `person_id` is their account's."""
    return Actor(ActorKind.ADDRESSEE, person_id=person_id, email=email)


def guest(submission_id: int | None = None) -> Actor:
    """Return one who sends a new piece (None) or holds the link to the piece of that id."""
    return Actor(ActorKind.GUEST, submission_id=submission_id)
