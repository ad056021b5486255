"""Flask-Security's own pages as we use them: in, out, and once more before settings."""

import inspect

from flask import Flask, g, request, session
from flask_security import views
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from cms.web.accounts.freshness import tell_undone
from cms.web.accounts.person import owner
from cms.web.answers import Answer
from cms.web.guards import signed_in_only
from cms.web.refused import note_sign_in
from cms.web.requests import local_path
from cms.web.throttle import forgive, limited, refuse_when_over
from cms.web.transactions import begins_late, forged_comes_back


def register(app: Flask) -> None:
    """Let nobody be led away from this site after signing in."""
    app.before_request(drop_foreign_next)


def drop_foreign_next() -> None:
    """Forget a way back that is no path of ours, before Flask-Security reads it."""
    if request.blueprint != "security" or "next" not in request.values:
        return
    request.args = _without_foreign(request.args)
    request.form = _without_foreign(request.form)


def _without_foreign(given: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    kept = [
        (key, one) for key, one in given.items(multi=True) if key != "next" or local_path(one, "")
    ]
    return ImmutableMultiDict(kept)


@forged_comes_back
@begins_late
@limited("sign_in", account_from="email")
def sign_in() -> Answer:
    """Show the form, or check the password and go on to the second factor or the work."""
    answer = _refused(inspect.unwrap(views.login)())
    if isinstance(answer, tuple) and not g.forged:
        note_sign_in("password", request.form.get("email"))
    return answer


@forged_comes_back
@begins_late
@signed_in_only
def ask_password() -> Answer:
    """Ask for the password again; right, it opens the settings for a while."""
    person = owner()
    if request.method == "POST":
        refuse_when_over("sign_in", person.email)
    address, before = person.email, session.get("fs_paa")
    answer = _refused(inspect.unwrap(views.verify)())
    if session.get("fs_paa") != before:
        forgive(address)
        tell_undone(request.values.get("next", ""))
    elif isinstance(answer, tuple) and not g.forged:
        note_sign_in("password again", address)
    return answer


def _refused(answer: Answer) -> Answer:
    """Give a form that came back the status of a refusal."""
    return (answer, 422) if request.method == "POST" and isinstance(answer, str) else answer
