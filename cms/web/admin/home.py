"""The way into the admin's pages."""

from flask import redirect
from werkzeug.wrappers import Response

from cms.web.admin import admin
from cms.web.context import urls
from cms.web.guards import admin_only


@admin.get("/")
@admin_only
def home() -> Response:
    """Lead to the people, the first of the pages."""
    return redirect(urls().admin_people(), code=303)
