"""The browser's side of a session: its cookie opens nothing without a row in the database."""

from typing import Any

from flask import Flask, g, request, session
from flask_login import user_logged_out  # type: ignore[import-untyped]
from flask_security.signals import user_authenticated

from cms.actions import sessions
from cms.extensions import db, security
from cms.extensions.database import is_writing
from cms.models import Person
from cms.queries.sessions import open_session
from cms.text.agent import describe_agent
from cms.web.context import now
from cms.web.live import TOKEN
from cms.web.network import network
from cms.web.throttle import forgive
from cms.web.transactions import begin_write_now

SECOND = frozenset({"authenticator", "recovery_code", "passkey"})
# All that outlives the moment of signing in; whatever was planted before is gone with the rest.
KEPT = ("_user_id", "_id", "fs_paa", "_flashes")


def register(app: Flask) -> None:
    """Let rows decide who is signed in; call it after `security.init_app`."""
    security.login_manager.user_loader(load)
    # Tokens in addresses and headers would open accounts past every row.
    security.login_manager.request_loader(lambda _request: None)
    user_authenticated.connect(_begin, app)
    user_logged_out.connect(_end, app)


def load(uniquifier: str) -> Person | None:
    """Return the person whom this browser's cookie and its row name together."""
    found = open_session(_token(), str(uniquifier), now())
    if found is None:
        return None
    sessions.note_seen(found, now())
    # What Flask-Security's own loader tells its checks of freshness.
    g.fs_authn_via, g.fs_paa = "session", session.get("fs_paa", 0)
    g.person_session = found.id
    return found.person


def this_session() -> int | None:
    """Return the number of the row that this request came with."""
    number: int | None = g.get("person_session")
    return number


def sign_out_others(person: Person) -> None:
    """End every other browser's session of this person's."""
    sessions.end_others(person.id, _token())


def _token() -> str:
    return str(session.get(TOKEN, ""))


def _begin(_app: Flask, user: Person, **told: Any) -> None:  # noqa: ANN401  a signal's extras
    """Give the browser a new session: another secret, another cookie, another form token."""
    person_id, address, rehashed = user.id, user.email, g.pop("rehashed", None)
    _write()
    if rehashed and user.fs_uniquifier == session["_user_id"]:
        user.password = rehashed
    device = describe_agent(request.user_agent.string)
    token = sessions.begin(person_id, device=device, network=network(), now=now())
    kept = {key: session[key] for key in KEPT if key in session}
    session.clear()
    session.update(kept)
    session[TOKEN] = token
    session.permanent = True
    g.pop("csrf_token", None)
    forgive(address, second=not SECOND.isdisjoint(told.get("authn_via") or ()))


def _end(_app: Flask, **_told: Any) -> None:  # noqa: ANN401  a signal's extras
    if token := _token():
        _write()
        sessions.end(token)
    session.clear()
    g.pop("csrf_token", None)


def _write() -> None:
    """Begin to write where the request only read so far, since argon2 must not hold the lock."""
    if not is_writing(db.session):
        begin_write_now()
