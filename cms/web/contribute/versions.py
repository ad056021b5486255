"""Every version of a piece's text, readable by its owner, and a new piece begun from one."""

from flask import render_template

from cms.errors import NotFound
from cms.models import Revision
from cms.web.contribute.follow import Way, version_href, versions_of
from cms.web.contribute.submit import Answer, take_copy
from cms.web.guarded import text_in
from cms.web.labels import FORMAT_LABELS
from cms.web.sizes import byline, size_label


def version(way: Way, number: int) -> Revision:
    """Return that version of the piece; raises NotFound."""
    found = [one for one in way.submission.revisions if one.number == number]
    if not found:
        raise NotFound
    return found[0]


def show_version(way: Way, number: int) -> str:
    """Render one version as readers would meet it, with its source as typed."""
    shown = version(way, number)
    html, images = text_in(shown, way.file)
    return render_template(
        "contribute/version.html",
        receipt=way.submission.receipt,
        language=way.submission.language.value,
        back_url=way.href,
        copy_url=f"{version_href(way, shown)}/copy",
        shown=shown,
        html=html,
        images=images,
        authors=byline(shown),
        affiliation=shown.bylines[0]["affiliation"] if shown.bylines else "",
        notation=FORMAT_LABELS[shown.format],
        size=size_label(shown.html, way.submission.language),
        versions=versions_of(way, shown.number),
    )


def copy_version(way: Way, number: int) -> Answer:
    """Show the form for a new piece with this text in it, or take it."""
    return take_copy(version(way, number))
