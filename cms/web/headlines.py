"""Chinese headlines set in clauses, so that a line ends where the sentence pauses."""

import re

from markupsafe import Markup

from cms.text.han import HAN

# After the mark and what closes with it; an opening mark stays, since the two are set tight.
_PAUSE = re.compile(
    f"(?<=[{HAN}”’」』》）])"
    r"(?:[，。：；！？][”’」』》）]*|[,:;!?](?=[^\s\d]))"
    "(?![，。：；！？”’」』》）“‘「『《（])"
)


def headline(title: str) -> str | Markup:
    """Wrap each clause in a span that lines break around first; one clause is left as it is.

    No segmenter here knows words, but writers know where they pause.
    """
    ends = [pause.end() for pause in _PAUSE.finditer(title) if pause.end() < len(title)]
    if not ends:
        return title
    clauses = (title[start:end] for start, end in zip([0, *ends], [*ends, None], strict=True))
    return Markup().join(Markup('<span class="clause">{}</span>').format(one) for one in clauses)
