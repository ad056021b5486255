"""What a decision looks at: the submission as plain values, and what the step's form asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cms.models import Kind, Language, State


@dataclass(frozen=True)
class Outline:
    """As much of a submission as says who may: whose it is, and where it stands."""

    id: int
    state: State
    section_id: int
    version: int
    revision_hash: str
    submitter_id: int | None = None
    assignee_id: int | None = None
    sender_email: str = ""


@dataclass(frozen=True)
class Facts(Outline):
    """One submission at one moment; `approvals` are the people whose voice still counts.

    `assignees` are the people who may be made responsible: the active editors of the section and
    the chiefs. `points` is what the author is to answer now; `checklist` is the section's,
    `ticked` what the last approvers ticked of it; `approvals_elsewhere` is how many voices each
    section asks for, by its id; `asked_back` tells that the author wants it withdrawn,
    `set_aside` that the spam checks keep it out of the queue.
    """

    last_editor_id: int | None = None
    byline_names: tuple[str, ...] = ()
    verified: bool = True
    declared: bool = True
    approvals: tuple[int, ...] = ()
    approvals_required: int = 1
    checklist: tuple[dict[str, Any], ...] = ()
    ticked: frozenset[str] = frozenset()
    blocking_comments: int = 0
    pinned: bool = True
    release_at: datetime | None = None
    assignees: frozenset[int] = frozenset()
    points: tuple[str, ...] = ()
    asked_back: bool = False
    set_aside: bool = False
    approvals_elsewhere: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """A picture in a text, by the SHA-256 of its Media, with the words that belong to it."""

    sha256: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Text:
    """A piece's text as someone typed it; `bylines` are (name, affiliation) in order.

    The first of `images` leads the piece, the others follow its text.
    """

    title: str
    body: str
    format: str
    dek: str = ""
    bylines: tuple[tuple[str, str], ...] = ()
    images: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a piece belongs; none of it is bound by an approval."""

    section_id: int
    kind: Kind
    language: Language
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """What comes with a step; `version` is the one the asker read, None for the worker."""

    version: int | None = None
    reason: str = ""
    code: str = ""
    public_note: str = ""
    private_note: str = ""
    points: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    due_at: datetime | None = None
    release_at: datetime | None = None
    assignee_id: int | None = None
    ticked: frozenset[str] = frozenset()
    override: bool = False
    text: Text | None = None
    place: Place | None = None
    shown: dict[str, Any] = field(default_factory=dict)
