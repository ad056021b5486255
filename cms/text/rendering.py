"""From what someone typed to what readers may see: markup read, HTML cleaned, once a text."""

from functools import lru_cache

from cms.errors import BadText
from cms.text.clean import Cleaned, clean
from cms.text.markup import to_html

# A form is cleaned before its transaction, checked, shown and stored: four times the same text.
KEPT = 4


def render(source: str, fmt: str) -> Cleaned:
    """Return the clean HTML of `source`, written in one of `markup.FORMATS`.

    Raises:
        BadText: the text is too big, too deep or can't be cleaned to a stable form.
    """
    outcome = _attempt(source.replace("\r\n", "\n").replace("\r", "\n"), fmt)
    if isinstance(outcome, BadText):
        raise outcome
    return outcome


@lru_cache(maxsize=KEPT)
def _attempt(source: str, fmt: str) -> Cleaned | BadText:
    try:
        return clean(to_html(source, fmt))
    except BadText as refusal:
        # Raised anew by each caller; the trace of the first would keep its frames alive.
        return refusal.with_traceback(None)
