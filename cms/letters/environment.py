"""How letters are rendered: Jinja and gettext, without Flask, once for each language and form."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context

from cms.config.folders import PACKAGE, packed
from cms.letters.wrap import wrap

FOLDER = packed("templates") / "letters"
CATALOGUES = PACKAGE / "translations"


@cache
def environment(locale: str, *, markup: bool, catalogues: Path = CATALOGUES) -> Environment:
    """Return the renderer of one language; with `markup` every value is escaped as HTML."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=markup,  # noqa: S701  off for plain text only
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = Translations.load(str(catalogues), [locale])
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(wrapped=wrap, day=_day, moment=_moment, bare=_bare)
    return made


@pass_context
def _day(context: Context, value: datetime) -> str:
    pattern = "yyyy年M月d日" if _chinese(context) else "d MMMM yyyy"
    return format_date(_local(context, value), pattern, locale=context["locale"])


@pass_context
def _moment(context: Context, value: datetime) -> str:
    pattern = "yyyy年M月d日 HH:mm" if _chinese(context) else "d MMMM yyyy, HH:mm"
    return format_datetime(_local(context, value), pattern, locale=context["locale"])


def _local(context: Context, value: datetime) -> datetime:
    return value.astimezone(ZoneInfo(context["timezone"]))


def _chinese(context: Context) -> bool:
    return str(context["locale"]).startswith("zh")


def _bare(address: Any) -> str:  # noqa: ANN401  text, marked or not
    return str(address).split("://", 1)[-1].rstrip("/")
