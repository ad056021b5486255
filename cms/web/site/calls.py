"""A call for submissions, as readers and contributors see it."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from markupsafe import Markup

from cms.models import Call
from cms.queries import newsroom
from cms.text.plain import excerpt
from cms.text.rendering import render
from cms.text.traditional import said_in
from cms.web.context import now
from cms.web.language import choose
from cms.web.site import site

DEK_LENGTH = 240


@dataclass(frozen=True)
class ShownCall:
    """A call in the reader's language."""

    slug: str
    title: str
    dek: str
    text: str
    deadline: datetime | None
    length: str
    fee: str
    open: bool

    @property
    def html(self) -> Markup:
        """The whole text for its page, cleaned."""
        return Markup(render(self.text, "markdown").html)  # noqa: S704  cleaned just now


def show_call(call: Call) -> ShownCall:
    """Return the call in the reader's language."""
    locale = choose()
    text = said_in(locale, call.text_zh, call.text_en)
    return ShownCall(
        slug=call.slug,
        title=said_in(locale, call.title_zh, call.title_en),
        dek=excerpt(text.strip().partition("\n\n")[0], DEK_LENGTH),
        text=text,
        deadline=call.closes_at,
        length=said_in(locale, call.length_zh, call.length_en),
        fee=said_in(locale, call.fee_zh, call.fee_en),
        open=call.closes_at is None or call.closes_at > now(),
    )


@site.get("/calls/<slug>")
def call(slug: str) -> str:
    """Show one call."""
    return render_template("site/call.html", call=show_call(newsroom.call(slug)))
