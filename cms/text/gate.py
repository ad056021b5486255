"""Refuse sources that would cost a parser more than they are worth, in one linear look."""

import re

from cms.errors import N_, BadText
from cms.text.depth import depth
from cms.text.scan import tags

MAX_BYTES = 1_000_000
MAX_TAGS = 20_000
MAX_PARAGRAPHS = 20_000
MAX_MARKDOWN = 300_000
"""Characters: three times a very long article."""
MAX_LINES = 10_000
MAX_BRACKETS = 5_000
"""Each may begin a link, whose end is then looked for."""
MAX_SIGNS = 50_000
"""Each may begin something, and is remembered until its line ends."""
MAX_DEPTH = 200
MAX_ATTRIBUTES = 100
MAX_REFERENCES = 20_000
"""Both parsers take quadratic time on `&`."""

_SIGNS = "*_~`<|\\"
_LINE = re.compile(r"[^\s][^\n]*+")
_START = re.compile(r"<[a-zA-Z]")
_OTHER = re.compile(r"<[/!?]")
_FORMATTING = re.compile(
    r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]"
    r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+",
    re.IGNORECASE | re.ASCII,
)


def check(source: str) -> None:
    """Raise BadText for what is too big, too deep or too full of tags to be read in good time."""
    check_size(source)
    if _count(_START, source) > MAX_TAGS or _count(_OTHER, source) > MAX_TAGS:
        raise BadText(N_("The text holds more than %(limit)d HTML tags."), limit=MAX_TAGS)
    if source.count("&") > MAX_REFERENCES:
        raise BadText(N_("The text holds more than %(limit)d `&`."), limit=MAX_REFERENCES)
    if any(len(tag.attributes) > MAX_ATTRIBUTES for tag in tags(source)):
        raise BadText(N_("An HTML tag has more than %(limit)d attributes."), limit=MAX_ATTRIBUTES)
    if depth(source, MAX_DEPTH) > MAX_DEPTH or _unlike_formats(source) > MAX_DEPTH:
        raise BadText(N_("HTML elements are nested more than %(limit)d deep."), limit=MAX_DEPTH)


def check_size(source: str) -> None:
    """Raise BadText for more than 1 MB of UTF-8."""
    size = len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise BadText(
            N_("Written as HTML the text is %(size)d kB long; up to %(limit)d kB can be taken."),
            size=-(-size // 1000),
            limit=MAX_BYTES // 1000,
        )


def check_paragraphs(source: str) -> None:
    """Raise BadText for more than 20,000 lines with something on them."""
    if _count(_LINE, source) > MAX_PARAGRAPHS:
        raise BadText(N_("The text has more than %(limit)d paragraphs."), limit=MAX_PARAGRAPHS)


def check_markdown(source: str) -> None:
    """Raise BadText for Markdown that would cost its reader more than a second or two."""
    if len(source) > MAX_MARKDOWN:
        raise BadText(
            N_("In Markdown, up to %(limit)d characters can be taken; this text has %(size)d."),
            size=len(source),
            limit=MAX_MARKDOWN,
        )
    if _count(_LINE, source) > MAX_LINES:
        raise BadText(N_("In Markdown, up to %(limit)d lines can be taken."), limit=MAX_LINES)
    if source.count("[") > MAX_BRACKETS:
        raise BadText(N_("The text holds more than %(limit)d `[`."), limit=MAX_BRACKETS)
    if sum(map(source.count, _SIGNS)) > MAX_SIGNS:
        raise BadText(
            N_("The text holds more than %(limit)d Markdown signs (such as `*`, `_` and `<`)."),
            limit=MAX_SIGNS,
        )


def _count(pattern: re.Pattern[str], source: str) -> int:
    return sum(1 for _ in pattern.finditer(source))


def _unlike_formats(source: str) -> int:
    """Count the different attribute lists on formatting tags.

    Parsers reopen every unlike unclosed one in each later paragraph, which multiplies.
    """
    return len({found[0] for found in _FORMATTING.finditer(source)})
