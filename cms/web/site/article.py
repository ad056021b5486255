"""The article's page, with what machines read of it."""

from typing import Any

from flask import redirect, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from cms.item import Item
from cms.models import Article
from cms.queries import articles
from cms.queries.articles import Scope
from cms.queries.items import to_item, to_items
from cms.text.figures import without_figures
from cms.text.plain import excerpt
from cms.web.context import config, urls
from cms.web.language import choose
from cms.web.qr import qr_code
from cms.web.site import site
from cms.web.site.structured import news_article, script_json

RELATED = 4
DESCRIPTION = 160
OG_LOCALES = {
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "en": "en_US",
}  # Open Graph knows territories only


@site.get("/articles/<public_id>")
@site.get("/articles/<public_id>/<slug>")
def article(public_id: str, slug: str = "") -> str | Response:
    """Show the article; a wrong slug leads to the right one."""
    found = articles.by_public_id(public_id)
    if slug != found.slug:
        return redirect(urls().article(found.public_id, found.slug), code=301)
    item = to_item(found, urls(), choose())
    return render_template(
        "site/article.html",
        item=item,
        counterpart=_counterpart(found),
        related=_related(found),
        og=_open_graph(item),
        code=qr_code(urls().article(found.public_id)),
        jsonld=Markup(script_json(news_article(item, config().site_name))),  # noqa: S704  escaped for a script element there
    )


def _counterpart(found: Article) -> Item | None:
    other = found.counterpart
    if other is None or other.state not in articles.VISIBLE:
        return None
    return to_item(other, urls(), choose())


def _related(found: Article) -> list[Item]:
    near = articles.page(Scope("section", found.section.slug), limit=RELATED + 2)
    others = [one for one in near if one.id not in {found.id, found.counterpart_id}]
    return to_items(others[:RELATED], urls(), choose())


def _open_graph(item: Item) -> dict[str, Any]:
    return {
        "og:type": "article",
        "og:title": item.title,
        "og:description": item.dek or excerpt(without_figures(item.html), DESCRIPTION),
        "og:url": item.url,
        "og:site_name": config().site_name,
        "og:locale": OG_LOCALES[item.language],
        "article:published_time": item.published_at.isoformat(),
        "article:modified_time": item.updated_at.isoformat(),
        "article:section": item.section.name,
    } | _picture(item)


def _picture(item: Item) -> dict[str, Any]:
    if not item.images:
        return {}
    lead = item.images[0]
    return {
        "og:image": lead.url,
        "og:image:type": lead.mime,
        "og:image:width": lead.width,
        "og:image:height": lead.height,
        "og:image:alt": lead.alt,
    }
