"""Setting the newsroom up: its sections and calls."""

from sqlalchemy import func, select

from cms.extensions import db
from cms.models import Call, Section


def add_section(slug: str, name_zh: str, name_en: str, **rest: object) -> Section:
    """Append a section to the newsroom's order; `rest` are further columns of Section."""
    count = db.session.scalar(select(func.count(Section.id))) or 0
    made = Section(slug=slug, name_zh=name_zh, name_en=name_en, position=count, **rest)
    db.session.add(made)
    db.session.flush()
    return made


def add_call(call: Call) -> Call:
    """Open a call for submissions."""
    db.session.add(call)
    db.session.flush()
    return call
