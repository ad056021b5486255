"""Keeping the search index in step with what is released."""

from sqlalchemy import text

from cms.extensions import db
from cms.models import Article
from cms.text.plain import plain
from cms.text.tokens import index_tokens, tsvector_text

FORGET = {
    "sqlite": "DELETE FROM article_search WHERE rowid = :id",
    "postgresql": "DELETE FROM article_search WHERE article_id = :id",
}
LEARN = {
    "sqlite": "INSERT INTO article_search (rowid, tokens) VALUES (:id, :tokens)",
    "postgresql": "INSERT INTO article_search (article_id, tokens)"
    " VALUES (:id, to_tsvector('simple', :tokens))",
}
TOKENS = {"sqlite": index_tokens, "postgresql": tsvector_text}


def index(article: Article) -> None:
    """Write the article's tokens: title, dek, text, authors and tags."""
    revision = article.revision
    parts = [revision.title, revision.dek, plain(revision.html)]
    parts += [one.name for one in article.bylines] + [tag.name for tag in article.tags]
    engine = db.engine.dialect.name
    text_of_piece = "\n".join(parts)
    tokens = TOKENS[engine](text_of_piece)
    db.session.execute(text(FORGET[engine]), {"id": article.id})
    db.session.execute(text(LEARN[engine]), {"id": article.id, "tokens": tokens})
