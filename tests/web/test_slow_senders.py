"""A real server lets those go who send too slowly or stop, and reads bodies of unknown length."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from support import people
from support.engines import dispose, make_config

from cms.actions.people import set_password
from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.web.accounts import hashed
from cms.web.bodies import READERS

PASSWORD = "four quiet boreholes"
PATIENCE = 2.0  # seconds
SERVED = f"""
from cms.app import create_app
from cms.web.bodies import BodyGate

BodyGate.patience = {PATIENCE}
app = create_app()
"""
DEADLINE = 30.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="TCP_INFO is Linux's")


@pytest.fixture
def port(database_url, tmp_path):
    """Serve the newsroom by granian, with little patience."""
    app = create_app(make_config(database_url, tmp_path))
    with app.app_context():
        begin_write(db.session)
        set_password(people.person("ann"), hashed(PASSWORD))
        db.session.commit()
    dispose(app)
    (tmp_path / "served.py").write_text(SERVED)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    env = os.environ | {"CMS_DATABASE_URL": database_url, "PYTHONPATH": str(tmp_path)}
    env |= {"CMS_SITE_URL": f"http://localhost:{free}"}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--port", str(free), "--blocking-threads", "5", "--log-level", "warning"]
    command += ["--workers-kill-timeout", "3"]
    with (tmp_path / "said").open("wb") as said:
        server = subprocess.Popen(
            [*command, "served:app"], cwd=tmp_path, env=env, stdout=said, stderr=said
        )
    try:
        wait_for(free, server, tmp_path / "said")
        yield free
    finally:
        server.terminate()
        server.wait(DEADLINE)


def wait_for(port, server, said):
    until = time.monotonic() + DEADLINE
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError):
            ask(port, "GET", "/healthz")
            return
        time.sleep(0.1)
    pytest.fail(said.read_text())


def ask(port, method, path, body=None, headers=None):
    line = http.client.HTTPConnection("localhost", port, timeout=DEADLINE)
    try:
        line.request(method, path, body, headers or {})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        line.close()


def begin(port, length=60_000):
    """Begin a form that never ends."""
    line = socket.create_connection(("localhost", port), timeout=DEADLINE)
    head = f"POST /login HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: {length}\r\n\r\na=1"
    line.sendall(head.encode())
    return line


@pytest.mark.parametrize("trickling", [pytest.param(False, marks=pytest.mark.long), True])
def test_who_sends_too_slowly_is_told_and_forms_go_on(port, trickling):
    lines = [begin(port) for _ in range(READERS)]
    time.sleep(0.3)
    assert ask(port, "GET", "/healthz")[0] == 200
    assert ask(port, "POST", "/login", "a=1", FORM)[0] == 503
    for line in lines:
        line.settimeout(0.2)
        until, came = time.monotonic() + DEADLINE, b""
        while not came and time.monotonic() < until:
            with suppress(TimeoutError):
                if trickling:
                    line.sendall(b"a")
                came = line.recv(100)
        assert came.startswith(b"HTTP/1.1 408")
        line.close()
    assert ask(port, "POST", "/login", "a=1", FORM)[0] != 503


def test_a_body_of_unknown_length_is_read_like_any_other(port):
    _status, headers, page = ask(port, "GET", "/login")
    cookie = headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    form = urlencode({"csrf_token": token, "email": "ann@demo.example", "password": PASSWORD})
    chunked = iter([form.encode()])
    assert ask(port, "POST", "/login", chunked, FORM | {"Cookie": cookie})[0] == 302
    for path in ("/login", "/register"):
        large = iter([b"x" * 65_536] * 140)
        assert ask(port, "POST", path, large, FORM)[0] == 413
