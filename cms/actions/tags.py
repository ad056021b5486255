"""Tags by name, made where they are new."""

from collections.abc import Iterable

from sqlalchemy import select

from cms.extensions import db
from cms.models import Tag
from cms.text.plain import tidy_line
from cms.text.slug import slug


def tags_named(names: Iterable[str]) -> list[Tag]:
    """Return one tag for each distinct name, in the order given; blank names are passed over."""
    wanted = {slug(name): tidy_line(name) for name in names if tidy_line(name)}
    known = {tag.slug: tag for tag in db.session.scalars(select(Tag).where(Tag.slug.in_(wanted)))}
    for key, name in wanted.items():
        if key not in known:
            known[key] = Tag(slug=key, name=name)
            db.session.add(known[key])
    db.session.flush()
    return [known[key] for key in wanted]
