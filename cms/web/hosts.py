"""One host only: other names of this machine lead to it, everything else gets 400."""

from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from cms.config import LOOPBACK
from cms.web.context import config
from cms.web.requests import here

MACHINES = frozenset({"machines.healthz", "machines.readyz"})


def register(app: Flask) -> None:
    """Check the Host header before anything else."""
    app.before_request(check_host)


def check_host() -> Response | None:
    """Refuse a foreign host; lead another loopback name to the site's own, since passkeys need it.

    The redirect keeps the path and the port of the site's address.
    """
    if request.endpoint in MACHINES or request.host == config().host:
        return None
    if config().on_loopback and _is_own_loopback(request.host):
        return redirect(config().site_url + here(), code=308)
    return abort(400)


def _is_own_loopback(host: str) -> bool:
    try:
        asked, own = urlsplit(f"//{host}"), urlsplit(f"//{config().host}")
        same_port = asked.port == own.port
    except ValueError:  # no host can look like that
        return False
    return asked.hostname in LOOPBACK and same_port
