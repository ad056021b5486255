"""Sections, tags, authors and months: the same page over another scope."""

from datetime import UTC, datetime

from flask import render_template, request
from flask_babel import gettext as _

from cms.errors import NotFound
from cms.models import Article
from cms.queries import articles, newsroom
from cms.queries.articles import PAGE, Scope
from cms.queries.items import section_name, to_items
from cms.text.traditional import said_in
from cms.web.context import config, urls
from cms.web.feeds import feed_links
from cms.web.keyset import read_position, write_position
from cms.web.language import choose
from cms.web.language import month as month_title
from cms.web.site import site


@site.get("/sections/<slug>")
def section(slug: str) -> str:
    """List a section."""
    found = newsroom.section(slug)
    intro = said_in(choose(), found.description_zh, found.description_en)
    return _listing(Scope("section", slug), section_name(found, choose()), _("Section"), intro)


@site.get("/tags/<slug>")
def tag(slug: str) -> str:
    """List what carries a tag."""
    return _listing(Scope("tag", slug), newsroom.tag(slug).name, _("Tag"))


@site.get("/authors/<slug>")
def author(slug: str) -> str:
    """List what an author signed."""
    credit = newsroom.author(slug)
    return _listing(Scope("author", slug), credit.name, _("Author"), credit.affiliation)


@site.get("/archive/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>")
def archive(year: int, month: int) -> str:
    """List one month of the newsroom's own calendar."""
    try:
        start = datetime(year, month, 1, tzinfo=config().zone).astimezone(UTC)
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=config().zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotFound from error
    found = articles.month(start, end, read_position("before"))
    heading = month_title(start)
    return _render(found, heading=heading, eyebrow=_("Archive"), intro="", links=[])


def _listing(scope: Scope, heading: str, eyebrow: str, intro: str = "") -> str:
    found = articles.page(scope, read_position("before"), PAGE + 1)
    return _render(
        found, heading=heading, eyebrow=eyebrow, intro=intro, links=feed_links(scope, heading)
    )


def _render(
    found: list[Article],
    *,
    heading: str,
    eyebrow: str,
    intro: str,
    links: list[tuple[str, str, str]],
) -> str:
    return render_template(
        "site/listing.html",
        heading=heading,
        eyebrow=eyebrow,
        intro=intro,
        items=to_items(found[:PAGE], urls(), choose()),
        older=_older(found),
        newer=request.path if "before" in request.args else None,
        feed_links=links,
    )


def _older(found: list[Article]) -> str | None:
    if len(found) <= PAGE:
        return None
    last = found[PAGE - 1]
    return f"{request.path}?before={write_position(last.published_at, last.id)}"
