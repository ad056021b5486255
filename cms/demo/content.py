"""The demo newsroom's invented people, sections, call and pieces, read from files here."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

FENCE = "+++\n"
GUEST = "guest"

Answer = Literal["yes", "no"]
Change = tuple[str, str]
Language = Literal["zh-Hans", "zh-Hant", "en"]
Kind = Literal["news", "feature", "case_study", "paper", "notice", "opinion"]
Role = Literal["contributor", "editor", "chief", "admin"]
State = Literal[
    "draft",
    "submitted",
    "in_review",
    "changes_requested",
    "approved",
    "scheduled",
    "released",
    "declined",
    "withdrawn",
    "spam",
]


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """What the sender declared about the piece."""

    original: Answer
    exclusive: Answer
    ai_used: Answer
    edit_consent: Answer


@dataclass(frozen=True, kw_only=True)
class Illustration:
    """A picture of a piece: the name of its drawing, and its words in the piece's language."""

    drawing: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece and the state that the demo brings it to; `body` is Markdown.

    `author` is a person's key or "guest", who has an `email`; `editor` is the responsible
    editor's key where the piece was claimed, else "". `days_ago` says since when the piece is in
    its state, `at` the Beijing time ("16:40", or "" for any), `days_ahead` when a scheduled one is
    released. `reason` belongs to declined and withdrawn, `points` to changes_requested, and with
    `answers` to a piece that was sent again. `counterpart` is another piece's `stem`, or "".

    `drafted` and `edited` are pairs (words of the body, words that stood there before) which the
    author changed when sending again, and the editor. `set_aside` is the spam checks' reason,
    `sent_to` the section where the piece arrived if it is another. `corrected` and `retracted` are
    public notes; `noted_days_ago` dates them.
    """

    stem: str
    title: str
    dek: str
    body: str
    section: str
    kind: Kind
    language: Language
    byline: str
    affiliation: str
    tags: tuple[str, ...]
    author: str
    state: State
    days_ago: int
    declarations: Declarations
    email: str = ""
    editor: str = ""
    days_ahead: int = 0
    points: tuple[str, ...] = ()
    reason: str = ""
    counterpart: str = ""
    images: tuple[Illustration, ...] = ()
    at: str = ""
    coauthors: tuple[tuple[str, str], ...] = ()
    answers: tuple[str, ...] = ()
    drafted: tuple[Change, ...] = ()
    edited: tuple[Change, ...] = ()
    confirmed: bool = True
    set_aside: str = ""
    sent_to: str = ""
    corrected: str = ""
    retracted: str = ""
    noted_days_ago: int = 0

    @property
    def bylines(self) -> tuple[tuple[str, str], ...]:
        """Return (name, affiliation) of everyone who wrote it, in order."""
        return ((self.byline, self.affiliation), *self.coauthors)


@dataclass(frozen=True, kw_only=True)
class SectionEntry:
    """One section of the newsroom, described in both languages."""

    slug: str
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str
    approvals_required: int = 1


@dataclass(frozen=True, kw_only=True)
class PersonEntry:
    """One person with an account; `sections` are the slugs where an editor may decide."""

    key: str
    name: str
    email: str
    role: Role
    sections: tuple[str, ...]
    locale: str
    bio: str


@dataclass(frozen=True, kw_only=True)
class CallEntry:
    """The call for submissions: closes `days_ahead` days after loading, texts in Markdown."""

    slug: str
    section: str
    days_ahead: int
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    length_zh: str
    length_en: str
    fee_zh: str
    fee_en: str


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The newsroom with its sections in reading order, its people and its one call."""

    name_zh: str
    name_en: str
    tagline_zh: str
    tagline_en: str
    sections: tuple[SectionEntry, ...]
    people: tuple[PersonEntry, ...]
    call: CallEntry


def pieces() -> list[Piece]:
    """Return every demo piece, oldest first, so that loading in this order tells a story."""
    texts = {
        entry.name.removesuffix(".md"): entry.read_text(encoding="utf-8")
        for entry in files(__package__).joinpath("pieces").iterdir()
        if entry.name.endswith(".md")
    }
    read = [_piece(stem, text) for stem, text in texts.items()]
    return sorted(read, key=lambda piece: (-piece.days_ago, piece.stem))


def cast() -> Cast:
    """Return the demo's newsroom: sections, people and the call."""
    text = files(__package__).joinpath("cast.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Cast(
        **table["newsroom"],
        sections=tuple(SectionEntry(**entry) for entry in table["sections"]),
        people=tuple(PersonEntry(**_frozen(entry)) for entry in table["people"]),
        call=CallEntry(**table["call"]),
    )


def _piece(stem: str, text: str) -> Piece:
    """Split a file into its TOML front matter and its Markdown body."""
    _, front, body = text.split(FENCE, 2)
    fields = _frozen(tomllib.loads(front))
    declarations = Declarations(**fields.pop("declarations"))
    images = tuple(Illustration(**one) for one in fields.pop("images", ()))
    return Piece(stem=stem, body=body.strip(), declarations=declarations, images=images, **fields)


def _frozen(fields: dict[str, Any]) -> dict[str, Any]:
    """Turn lists into tuples, since the records are frozen."""
    return {key: _tuple(value) for key, value in fields.items()}


def _tuple(value: Any) -> Any:  # noqa: ANN401  whatever TOML holds
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
