"""A small OpenID Connect service on loopback, which can be told to misbehave."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "copydesk", "a-secret-between-the-two"


class Service:
    """What the service says of who signs in there; tests change it between steps."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, auto_kid=False)
        self.signing_key = self.key
        self.claims: dict[str, object] = {
            "sub": "0-815",
            "email": "wen@demo.example",
            "email_verified": True,
            "name": "温叙白",
        }
        # Claims of the token that replace the right ones; None leaves one out.
        self.wrong: dict[str, object] = {}
        self.discovery: dict[str, object] = {}  # the same of its discovery document
        self.error = ""  # what the browser is sent back with
        self.told: dict[str, object] | None = None  # what it tells apart from the token
        self.delay = 0.0  # seconds before the token
        self.header = {"alg": "RS256", "kid": "one"}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []  # the paths of all requests
        self.url = ""

    def configuration(self) -> dict[str, object]:
        return (
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
            }
            | self.discovery
            | ({"userinfo_endpoint": f"{self.url}/me"} if self.told else {})
        )

    def authorize(self, asked: dict[str, str]) -> str:
        """Take the browser in and give the address it is sent back to."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        if self.error:
            answer = {"error": self.error, "error_description": "<b>no</b>"}
        else:
            code = secrets.token_hex(8)
            self.codes[code] = asked
            answer = {"code": code}
        return f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, object]]:
        """Exchange a code, once, for a signed token."""
        time.sleep(self.delay)
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(form["code_verifier"].encode()).digest()
        ).rstrip(b"=")
        if asked is None or given != f"{CLIENT}:{SECRET}":
            return 400, {"error": "invalid_grant"}
        if asked["code_challenge"] != challenge.decode():
            return 400, {"error": "invalid_grant"}
        assert form["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        said = claims | self.claims | self.wrong
        for name in [each for each, value in self.wrong.items() if value is None]:
            del said[name]
        signed = jwt.encode(self.header, said, self.signing_key)
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.service.asked.append(asked.path)
        if asked.path == "/authorize":
            query = {name: found[0] for name, found in parse_qs(asked.query).items()}
            self.send_response(302)
            self.send_header("Location", self.service.authorize(query))
            self.end_headers()
        elif asked.path == "/me" and self.headers["Authorization"] == "Bearer unused":
            self._json(200, self.service.told or {})
        elif asked.path == "/keys":
            self._json(200, {"keys": [self.service.key.as_dict(private=False)]})
        elif asked.path == "/.well-known/openid-configuration":
            self._json(200, self.service.configuration())
        else:
            self._json(404, {})

    def do_POST(self) -> None:
        self.service.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: found[0] for name, found in parse_qs(body).items()}
        self._json(*self.service.token(form, self.headers.get("Authorization", "")))

    def _json(self, status: int, answer: dict[str, object]) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        """Keep the tests' output clean."""


@contextmanager
def serve() -> Iterator[Service]:
    """Run the service on a port of its own."""
    service = Service()
    handler = type("Bound", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visit(address: str) -> str:
    """Open the service's page as a browser does; give where it sends the browser back to."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    assert answer.status == 302
    location = answer.headers["Location"]
    connection.close()
    return location
