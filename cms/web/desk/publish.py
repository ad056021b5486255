"""The publish panel: a piece as each outlet shows it, when and where it goes, and what to paste."""

from babel.dates import get_timezone_name
from flask import flash, make_response, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from cms.models import Submission
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.web.context import config, now, urls
from cms.web.desk import desk
from cms.web.desk.advice import advice, remarks
from cms.web.desk.decisions import panel_decisions, waiting
from cms.web.desk.delivered import deliveries
from cms.web.desk.outlook import OPEN, Outlook, feed_item, outlook
from cms.web.desk.package import packed
from cms.web.desk.review import seen
from cms.web.desk.shown import piece_facts
from cms.web.fixed import CSP
from cms.web.globals import signed_in
from cms.web.guards import desk_only
from cms.web.language import choose
from cms.web.qr import qr_code
from cms.web.sizes import size_label

OUTLETS = ("wechat", "site", "rss")
PRIVATE = "private, no-store"
FRAMING = f"{CSP}; frame-src 'self'"
# Another's words with styles of their own: nothing runs, nothing is asked for but pictures.
FRAMED = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


@desk.get("/<id:submission_id>/publish")
@desk_only
def publish(submission_id: int) -> Response:
    """Show the panel; a piece that is not approved leads back to its review."""
    found, who = seen(submission_id)
    if found.state not in OPEN:
        flash(_("The publish panel opens once a piece is approved."), "error")
        return redirect(urls().desk(found.id), code=303)
    wanted = request.args.get("as", "")
    return _private(_page(found, who, wanted if wanted in OUTLETS else OUTLETS[0]), FRAMING)


@desk.get("/<id:submission_id>/publish/wechat.html")
@desk_only
def wechat_page(submission_id: int) -> Response:
    """Show the piece as WeChat's readers will; with `?copy=1` exactly what is copied."""
    found, _who = seen(submission_id)
    looked = outlook(found)
    shown, copied = looked.pasted, "copy" in request.args
    if shown and not copied:
        shown = looked.as_seen
    page = render_template(
        "desk/wechat.html",
        item=looked.item,
        pasted=shown,
        html=Markup(shown.html) if shown else "",  # noqa: S704  rebuilt from cleaned HTML
        copied=copied,
    )
    return _private(page, FRAMED)


@desk.get("/<id:submission_id>/publish/wechat.zip")
@desk_only
def wechat_package(submission_id: int) -> Response:
    """Give text, styled text and pictures in one file."""
    found, _who = seen(submission_id)
    response = make_response(packed(outlook(found)))
    response.mimetype = "application/zip"
    response.headers["Content-Disposition"] = f"attachment; filename={found.receipt}-wechat.zip"
    response.headers["Cache-Control"] = PRIVATE
    return response


def _page(submission: Submission, who: Actor, outlet: str) -> str:
    facts, looked = submissions.facts_of(submission), outlook(submission)
    return render_template(
        "desk/publish.html",
        me=signed_in(),
        piece=piece_facts(submission, facts, submission.current),
        outlet=outlet,
        advice=advice(submission, facts, looked),
        remarks=remarks(looked.pasted),
        decisions=panel_decisions(facts, who, now()),
        waiting=waiting(facts, who, now()),
        deliveries=deliveries(submission),
        zone=get_timezone_name(now().astimezone(config().zone), locale=choose()),
        feed_item=feed_item(looked.item) if outlet == "rss" else "",
        **_looks(looked, submission.language),
    )


def _looks(looked: Outlook, language: str) -> dict[str, object]:
    return {
        "item": looked.item,
        "public": looked.public,
        "pasted": looked.pasted,
        "size": size_label(looked.item.html, language),
        "address": looked.address,
        "code": qr_code(looked.address) if looked.public else None,
    }


def _private(page: str, policy: str) -> Response:
    response = make_response(page)
    response.headers["Content-Security-Policy"] = policy
    response.headers["Cache-Control"] = PRIVATE
    return response
