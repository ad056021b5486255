"""Sitemaps and robots.txt."""

from datetime import timedelta

from flask import Response, render_template

from cms.queries import articles
from cms.queries.items import to_items
from cms.web.context import config, now, urls
from cms.web.machines import machines

XML = "application/xml; charset=utf-8"
MOST = 50_000  # what the protocol allows in one file
NEWS_AGE = timedelta(days=2)
NEWS_MOST = 1_000
# What the news sitemap protocol calls the two ways of writing Chinese.
NEWS_LANGUAGES = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw", "en": "en"}


@machines.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers out of work and private links, and name the sitemaps."""
    closed = ["/desk/", "/my/", "/s/", "/review/", "/login", "/submit", "/language/", "/search"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += [f"Sitemap: {urls().sitemap()}", f"Sitemap: {urls().news_sitemap()}"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@machines.get("/sitemap.xml")
def sitemap() -> Response:
    """List the front page and the newest articles."""
    entries = [
        (urls().article(public_id, slug), changed.isoformat())
        for public_id, slug, changed in articles.addresses(MOST)
    ]
    return Response(render_template("site/sitemap.xml", entries=entries), content_type=XML)


@machines.get("/sitemap-news.xml")
def news_sitemap() -> Response:
    """List what was published in the last two days, in the form that news crawlers take."""
    found = articles.since(now() - NEWS_AGE, NEWS_MOST)
    items = to_items(found, urls(), config().locale)
    page = render_template("site/sitemap-news.xml", items=items, languages=NEWS_LANGUAGES)
    return Response(page, content_type=XML)
