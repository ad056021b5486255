"""What every template may use without being given it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, g, session
from werkzeug.urls import uri_to_iri

from cms.models import Role
from cms.queries import newsroom
from cms.queries.items import section_name
from cms.rules.policies import DESK
from cms.text.traditional import said_in
from cms.web.context import config, me, now, urls
from cms.web.headlines import headline
from cms.web.labels import ROLES
from cms.web.language import HTML_LANG, choose
from cms.web.requests import here

EDITOR = "vendor/editor-*/editor.js"


@dataclass(frozen=True)
class SectionLink:
    """A section as navigation and forms show it."""

    id: int
    slug: str
    name: str
    description: str


@dataclass(frozen=True)
class Me:
    """The signed-in person as pages name them."""

    name: str
    role: str
    desk: bool = False
    admin: bool = False


def register(app: Flask) -> None:
    """Hand the newsroom's own facts to every template."""
    app.jinja_env.globals["editor_script"] = _built_editor(Path(app.static_folder or ""))
    app.context_processor(provide)
    app.jinja_env.globals["signed_in"] = signed_in
    app.jinja_env.globals["here"] = here
    # An address as people read it: its Chinese spelled out, not percent-encoded.
    app.jinja_env.filters["legible"] = uri_to_iri
    app.jinja_env.filters["headline"] = headline


def _built_editor(static: Path) -> str:
    """Return the built editor's name below `static`, empty when it was not built."""
    return next((str(one.relative_to(static)) for one in static.glob(EDITOR)), "")


def provide() -> dict[str, Any]:
    """Return the values that hold for one request."""
    locale = choose()
    return {
        "site_name": config().site_name,
        "site_tagline": config().site_tagline,
        "urls": urls(),
        "locale": locale,
        "html_lang": HTML_LANG[locale],
        "today": now().astimezone(config().zone),
        "sections": section_links(),
    }


def section_links() -> list[SectionLink]:
    """Return the sections in the reader's language, read once a request."""
    if "section_links" not in g:
        locale = choose()
        g.section_links = [
            SectionLink(
                one.id,
                one.slug,
                section_name(one, locale),
                said_in(locale, one.description_zh, one.description_en),
            )
            for one in newsroom.sections()
        ]
    links: list[SectionLink] = g.section_links
    return links


def signed_in() -> Me | None:
    """Return the signed-in person; for who brings no cookie nothing is looked up."""
    person = me() if session else None
    if person is None:
        return None
    return Me(
        person.name,
        str(ROLES[person.role]),
        desk=person.role in DESK,
        admin=person.role is Role.ADMIN,
    )
