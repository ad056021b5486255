"""The catalogue of every page and state of the product that people can meet.

Shots, axe, focus, reflow, layout shift and budgets go through it; a failure names its entry.
"""

import re
from collections.abc import Iterable

from playwright.sync_api import Browser, BrowserContext, Page, Route
from support.gallery_accounts import ACCOUNTS
from support.gallery_admin import ADMIN
from support.gallery_contribute import CONTRIBUTE
from support.gallery_desk import DESK
from support.gallery_house import House, network_of
from support.gallery_site import SITE
from support.gallery_steps import Entry, arrive

GALLERY: tuple[Entry, ...] = (*SITE, *CONTRIBUTE, *ACCOUNTS, *DESK, *ADMIN)
LANGUAGES = {"zh": "zh_Hans", "en": "en", "hant": "zh_Hant"}
DEADLINE = 20_000  # milliseconds

NAMES = [entry.name for entry in GALLERY]
assert len(set(NAMES)) == len(NAMES), "two entries of the gallery bear one name"


def chosen(only: str = "") -> list[Entry]:
    """The entries whose name holds one of these words, split by commas; all without any."""
    wanted = [re.escape(one) for one in only.split(",") if one]
    return [one for one in GALLERY if not wanted or re.search("|".join(wanted), one.name)]


def named(*names: str) -> Iterable[Entry]:
    """The entries of these names."""
    return [one for one in GALLERY if one.name in names]


def context_for(
    browser: Browser,
    house: House,
    entry: Entry,
    *,
    lang: str = "en",
    theme: str = "light",
    width: int = 1440,
    **options: object,
) -> BrowserContext:
    """A browser of the entry's person: language, theme and width as given, motion off."""
    given = {
        "base_url": house.empty_url if entry.empty else house.url,
        "color_scheme": theme,
        "viewport": {"width": width, "height": 900 if width > 600 else 844},
        "reduced_motion": "reduce",
        "extra_http_headers": {"X-Forwarded-For": network_of(f"{entry.name}.{lang}")},
        "locale": "zh-CN" if lang == "zh" else "en-GB",
    }
    context = browser.new_context(**(given | options))
    context.set_default_timeout(DEADLINE)
    language = {"name": "language", "value": LANGUAGES[lang], "url": given["base_url"]}
    if entry.editor:
        context.route("**/autosave", keep_nothing)
    context.add_cookies([language, *house.cookies(entry.who)])
    return context


def keep_nothing(route: Route) -> None:
    """Answer what a form would keep while it is filled: nobody is to find it on another page."""
    if route.request.method == "GET":
        route.continue_()
        return
    told = {"saved_at": "10:24", "serial": 1, "href": "/"}
    route.fulfill(json=told)


def open_entry(context: BrowserContext, house: House, entry: Entry, lang: str = "en") -> Page:
    """Bring a page of the context to the entry's state; an AssertionError names the entry."""
    page = context.new_page()
    arrive(page, house, entry, lang)
    return page
