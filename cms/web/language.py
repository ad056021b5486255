"""The reader's language, and dates and numbers as that language writes them."""

from datetime import datetime

from babel import negotiate_locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, request, session
from werkzeug.wrappers import Response

from cms.config import LOCALES
from cms.extensions import babel
from cms.web.context import config, me

YEAR = 365 * 24 * 3600  # seconds
HTML_LANG = {"zh_Hans": "zh-Hans", "en": "en"}


def register(app: Flask) -> None:
    """Choose the language of each request and give templates its filters."""
    babel.init_app(
        app,
        default_locale=config_locale(app),
        default_translation_directories="translations",
        locale_selector=choose,
    )
    filters = {"day": day, "moment": moment, "isotime": isotime, "number": number}
    app.jinja_env.filters.update(filters)


def config_locale(app: Flask) -> str:
    """Return the newsroom's own language."""
    return str(app.extensions["cms_config"].locale)


def cookie_name() -> str:
    """Return the cookie's name, bound to this host where readers come over HTTPS."""
    return "__Host-language" if config().secure else "language"


def remember(response: Response, code: str) -> None:
    """Let this browser keep the language for a year."""
    secure = config().secure
    response.set_cookie(
        cookie_name(), code, max_age=YEAR, samesite="Lax", secure=secure, httponly=True
    )


def forget(response: Response) -> None:
    """Let the account's language hold again."""
    secure = config().secure
    response.delete_cookie(cookie_name(), samesite="Lax", secure=secure, httponly=True)


def choose() -> str:
    """Return the chosen language: cookie, account, browser, newsroom, in that order."""
    chosen = request.cookies.get(cookie_name())
    if chosen in LOCALES:
        return chosen
    person = me() if session else None
    if person is not None and person.locale in LOCALES:
        return str(person.locale)
    return _browser() or config().locale


def _browser() -> str | None:
    for tag in request.accept_languages.values():
        name = tag.lower().replace("-", "_")
        found = "zh_Hans" if name.split("_")[0] == "zh" else negotiate_locale([name], LOCALES)
        if found:
            return found
    return None


def day(value: datetime) -> str:
    """Write a date: 2026年11月23日, or 23 November 2026."""
    pattern = "yyyy年M月d日" if choose().startswith("zh") else "d MMMM yyyy"
    return format_date(value.astimezone(config().zone), pattern, locale=choose())


def moment(value: datetime) -> str:
    """Write date and time in the newsroom's zone, to the minute."""
    local = value.astimezone(config().zone)
    pattern = "yyyy年M月d日 HH:mm" if choose().startswith("zh") else "d MMM yyyy, HH:mm"
    return format_datetime(local, pattern, locale=choose())


def isotime(value: datetime) -> str:
    """Write a time for machines, with its offset."""
    return value.astimezone(config().zone).isoformat(timespec="minutes")


def number(value: float) -> str:
    """Write a number with the language's separators."""
    return format_decimal(value, locale=choose())
