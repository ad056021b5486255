"""An article turned into the item that pages and feeds show."""

from collections.abc import Sequence
from typing import cast

from cms.item import Credit, Image, Item, State, Topic, tag_uri
from cms.models import Article, Section
from cms.queries.images import set_in
from cms.queries.media import images_of
from cms.text.absolute import absolute
from cms.text.traditional import said_in
from cms.urls import Urls


def to_item(article: Article, urls: Urls, locale: str) -> Item:
    """Return the article as the world sees it; `locale` chooses the section's name."""
    return to_items([article], urls, locale)[0]


def to_items(articles: Sequence[Article], urls: Urls, locale: str) -> list[Item]:
    """Return articles as the world sees them, in their order."""
    found = images_of(articles, urls)
    return [_item(one, urls, locale, found.get(one.id, ())) for one in articles]


def _item(article: Article, urls: Urls, locale: str, images: tuple[Image, ...]) -> Item:
    revision = article.revision
    html, images = set_in(revision.html, images)
    return Item(
        public_id=article.public_id,
        url=urls.article(article.public_id, article.slug),
        title=revision.title,
        dek=revision.dek,
        html=absolute(html, urls.base),
        language=article.language,
        kind=article.kind,
        section=Topic(article.section.slug, section_name(article.section, locale)),
        tags=tuple(Topic(tag.slug, tag.name) for tag in article.tags),
        authors=tuple(Credit(one.name, one.slug, one.affiliation) for one in article.bylines),
        responsible_editor=article.editor.name if article.editor else "",
        published_at=article.published_at,
        updated_at=article.updated_at,
        tag_uri=tag_uri(urls.host, article.published_at, article.public_id),
        state=cast("State", article.state.value),
        note=article.note,
        images=images,
    )


def section_name(section: Section, locale: str) -> str:
    """Return the section's name in the reader's language."""
    return said_in(locale, section.name_zh, section.name_en)
