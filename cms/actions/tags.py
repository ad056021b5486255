"""Tags by name, made where they are new."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cms.extensions import db
from cms.models import Tag
from cms.text.plain import tidy_line
from cms.text.slug import slug


def tags_named(names: Iterable[str]) -> list[Tag]:
    """Return one tag for each distinct name, in the order given; blank names are passed over."""
    wanted = {slug(name): tidy_line(name) for name in names if tidy_line(name)}
    known = _known(wanted)
    # In one order for everybody, or two pieces with the same new words wait for each other.
    for key, name in sorted(wanted.items()):
        if key not in known:
            known[key] = _make(key, name)
    return [known[key] for key in wanted]


def _known(slugs: Iterable[str]) -> dict[str, Tag]:
    found = db.session.scalars(select(Tag).where(Tag.slug.in_(list(slugs))))
    return {tag.slug: tag for tag in found}


def _make(key: str, name: str) -> Tag:
    made = Tag(slug=key, name=name)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        # Another piece brought the same new word at the same moment.
        return _known([key])[key]
    return made
