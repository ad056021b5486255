"""The reader's language, and dates and numbers as that language writes them."""

from datetime import datetime, timedelta

from babel import negotiate_locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from flask import Flask, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.config import LOCALES
from cms.extensions import babel
from cms.web.context import config, me

YEAR = 365 * 24 * 3600  # seconds
MEGABYTE = 1_000_000  # bytes
HTML_LANG = {"zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant", "en": "en"}
# Where Chinese is written in traditional characters, when a browser names no script.
TRADITIONAL = frozenset({"tw", "hk", "mo"})


def register(app: Flask) -> None:
    """Choose the language of each request and give templates its filters."""
    babel.init_app(
        app,
        default_locale=config_locale(app),
        default_translation_directories="translations",
        locale_selector=choose,
    )
    filters = (day, short_date, short_day, weekday, moment, clock, isotime, number, file_size)
    app.jinja_env.filters.update((one.__name__, one) for one in filters)


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
        parts = name.split("_")
        found = _chinese(parts) if parts[0] == "zh" else negotiate_locale([name], LOCALES)
        if found:
            return found
    return None


def _chinese(parts: list[str]) -> str:
    """Tell the script: the one that is named, else the one that the place writes."""
    if "hans" in parts:
        return "zh_Hans"
    return "zh_Hant" if "hant" in parts or not TRADITIONAL.isdisjoint(parts) else "zh_Hans"


def day(value: datetime) -> str:
    """Write a date: 2026年11月23日, or 23 November 2026."""
    return _date(value, "yyyy年M月d日", "d MMMM yyyy")


def short_date(value: datetime) -> str:
    """Write a date where there is little room: 2026年11月23日, or 23 Nov 2026."""
    return _date(value, "yyyy年M月d日", "d MMM yyyy")


def weekday(value: datetime) -> str:
    """Write the day of the week: 星期一, or Monday."""
    return _date(value, "EEEE", "EEEE")


def month(value: datetime) -> str:
    """Write a month: 2026年11月, or November 2026."""
    return _date(value, "yyyy年M月", "MMMM yyyy")


def short_day(value: datetime) -> str:
    """Write a day of a year that is clear already: 11-23, or 23 Nov."""
    return _date(value, "MM-dd", "d MMM")


def _date(value: datetime, chinese: str, english: str) -> str:
    pattern = chinese if choose().startswith("zh") else english
    return format_date(value.astimezone(config().zone), pattern, locale=choose())


def moment(value: datetime) -> str:
    """Write date and time in the newsroom's zone, to the minute."""
    local = value.astimezone(config().zone)
    return format_datetime(local, moment_pattern(), locale=choose())


def moment_pattern() -> str:
    """Return how date and time are written; `js/times.js` reads the same letters."""
    return "yyyy年M月d日 HH:mm" if choose().startswith("zh") else "d MMM yyyy, HH:mm"


def clock(value: datetime) -> str:
    """Write the hour in the newsroom's zone, such as 14:02."""
    return f"{value.astimezone(config().zone):%H:%M}"


def isotime(value: datetime) -> str:
    """Write a time for machines, with its offset."""
    return value.astimezone(config().zone).isoformat(timespec="minutes")


def number(value: float) -> str:
    """Write a number with the language's separators."""
    return format_decimal(value, locale=choose())


def file_size(value: int) -> str:
    """Write how large a file of `value` bytes is, in decimal MB or kB, as computers show it."""
    if value < MEGABYTE:
        return str(_("%(size)s kB", size=number(max(1, round(value / 1_000)))))
    return str(_("%(size)s MB", size=number(round(value / MEGABYTE, 1))))


def duration(value: timedelta) -> str:
    """Write how long something takes, in its largest unit: 15 minutes, 15分钟."""
    text: str = format_timedelta(value, threshold=1.5, locale=choose())
    return text.replace(" ", "") if choose().startswith("zh") else text
