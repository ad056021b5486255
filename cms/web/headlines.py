"""Chinese headlines set so that a line ends where the sentence pauses, or else between words."""

import re
from itertools import pairwise

from markupsafe import Markup, escape

from cms.text.han import HAN
from cms.text.phrases import breaks

# After the mark and what closes with it; an opening mark stays, since the two are set tight.
_PAUSE = re.compile(
    f"(?<=[{HAN}”’」』》）])"
    r"(?:[，。：；！？][”’」』》）]*|[,:;!?](?=[^\s\d]))"
    "(?![，。：；！？”’」』》）“‘「『《（])"
)
_HAN = re.compile(f"[{HAN}]{{2}}")
_CLAUSE = Markup('<span class="clause">{}</span>')
_MAY_BREAK = Markup("<wbr>")


def headline(title: str) -> str | Markup:
    """Wrap each clause in a span that lines break around first, and mark its words' borders.

    Inside `.clause` a line breaks nowhere else; a title without Chinese is left as it is.
    """
    if not _HAN.search(title):
        return title
    ends = [pause.end() for pause in _PAUSE.finditer(title) if pause.end() < len(title)]
    edges = pairwise([0, *ends, len(title)])
    return Markup().join(_CLAUSE.format(_clause(title[start:end])) for start, end in edges)


def _clause(text: str) -> Markup:
    places = pairwise([0, *breaks(text), len(text)])
    return _MAY_BREAK.join(escape(text[start:end]) for start, end in places)
