"""Feeds: one view for every scope and format, answered 304 whenever nothing changed."""

import hashlib

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from cms.errors import NotFound
from cms.feeds import FORMATS
from cms.feeds.feed import Feed
from cms.queries import articles, newsroom
from cms.queries.articles import Scope
from cms.queries.items import section_name, to_items
from cms.web.context import config, urls
from cms.web.globals import section_links

feeds = Blueprint("feeds", __name__)

LENGTH = 50
FRESH = "public, max-age=300"


def feed_links(scope: Scope, label: str) -> list[tuple[str, str, str]]:
    """Return (label, address, media type) of a scope's feed in each format."""
    return [
        (f"{label} · {one.label}", urls().feed(scope.path, one.name), one.mime.split(";")[0])
        for one in FORMATS.values()
    ]


@feeds.get("/feeds/")
def index() -> str:
    """Show people which feeds there are."""
    scopes = [(_("Everything"), Scope())]
    scopes += [(one.name, Scope("section", one.slug)) for one in section_links()]
    shown = [
        (label, [(one.label, urls().feed(scope.path, one.name)) for one in FORMATS.values()])
        for label, scope in scopes
    ]
    return render_template("site/feeds.html", scopes=shown)


@feeds.get("/feeds/all.<name>")
def everything(name: str) -> Response:
    """Serve all that was released."""
    return serve(Scope(), name, config().site_name, urls().front())


@feeds.get("/feeds/section/<slug>.<name>")
def section(slug: str, name: str) -> Response:
    """Serve a section."""
    found = newsroom.section(slug)
    title = section_name(found, config().locale)
    return serve(Scope("section", slug), name, title, urls().section(slug))


@feeds.get("/feeds/tag/<slug>.<name>")
def tag(slug: str, name: str) -> Response:
    """Serve what carries a tag."""
    return serve(Scope("tag", slug), name, newsroom.tag(slug).name, urls().tag(slug))


@feeds.get("/feeds/author/<slug>.<name>")
def author(slug: str, name: str) -> Response:
    """Serve what an author signed."""
    return serve(Scope("author", slug), name, newsroom.author(slug).name, urls().author(slug))


def serve(scope: Scope, name: str, title: str, site_url: str) -> Response:
    """Answer with the scope's newest pieces; the bytes depend on nothing but those."""
    if name not in FORMATS:
        raise NotFound
    site_name = config().site_name
    found = articles.page(scope, limit=LENGTH)
    feed = Feed(
        title=site_name if title == site_name else f"{site_name} · {title}",
        subtitle=config().site_tagline,
        url=urls().feed(scope.path, name),
        site_url=site_url,
        language=config().locale.replace("_", "-"),
        items=tuple(to_items(found, urls(), config().locale)),
        publisher=site_name,
        icon=urls().static("icon.svg"),
    )
    body = FORMATS[name].render(feed)
    response = Response(body, content_type=FORMATS[name].mime)
    response.set_etag(hashlib.sha256(body).hexdigest())
    response.last_modified = feed.updated
    response.headers["Cache-Control"] = FRESH
    response.make_conditional(request)
    return response
