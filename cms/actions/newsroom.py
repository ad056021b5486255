"""Setting the newsroom up: its sections and calls."""

from sqlalchemy import func, select

from cms.errors import N_, CmsError, Invalid
from cms.extensions import db
from cms.models import Call, Section


def add_section(slug: str, name_zh: str, name_en: str, **rest: object) -> Section:
    """Append a section to the newsroom's order; `rest` are further columns of Section.

    Raises:
        Invalid: there is a section with this slug.
    """
    if db.session.scalar(select(Section.id).where(Section.slug == slug)) is not None:
        raise Invalid({"slug": CmsError(N_("There is a section with this name already."))})
    last = db.session.scalar(select(func.max(Section.position))) or 0
    made = Section(slug=slug, name_zh=name_zh, name_en=name_en, position=last + 1, **rest)
    db.session.add(made)
    db.session.flush()
    return made


def found(slug: str = "news", name_zh: str = "要闻", name_en: str = "News") -> bool:
    """Give an empty newsroom its first section, so that pieces can come in; tell whether it did."""
    if db.session.scalar(select(Section.id).limit(1)) is not None:
        return False
    add_section(slug, name_zh, name_en)
    return True


def add_call(call: Call) -> Call:
    """Open a call for submissions."""
    db.session.add(call)
    db.session.flush()
    return call
