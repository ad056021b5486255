"""What someone is writing and has not sent: whose it is, which form's, and what is kept of it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import joinedload

from cms.extensions import db, settings
from cms.models import Person
from cms.models.autosave import Autosave
from cms.text.secret import derive_token

LENGTH = 32  # hexadecimal digits, 128 bits
MOST = 40  # listed for one writer
NEW = "new"
DRAFT = "autosave-draft"
WINDOW = "autosave-window"  # the browser window that saved last
# How a kept form names an upload; the signed reference of the page would run out before the text.
MEDIA = "media:"
# Only these fields are written by us; any other may hold what somebody made up.
REFERENCE = re.compile(r"(?:pictures|attachments)-[0-9]{1,4}-reference")
UPLOAD = re.compile(rf"{MEDIA}([0-9]{{1,10}})")


@dataclass(frozen=True)
class Writing:
    """One form that someone writes in.

    `who` is like "person:3", "link:7" or "browser:<key>", `what` like "new", "my:7" or "desk:7".
    `draft` is the random name of the form as it was opened; a new piece is told by it alone.
    """

    who: str
    what: str
    draft: str
    person_id: int | None = None
    submission_id: int | None = None

    @property
    def writer(self) -> str:
        """Return the name of who writes, which tells nothing about them."""
        return _hidden("writer", self.who)

    @property
    def key(self) -> str:
        """Return the key of the row: the writer's name, then that of what is written."""
        what = f"{self.what}:{self.draft}" if self.what == NEW else self.what
        return f"{self.writer}:{_hidden('writing', what)}"

    @property
    def name(self) -> str:
        """Return what the form is called, by its writer and draft, once it is sent."""
        return f"{self.writer}.{self.draft}"

    def named(self, draft: str) -> "Writing":
        """Return the same form as it was opened under another name."""
        return replace(self, draft=draft)


def sent_key(name: str) -> str:
    """Return the key of the row that says that a form was sent or thrown away; its serial is 0."""
    return f"sent:{_hidden('sent', name)}"


def draft_of(row: Autosave) -> str:
    """Return the name of the form that saved the row last."""
    return first(row, DRAFT)


def first(row: Autosave, name: str) -> str:
    """Return a kept field's first value, empty when there is none."""
    found = row.fields.get(name) or [""]
    return str(found[0])


def find(writing: Writing) -> Autosave | None:
    """Return what is kept of this form, whichever window wrote it, and was not sent."""
    found = db.session.scalar(_unsent().where(Autosave.key == writing.key))
    return next(iter(_not_sent([found] if found else [])), None)


def by_id(number: int, writing: Writing) -> Autosave | None:
    """Return the row of that number if it is this writer's, and of such a form."""
    found = db.session.scalar(_unsent().where(Autosave.id == number))
    if found is None or found.key != writing.named(draft_of(found)).key:
        return None
    return next(iter(_not_sent([found])), None)


def lock(key: str) -> Autosave | None:
    """Return the row with that key, locked until the transaction ends."""
    wanted = select(Autosave).where(Autosave.key == key).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def of_writer(writer: str) -> list[Autosave]:
    """Return what this writer has not sent, the newest first."""
    wanted = _unsent().where(Autosave.key.startswith(f"{writer}:"))
    newest = wanted.order_by(Autosave.saved_at.desc(), Autosave.id.desc()).limit(MOST)
    return _not_sent(db.session.scalars(newest))


def count(writer: str = "") -> int:
    """Return how many forms are kept of this writer; without one, of all guests."""
    rows = select(func.count(Autosave.id)).where(Autosave.serial > 0)
    mine = Autosave.key.startswith(f"{writer}:") if writer else Autosave.person_id.is_(None)
    return db.session.scalar(rows.where(mine)) or 0


def sent(names: Collection[str]) -> set[str]:
    """Return those of the forms, by their names, that were sent or thrown away."""
    keys = {sent_key(name): name for name in names}
    if not keys:
        return set()
    found = db.session.scalars(select(Autosave.key).where(Autosave.key.in_(keys)))
    return {keys[one] for one in found}


def others_at(
    submission_id: int, person_id: int | None, since: datetime
) -> list[tuple[str, datetime]]:
    """Return who else has written in this piece since then: name and time, the newest first."""
    wanted = (
        select(Person.name, func.max(Autosave.saved_at, type_=Autosave.saved_at.type))
        .join(Person, Autosave.person_id == Person.id)
        .where(Autosave.submission_id == submission_id, Person.id != person_id)
        .where(Autosave.saved_at >= since, Autosave.serial > 0)
        .group_by(Person.id, Person.name)
        .order_by(func.max(Autosave.saved_at).desc())
    )
    return [(name, at) for name, at in db.session.execute(wanted)]


def held_media() -> set[int]:
    """Return the ids of the uploads that a kept form names."""
    wanted = select(Autosave.fields).where(cast(Autosave.fields, String).contains(f'"{MEDIA}'))
    return {
        int(found[1])
        for fields in db.session.scalars(wanted.execution_options(yield_per=50))
        for name, values in fields.items()
        if REFERENCE.fullmatch(name)
        for value in values
        if (found := UPLOAD.fullmatch(value))
    }


def _unsent() -> Select[Autosave]:
    return select(Autosave).where(Autosave.serial > 0).options(joinedload(Autosave.submission))


def _not_sent(rows: Iterable[Autosave]) -> list[Autosave]:
    # A save that was under way while the form was sent may have come in after it.
    found = list(rows)
    gone = sent([_name(one) for one in found])
    return [one for one in found if _name(one) not in gone]


def _name(row: Autosave) -> str:
    return f"{row.key.partition(':')[0]}.{draft_of(row)}"


def _hidden(purpose: str, name: str) -> str:
    return derive_token(settings().secret_key, purpose, name)[:LENGTH]
