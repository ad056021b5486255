"""Alembic's entry: the app's engine, the models' shape, batch mode where SQLite needs it."""

from alembic import context
from flask import current_app

from cms.models.base import Model

# The search index is made by hand, one way for each engine.
BY_HAND = "article_search"


def include(_item: object, name: str | None, kind: str, _here: bool, _other: object) -> bool:
    """Leave the search index and its shadow tables out of every comparison."""
    return not (kind in {"table", "index"} and name and BY_HAND in name)


def run() -> None:
    """Migrate on the app's engine, in one transaction."""
    connectable = current_app.extensions["migrate"].db.engine
    with connectable.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            render_as_batch=True,
            include_object=include,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
