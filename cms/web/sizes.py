"""How long a text is and who wrote it, in words for people."""

from flask_babel import gettext as _
from flask_babel import ngettext

from cms.models import Revision
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


def byline(revision: Revision) -> str:
    """Return the names of the credited authors, listed as the reader's language lists."""
    return str(_(", ")).join(one["name"] for one in revision.bylines)
