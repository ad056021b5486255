"""One host only: other names of this machine lead to it, everything else gets 400."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response as BaseResponse

from cms.config import LOOPBACK, Config
from cms.web import refused
from cms.web.context import config
from cms.web.requests import here

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MONITORED = frozenset({"/healthz", "/readyz"})
FOREIGN = "There is no site of this name here.\n这里没有这个名称的网站。\n"


def register(app: Flask) -> None:
    """Check the Host header before anything else."""
    app.config["TRUSTED_HOSTS"] = trusted_hosts(app.extensions["cms_config"])
    app.before_request(check_host)


def trusted_hosts(settings: Config) -> list[str] | None:
    """Return the names that Flask itself lets in, the port apart; None where we check alone.

    Werkzeug can't name an IPv6 address, and on this machine `[::1]` leads to the site's own name.
    """
    name = urlsplit(settings.site_url).hostname or ""
    return None if settings.on_loopback or ":" in name else [name]


class AnyNameForMonitors:
    """Lets monitors ask by whatever name or address they know the machine."""

    def __init__(self, app: "WSGIApplication", host: str) -> None:
        self.app = app
        self.host = host

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Put the site's own name in, for these addresses alone."""
        if environ.get("PATH_INFO") in MONITORED:
            environ["HTTP_HOST"] = self.host
        return self.app(environ, start_response)


def check_host() -> BaseResponse | None:
    """Refuse a foreign host; lead another loopback name to the site's own, since passkeys need it.

    The redirect keeps the path and the port of the site's address. The refusal is plain text: for a
    host that Flask does not trust there are no addresses to build a page with.
    """
    host = _host()
    if host == config().host:
        return None
    if config().on_loopback and _is_own_loopback(host):
        return redirect(config().site_url + here(), code=308)
    refused.note("wrong host")
    return Response(FOREIGN, 400, content_type="text/plain; charset=utf-8")


def _host() -> str:
    try:
        return request.host
    except SecurityError:
        return ""


def _is_own_loopback(host: str) -> bool:
    try:
        asked, own = urlsplit(f"//{host}"), urlsplit(f"//{config().host}")
        same_port = asked.port == own.port
    except ValueError:  # no host can look like that
        return False
    return asked.hostname in LOOPBACK and same_port
