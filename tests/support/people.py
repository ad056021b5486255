"""The three people of every test, a few more for four eyes, and pieces they send."""

import itertools
import uuid
from datetime import UTC, datetime

import factory
from flask import Flask

from cms.actions import sessions
from cms.actions.steps import step
from cms.actions.submissions import NewPiece, submit
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Kind, Language, Person, Role, Section, Submission
from cms.rules.actor import Actor, ActorKind, guest
from cms.rules.facts import Ask, Text
from cms.rules.submission import Step
from cms.text.secret import hash_token

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
_keys = itertools.count()


class SectionFactory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        model = Section
        sqlalchemy_session = db.session
        sqlalchemy_session_persistence = "flush"

    slug = factory.Sequence(lambda n: f"section-{n}")
    name_zh = "要闻"
    name_en = "News"
    position = factory.Sequence(int)


class PersonFactory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        model = Person
        sqlalchemy_session = db.session
        sqlalchemy_session_persistence = "flush"

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda one: f"{one.name.replace(' ', '.').lower()}@demo.example")
    role = Role.CONTRIBUTOR
    active = True
    fs_uniquifier = factory.LazyFunction(lambda: uuid.uuid4().hex)
    confirmed_at = NOON
    created_at = NOON


def as_actor(person: Person) -> Actor:
    sections = frozenset(section.id for section in person.sections)
    who = (person.id, person.name, person.role, sections)
    return Actor(ActorKind.PERSON, *who, email=person.email, byline=person.byline)


def make_newsroom() -> None:
    """Two sections; ann writes, ed and lin edit news, may papers, cho is chief, eve nobody."""
    news = SectionFactory(slug="news", name_zh="要闻", name_en="News")
    other = SectionFactory(slug="papers", name_zh="论文", name_en="Papers", approvals_required=2)
    PersonFactory(name="ann")
    PersonFactory(name="eve")
    PersonFactory(name="ed", role=Role.EDITOR, sections=[news])
    PersonFactory(name="lin", role=Role.EDITOR, sections=[news, other])
    PersonFactory(name="may", role=Role.EDITOR, sections=[other])
    PersonFactory(name="cho", role=Role.CHIEF)
    PersonFactory(name="ada", role=Role.ADMIN)


def person(name: str) -> Person:
    return db.session.scalars(db.select(Person).where(Person.name == name)).one()


def actor(name: str) -> Actor:
    return as_actor(person(name))


def section(slug: str = "news") -> Section:
    return db.session.scalars(db.select(Section).where(Section.slug == slug)).one()


def new_piece(
    title: str = "地埋管换热孔回填的三个细节",
    body: str = "第一段说事情。\n第二段说经过。",
    **changes: object,
) -> NewPiece:
    given: dict[str, object] = {
        "form_key": f"key-{next(_keys)}-{uuid.uuid4().hex}",
        "text": Text(title, body, "plain", "一句话的导语", (("安念秋", "云舸设计院"),)),
        "section_id": section().id,
        "kind": Kind.NEWS,
        "language": Language.ZH_HANS,
        "declarations": [{"id": "original", "text": "I wrote it", "answer": "yes"}],
    }
    return NewPiece(**(given | changes))


def sent(
    by: str | None = "ann", now: datetime = NOON, token: str | None = None, **changes: object
) -> Submission:
    """A submitted piece, by a person with an account or by a guest (None).

    `token` makes the private link one that the test can write down.
    """
    if by is None:
        changes = {"name": "温叙白", "email": "wen@demo.example"} | changes
    made = submit(new_piece(**changes), by=actor(by) if by else guest(), now=now)
    if token is not None:
        made.token_hash = hash_token(token)
        db.session.flush()
    return made


def take(
    submission: Submission, name: Step | str, by: str | Actor, now: datetime = NOON, **asked: object
) -> object:
    who = actor(by) if isinstance(by, str) else by
    given = {"version": submission.version} | asked
    return step(submission.id, Step(name), by=who, ask=Ask(**given), now=now)


def released(by: str = "ann", now: datetime = NOON, **changes: object) -> Submission:
    """A piece that ann sent, ed claimed, lin approved and ed released."""
    one = sent(by, now, **changes)
    take(one, "claim", "ed", now)
    take(one, "approve", "lin", now)
    take(one, "release", "ed", now)
    return one


def sign_in(client, app: Flask, name: str, now: datetime | None = None) -> None:
    """Sign in as a browser that has been let in, without the cost of a password."""
    now = now or datetime.now(UTC)
    with app.app_context():
        begin_write(db.session)
        one = person(name)
        uniquifier = one.fs_uniquifier
        token = sessions.begin(one.id, device="Firefox · Linux", network="192.0.2.0/24", now=now)
        db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = uniquifier
        session["session"] = token
        session["fs_paa"] = now.timestamp()
        session.permanent = True
