"""Telling people that what they sent as guests is in their account now."""

from collections.abc import Sized

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from cms.web.context import urls

LINK = Markup('<a href="{}">{}</a>')


def said_of(taken: Sized) -> Markup:
    """Return the sentence about these pieces, with the way to them; empty for none."""
    if not len(taken):
        return Markup()
    said = ngettext(
        "%(num)d piece that you sent before is in your account now.",
        "%(num)d pieces that you sent before are in your account now.",
        len(taken),
    )
    return Markup("{} {}").format(said, LINK.format(urls().my(), _("My pieces")))


def tell_taken(taken: Sized) -> None:
    """Say so on the next page, if there are any."""
    if said := said_of(taken):
        flash(said, "success")
