"""The front page and the reader's choice of language."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from cms.config import LOCALES
from cms.errors import NotFound
from cms.item import Item
from cms.queries import articles, newsroom
from cms.queries.articles import Scope
from cms.queries.items import to_items
from cms.web.context import now, urls
from cms.web.globals import SectionLink, section_links
from cms.web.language import choose, remember
from cms.web.requests import local_path
from cms.web.site import site
from cms.web.site.calls import show_call

LATEST = 9
PER_SECTION = 4


@site.get("/")
def front() -> str:
    """Show the lead, what is new, and each section that has something."""
    locale = choose()
    newest = to_items(articles.page(Scope(), limit=LATEST), urls(), locale)
    lead = newest[0] if newest else None
    calls = newsroom.open_calls(now())
    return render_template(
        "site/front.html",
        lead=lead,
        latest=newest[1:],
        blocks=_blocks(locale, lead),
        call=show_call(calls[0]) if calls else None,
    )


def _blocks(locale: str, lead: Item | None) -> list[tuple[SectionLink, list[Item]]]:
    """Return each section that has something beside the lead, with its newest pieces."""
    blocks = []
    for section in section_links():
        found = articles.page(Scope("section", section.slug), limit=PER_SECTION + 1)
        items = to_items(found, urls(), locale)
        shown = [item for item in items if lead is None or item.public_id != lead.public_id]
        if shown:
            blocks.append((section, shown[:PER_SECTION]))
    return blocks


@site.get("/language/<code>")
def language(code: str) -> BaseResponse:
    """Remember the reader's language for a year and go back where they were."""
    if code not in LOCALES:
        raise NotFound
    response = redirect(local_path(request.args.get("next", "/")), code=303)
    remember(response, code)
    return response
