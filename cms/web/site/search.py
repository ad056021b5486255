"""Searching what was published."""

from urllib.parse import quote

from flask import render_template, request

from cms.queries.articles import PAGE
from cms.queries.items import to_items
from cms.queries.search import search as search_articles
from cms.web.context import urls
from cms.web.fields import searched_for
from cms.web.language import choose
from cms.web.site import site


@site.get("/search")
def search() -> str:
    """Show the pieces that hold every word, newest first."""
    query = searched_for(request.args.get("q"))
    before = request.args.get("before", type=int)
    found = search_articles(query, before if before is None else min(abs(before), 2**62))
    older = None
    if len(found) > PAGE:
        older = f"{request.path}?q={quote(query)}&before={found[PAGE - 1].id}"
    items = to_items(found[:PAGE], urls(), choose())
    return render_template("site/search.html", query=query, items=items, older=older)
