"""How long a text is, in words for people."""

from flask_babel import ngettext

from cms.text.plain import plain, size
from cms.web.language import number


def size_label(html: str, language: str) -> str:
    """Return how long a text is, in the unit of its language."""
    count = size(plain(html), language)
    if language.startswith("zh"):
        said = ngettext("%(count)s character", "%(count)s characters", count, count=number(count))
    else:
        said = ngettext("%(count)s word", "%(count)s words", count, count=number(count))
    return str(said)
