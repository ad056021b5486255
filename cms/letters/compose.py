"""A letter put together from its template: subject, text and HTML from one source."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from css_inline import CSSInliner
from jinja2.environment import TemplateModule

from cms.errors import CmsError
from cms.letters.environment import FOLDER, environment
from cms.letters.registry import LETTERS
from cms.text.plain import strip_faults, tidy_line

MARK = "•%d•"
"""What stands for the n-th secret of a letter wherever the letter is kept."""
SEVERAL_LINES = frozenset({"points", "public_note", "reason"})
# Only these go to addresses that are surely proved: those of accounts that were in use, and those
# of senders who confirmed theirs or whom an editor vouched for, without which nothing is approved.
TO_PROVED = frozenset(
    {"approved", "published", "override", "password_changed", "address_changed", "test"}
    | {"new_sign_in_method"}
)
LONGEST_SUBJECT, LONGEST_TITLE, LONGEST_NAME = 150, 80, 60
NO_LINKS: Mapping[str, str] = MappingProxyType({})
_LIKE_A_MARK = re.compile(r"•(?=\d+•)")
_LIKE_A_LINK = re.compile(r"://|(?<=\w)[.@](?=[^\W\d_])")


class UnknownLetter(CmsError):
    """There is no letter of this name, or it was not told what it needs."""


@dataclass(frozen=True)
class Letter:
    """A letter as it goes out, but for the secrets of its links."""

    subject: str
    text: str
    html: str


def compose(
    letter: str, locale: str, context: Mapping[str, object], links: Mapping[str, str] = NO_LINKS
) -> Letter:
    """Return the letter in this language; `LETTERS` says what `context` and `links` hold.

    Beside that `context` holds `site_name`, `site_url`, `timezone` and the `name` and `address`
    of whoever gets it. Characters that no line may hold are taken out of every value but links.

    Raises:
        UnknownLetter: no such letter, or something that it needs is missing.
    """
    missing = set(LETTERS.get(letter, ("a template",))) - set(context) - set(links)
    if missing:
        raise UnknownLetter("%(letter)s lacks %(what)s", letter=letter, what=", ".join(missing))
    said = {key: _tame(letter, key, value) for key, value in context.items()}
    said |= {**links, "locale": locale, "html_lang": locale.replace("_", "-")}
    plain = _module(letter, said, markup=False)
    said["subject"] = _cut(plain.subject, LONGEST_SUBJECT)  # type: ignore[attr-defined]
    marked = _module(letter, said, markup=True)
    return Letter(
        subject=str(said["subject"]),
        text=_laid_out(plain, said, markup=False),
        html=_inliner().inline(_laid_out(marked, said, markup=True)),
    )


def fingerprint(letter: Letter) -> str:
    """Return SHA-256, in hex, over subject, text and HTML: what an event keeps of its letter."""
    parts = [letter.subject, letter.text, letter.html]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _module(letter: str, said: Mapping[str, object], *, markup: bool) -> TemplateModule:
    template = environment(str(said["locale"]), markup=markup).get_template(f"{letter}.jinja")
    return template.make_module({**said, "parts": "parts.html" if markup else "parts.txt"})


def _laid_out(module: TemplateModule, said: Mapping[str, object], *, markup: bool) -> str:
    layout = "layout.html" if markup else "layout.txt"
    body = module if markup else re.sub(r"\n{3,}", "\n\n", str(module)).strip()
    headline = module.headline  # type: ignore[attr-defined]
    found = environment(str(said["locale"]), markup=markup).get_template(layout)
    return found.render(said, body=body, headline=headline)


@cache
def _inliner() -> CSSInliner:
    sheet = (FOLDER / "letter.css").read_text("utf-8")
    return CSSInliner(
        extra_css=sheet, keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
    )


def _tame(letter: str, key: str, value: object) -> object:
    if isinstance(value, list | tuple):
        return [_tame(letter, key, one) for one in value]
    if not isinstance(value, str):
        return value
    clean = _LIKE_A_MARK.sub("∙", strip_faults(value, line=key not in SEVERAL_LINES))
    if key not in ("name", "title"):
        return clean
    if letter not in TO_PROVED:
        # Nobody may make us mail an address of theirs, as name or title, for others to open.
        clean = _LIKE_A_LINK.sub(r"\g<0> ", clean)
    return _cut(clean, LONGEST_NAME if key == "name" else LONGEST_TITLE)


def _cut(text: str, longest: int) -> str:
    line = tidy_line(strip_faults(text, line=True))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
