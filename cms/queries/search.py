"""Full-text search over released pieces, the same tokens on both engines."""

from sqlalchemy import ColumnElement, bindparam, column, func, literal_column, select, table

from cms.extensions import db
from cms.models import Article
from cms.queries.articles import PAGE, VISIBLE, loaded
from cms.text.tokens import fts5_query, query_tokens, tsquery

INDEX = table("article_search", column("rowid"), column("article_id"), column("tokens"))


def search(words: str, before: int | None = None) -> list[Article]:
    """Return at most PAGE + 1 articles that hold every word, newest first, ids below `before`."""
    terms = query_tokens(words)
    if not terms:
        return []
    on_sqlite = db.engine.dialect.name == "sqlite"
    key: ColumnElement[int] = INDEX.c.rowid if on_sqlite else INDEX.c.article_id
    found: ColumnElement[bool]
    if on_sqlite:
        found = literal_column("article_search").op("MATCH")(bindparam("q", fts5_query(terms)))
    else:
        found = INDEX.c.tokens.op("@@")(func.to_tsquery("simple", tsquery(terms)))
    wanted = select(Article).join(INDEX, key == Article.id).where(found, Article.state.in_(VISIBLE))
    if before is not None:
        wanted = wanted.where(key < before)
    wanted = wanted.order_by(key.desc()).limit(PAGE + 1).options(*loaded())
    return list(db.session.scalars(wanted))
