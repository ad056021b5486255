"""The owner's pages: where a piece stands, answering, taking back; by link and by account."""

from cms.web.contribute import contribute
from cms.web.contribute.answer import answer
from cms.web.contribute.follow import by_account, by_link, standing
from cms.web.contribute.submit import Answer, limited_in_number
from cms.web.contribute.versions import copy_version, show_version
from cms.web.contribute.withdraw import ask_withdrawal, withdraw
from cms.web.guards import signed_in_only
from cms.web.limits import takes_files
from cms.web.transactions import forged_comes_back


@contribute.get("/s/<token>")
def receipt(token: str) -> str:
    """Show a guest's piece."""
    return standing(by_link(token))


@contribute.route("/s/<token>/edit", methods=["GET", "POST"])
@takes_files
@forged_comes_back
def answer_by_link(token: str) -> Answer:
    """Take a guest's changed text."""
    return answer(by_link(token))


@contribute.post("/s/<token>/withdraw")
@forged_comes_back
def withdraw_by_link(token: str) -> Answer:
    """Take a guest's piece back."""
    return withdraw(by_link(token))


@contribute.post("/s/<token>/ask-withdrawal")
@forged_comes_back
def ask_withdrawal_by_link(token: str) -> Answer:
    """Tell the editors that a guest wants the piece back."""
    return ask_withdrawal(by_link(token))


@contribute.get("/s/<token>/versions/<id:number>")
def version_by_link(token: str, number: int) -> str:
    """Show one version of a guest's text."""
    return show_version(by_link(token), number)


@contribute.route("/s/<token>/versions/<id:number>/copy", methods=["GET", "POST"])
@takes_files
@limited_in_number
@forged_comes_back
def copy_by_link(token: str, number: int) -> Answer:
    """Begin a new piece from a guest's text."""
    return copy_version(by_link(token), number)


@contribute.get("/my/<id:submission_id>")
@signed_in_only
def my_piece(submission_id: int) -> str:
    """Show a piece of one's own."""
    return standing(by_account(submission_id))


@contribute.route("/my/<id:submission_id>/edit", methods=["GET", "POST"])
@takes_files
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


@contribute.post("/my/<id:submission_id>/ask-withdrawal")
@forged_comes_back
@signed_in_only
def ask_withdrawal_by_account(submission_id: int) -> Answer:
    """Tell the editors that one wants one's piece back."""
    return ask_withdrawal(by_account(submission_id))


@contribute.get("/my/<id:submission_id>/versions/<id:number>")
@signed_in_only
def version_by_account(submission_id: int, number: int) -> str:
    """Show one version of one's own text."""
    return show_version(by_account(submission_id), number)


@contribute.route("/my/<id:submission_id>/versions/<id:number>/copy", methods=["GET", "POST"])
@takes_files
@limited_in_number
@forged_comes_back
@signed_in_only
def copy_by_account(submission_id: int, number: int) -> Answer:
    """Begin a new piece from one's own text."""
    return copy_version(by_account(submission_id), number)
