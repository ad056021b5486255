"""Names and titles in another language than the page's, marked so that they are set and read so."""

import re

from flask import Flask
from flask_babel import LazyString
from markupsafe import Markup, escape

from cms.text.han import HAN
from cms.text.traditional import script_of
from cms.web.language import HTML_LANG, choose

_HAN = re.compile(f"[{HAN}]")
# Chinese words with what stands between them: marks, digits, a model's capitals.
_BETWEEN = "[0-9A-Z、，。：；·《》“”「」 -]"
_RUN = re.compile(f"[《“「]?[{HAN}](?:{_BETWEEN}*[{HAN}》”」])*[。！？]?")
_WORDS = re.compile(
    r"(?<![A-Za-z’'])[A-Za-z][A-Za-z’']++(?:[,:;]? [A-Za-z0-9][A-Za-z0-9’'-]*+){2,}+"
)
# `bdi` says that a name follows, in a direction of its own, and no style sheet speaks of it.
_MARKED = Markup('<bdi lang="{}">{}</bdi>')


def register(app: Flask) -> None:
    """Give templates the filter `tongue`."""
    app.jinja_env.filters["tongue"] = tongue


def tongue(text: str | LazyString, around: str = "") -> Markup:
    """Mark what is not in the language `around`, a BCP 47 tag; that of the page if not given.

    Told by its characters: Chinese on an English page, Simplified on a Traditional one and the
    reverse, an English sentence on a Chinese page. A Latin name is at home everywhere.
    """
    text, language = str(text), around or HTML_LANG[choose()]
    if not language.startswith("zh"):
        return _runs(text, _RUN)
    script = script_of(text)
    return _runs(text, _WORDS) if script in {"zh", language} else _MARKED.format(script, text)


def _runs(text: str, foreign: re.Pattern[str]) -> Markup:
    parts, end = [], 0
    for run in foreign.finditer(text):
        tag = script_of(run[0]) if _HAN.search(run[0]) else "en"
        parts += [escape(text[end : run.start()]), _MARKED.format(tag, run[0])]
        end = run.end()
    return Markup().join([*parts, escape(text[end:])])
