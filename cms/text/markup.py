"""From what people type (plain lines, Markdown, HTML) to HTML that is still to be cleaned."""

import html
import re

from cms.text.gate import check_markdown, check_paragraphs, check_size
from cms.text.prose import renderer

FORMATS = ("plain", "markdown", "html")

_ELEMENT = re.compile(
    r"</?(?:p|br|hr|div|span|section|article|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th"
    r"|blockquote|pre|code|strong|em|b|i|u|s|del|ins|sub|sup|font|a|img|figure|figcaption|ruby|html"
    r"|body|head|style|script|iframe|svg|math|form|input|button|object|embed|video|audio|link|meta"
    r"|center|abbr|caption|header|footer|main|aside|nav|details|select|textarea|template|noscript)"
    r"(?=[\s/>])",
    re.IGNORECASE | re.ASCII,
)


def to_html(source: str, fmt: str) -> str:
    """Give the HTML of `source`, written in one of FORMATS; pass it through `clean` next.

    Raises BadText for more than 1 MB or more parts than are read in good time, ValueError for
    an unknown format.
    """
    check_size(source)
    if fmt not in FORMATS:
        raise ValueError(f"unknown format {fmt!r}; the formats are {', '.join(FORMATS)}")
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if fmt == "markdown":
        check_markdown(source)
        return str(renderer().render(source))
    if fmt == "html" and _ELEMENT.search(source):
        return source
    check_paragraphs(source)
    return _paragraphs(source)


def _paragraphs(source: str) -> str:
    lines = (line.strip() for line in source.split("\n"))
    return "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)
