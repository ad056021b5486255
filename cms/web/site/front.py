"""The front page and the reader's choice of language."""

from collections.abc import Sequence

from flask import redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from cms.config import LOCALES
from cms.errors import NotFound
from cms.item import Item
from cms.queries import articles, newsroom
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
    slugs = [one.slug for one in section_links()]
    found = articles.front(slugs, LATEST, PER_SECTION + 1)
    items = to_items(found, urls(), choose())
    calls = newsroom.open_calls(now())
    return render_template(
        "site/front.html",
        lead=items[0] if items else None,
        latest=items[1:LATEST],
        blocks=_blocks(items[1:]),
        call=show_call(calls[0]) if calls else None,
    )


def _blocks(items: Sequence[Item]) -> list[tuple[SectionLink, list[Item]]]:
    """Return each section that has something beside the lead, with its newest pieces."""
    blocks = [
        (section, [one for one in items if one.section.slug == section.slug][:PER_SECTION])
        for section in section_links()
    ]
    return [(section, shown) for section, shown in blocks if shown]


@site.get("/language/<code>")
def language(code: str) -> BaseResponse:
    """Remember the reader's language for a year and go back where they were."""
    if code not in LOCALES:
        raise NotFound
    response = redirect(local_path(request.args.get("next", "/")), code=303)
    remember(response, code)
    return response
