"""Puts the demo's people and pieces into an empty database, each brought to its state by steps."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from cms.actions.media import store
from cms.actions.newsroom import add_call, add_section
from cms.actions.people import NewPerson, add_person
from cms.demo.content import Cast, PersonEntry, Piece, cast, pieces
from cms.demo.journeys import Room, bring
from cms.demo.pictures import picture
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Article, Call, Person, Role, Section, Submission
from cms.queries.newsroom import sections as sections_now
from cms.storage.pictures import Picture
from cms.web.accounts import hashed

PASSWORD = "groundloop demo"  # noqa: S105  the demo's, printed by `make run`, on loopback only


def is_empty() -> bool:
    """Tell whether the newsroom has neither pieces nor people."""
    db.session.rollback()
    return not any(db.session.scalar(select(table.id).limit(1)) for table in (Submission, Section))


def accounts() -> list[tuple[str, str]]:
    """Return (role, address) of each demo account."""
    return [(person.role, person.email) for person in cast().people]


def fill(now: datetime | None = None) -> None:
    """Make sections, people, the call and every piece; commits once."""
    now = now or datetime.now(UTC)
    found = pieces()
    drawn = _drawn(found)
    db.session.rollback()
    begin_write(db.session)
    room = _room(cast(), drawn, now)
    made = {one.stem: bring(one, room) for one in found}
    _link(found, {stem: one.article for stem, one in made.items()})
    db.session.commit()


def _drawn(found: Iterable[Piece]) -> dict[str, Picture]:
    """Draw and store every picture that a piece shows, before anything is written."""
    names = sorted({image.drawing for one in found for image in one.images})
    with ProcessPoolExecutor() as pool:
        drawn = dict(zip(names, pool.map(picture, names), strict=True))
    store(*drawn.values())
    return drawn


def _room(found: Cast, drawn: Mapping[str, Picture], now: datetime) -> Room:
    known = {one.slug: one for one in sections_now()}
    sections = {
        one.slug: known.get(one.slug)
        or add_section(
            one.slug,
            one.name_zh,
            one.name_en,
            description_zh=one.description_zh,
            description_en=one.description_en,
            approvals_required=one.approvals_required,
        )
        for one in found.sections
    }
    password = hashed(PASSWORD)
    people = {one.key: _add(one, password, now) for one in found.people}
    _call(found, sections, now)
    return Room(people, sections, drawn, now)


def _add(one: PersonEntry, password: str, now: datetime) -> Person:
    new = NewPerson(
        one.email,
        one.name,
        Role(one.role),
        password,
        one.sections,
        one.locale,
        one.bio,
        demo=True,
    )
    return add_person(new, now=now - timedelta(days=90))


def _call(found: Cast, sections: dict[str, Section], now: datetime) -> None:
    one = found.call
    closes = (now + timedelta(days=one.days_ahead)).replace(hour=10, minute=0, second=0)
    add_call(
        Call(
            slug=one.slug,
            title_zh=one.title_zh,
            title_en=one.title_en,
            text_zh=one.text_zh,
            text_en=one.text_en,
            length_zh=one.length_zh,
            length_en=one.length_en,
            fee_zh=one.fee_zh,
            fee_en=one.fee_en,
            section_id=sections[one.section].id,
            opens_at=now - timedelta(days=10),
            closes_at=closes.replace(microsecond=0),
        )
    )


def _link(found: Iterable[Piece], articles: dict[str, Article | None]) -> None:
    for piece in found:
        article, other = articles[piece.stem], articles.get(piece.counterpart)
        if article is not None and other is not None:
            article.counterpart_id = other.id
