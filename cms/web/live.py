"""Whose live session a request carries, before its transaction begins."""

from flask import g, session

from cms.queries.sessions import is_open
from cms.web.context import now

TOKEN = "session"  # noqa: S105  the name of a secret, not one


def live_key() -> str | None:
    """Return the uniquifier of who is signed in, once a request; None for everyone else.

    Limits come before the request's transaction, so this is a read of its own. The cookie alone
    names nobody: it outlives its row, and an old one would count for somebody who is not there.
    """
    if "live_key" not in g:
        key, token = session.get("_user_id"), session.get(TOKEN)
        g.live_key = key if key and token and is_open(str(token), str(key), now()) else None
    found: str | None = g.live_key
    return found
