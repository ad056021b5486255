"""One host only: other names of this machine lead to it, everything else gets 400."""

from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from cms.config import LOOPBACK
from cms.web.context import config

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
    asked = urlsplit(f"//{request.host}")
    own = urlsplit(f"//{config().host}")
    if config().on_loopback and asked.hostname in LOOPBACK and asked.port == own.port:
        return redirect(config().site_url + request.full_path.rstrip("?"), code=308)
    return abort(400)
