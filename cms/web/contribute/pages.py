"""The owner's pages: where a piece stands, answering, taking back; by link and by account."""

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.models import State, Submission
from cms.queries.mine import mine
from cms.web.context import me, urls
from cms.web.contribute import contribute
from cms.web.contribute.answer import answer
from cms.web.contribute.follow import by_account, by_link, standing, what_next
from cms.web.contribute.submit import Answer
from cms.web.contribute.withdraw import withdraw
from cms.web.globals import signed_in
from cms.web.guards import signed_in_only
from cms.web.limits import LARGE_FORM, form_limit
from cms.web.transactions import forged_comes_back

WITH_EDITORS = frozenset({State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED})
NEEDS_YOU = frozenset({State.DRAFT, State.CHANGES_REQUESTED})


@contribute.get("/s/<token>")
def receipt(token: str) -> str:
    """Show a guest's piece."""
    return standing(by_link(token))


@contribute.route("/s/<token>/edit", methods=["GET", "POST"])
@form_limit(LARGE_FORM)
@forged_comes_back
def answer_by_link(token: str) -> Answer:
    """Take a guest's changed text."""
    return answer(by_link(token))


@contribute.post("/s/<token>/withdraw")
@forged_comes_back
def withdraw_by_link(token: str) -> Answer:
    """Take a guest's piece back."""
    return withdraw(by_link(token))


@contribute.get("/my/<id:submission_id>")
@signed_in_only
def my_piece(submission_id: int) -> str:
    """Show a piece of one's own."""
    return standing(by_account(submission_id))


@contribute.route("/my/<id:submission_id>/edit", methods=["GET", "POST"])
@form_limit(LARGE_FORM)
@forged_comes_back
@signed_in_only
def answer_by_account(submission_id: int) -> Answer:
    """Take one's own changed text."""
    return answer(by_account(submission_id))


@contribute.post("/my/<id:submission_id>/withdraw")
@forged_comes_back
@signed_in_only
def withdraw_by_account(submission_id: int) -> Answer:
    """Take one's own piece back."""
    return withdraw(by_account(submission_id))


@contribute.get("/my/")
@signed_in_only
def my_pieces() -> str | Response:
    """List one's own pieces by what they wait for."""
    person = me()
    found = mine(person.id) if person else []
    return render_template(
        "contribute/my.html",
        me=signed_in(),
        needs_you=[_row(one) for one in found if one.state in NEEDS_YOU],
        with_editors=[_row(one) for one in found if one.state in WITH_EDITORS],
        published=[_row(one) for one in found if one.state is State.RELEASED],
        closed=[
            _row(one)
            for one in found
            if one.state not in NEEDS_YOU | WITH_EDITORS | {State.RELEASED}
        ],
    )


def _row(one: Submission) -> dict[str, object]:
    article = one.article
    return {
        "href": urls().my(one.id),
        "title": one.current.title or _("Untitled"),
        "receipt": one.receipt,
        "state": one.state,
        "language": one.language.value,
        "note": "" if article else what_next(one),
        "at": one.state_since,
        "article_url": urls().article(article.public_id, article.slug) if article else None,
    }
