"""Secrets pass through every door; none of them stands in what the site says to its logs."""

import json
import logging
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from socket import create_server

import pytest
from support.factors import (
    by_password,
    code,
    recovery_codes_on,
    set_up_app,
    with_password,  # noqa: F401  a fixture
)
from support.inviting import invite, invited
from support.links import secret_of
from support.pages import open_page
from support.submission import send
from support.sums import solved

from cms.extensions import db
from cms.models import Person, PersonSession

WRONG = "a wrong passw0rd that nobody knows"
NEW = "a new sentence for a lost one"
TEXT = "一篇谁也不许在日志里看到的正文"


def journeys(app, browse) -> dict[str, str]:
    """Go through every door that a secret opens; give the secrets by name."""
    found = {"text": TEXT, "wrong password": WRONG, "new password": NEW}
    stranger = browse()
    open_page(stranger, "/login").form("/login").send(email="ed@demo.example", password=WRONG)
    found["receipt"] = send(stranger, body=TEXT, altcha=solved(stranger)).url.rpartition("/")[2]
    for path in ("/reset", "/confirm"):
        open_page(stranger, path).form().send(email="ann@demo.example")
    found["reset"] = secret_of(app, "ann@demo.example", "reset")
    page = open_page(stranger, f"/reset/{found['reset']}").form()
    page.send(password="short")
    page.send(password=NEW)
    ed = browse()
    by_password(ed)
    found["code app's key"], shown = set_up_app(ed)
    found["recovery code"] = recovery_codes_on(shown)[0]
    ed.delete_cookie("session")
    step = by_password(ed)
    found["code"] = code(found["code app's key"])
    step.form().send(code="000000")
    step.form().send(code=found["code"])
    invite(browse("ada"))
    link = invited(app)["link"]
    found["invitation"] = link.rpartition("/")[2]
    open_page(stranger, link)
    found["session cookie"] = ed.get_cookie("session").value
    return found


def fail_everywhere(app, browse, secrets):
    """Let every address that a secret opens break, with the secret in path, form and query."""
    for name in ("contribute.receipt", "security.reset_password", "accounts.invitation"):
        app.view_functions[name] = lambda **_given: {}["nothing"]
    app.view_functions["security.login"] = lambda: {}["nothing"]
    stranger = browse()
    for secret in secrets.values():
        for path in ("/s/", "/reset/", "/invitation/"):
            assert stranger.get(path + "x", query_string={"q": secret}).status_code == 500
        if secret.isascii() and "/" not in secret:
            assert stranger.get(f"/s/{secret}").status_code == 500
            assert stranger.get(f"/nothing/{secret}").status_code == 404
    token = open_page(stranger, "/submit").form("/submit").values()["csrf_token"]
    typed = {"csrf_token": token, "email": "ed@demo.example", "password": WRONG}
    assert stranger.post("/login", data=typed).status_code == 500


@pytest.mark.usefixtures("with_password")
@pytest.mark.own_app
def test_no_secret_stands_in_the_logs(app, browse, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    secrets = journeys(app, browse)
    fail_everywhere(app, browse, secrets)
    with app.app_context():
        secrets |= {
            "secret key": app.extensions["cms_config"].secret_key,
            "password's hash": db.session.scalars(
                db.select(Person.password).where(Person.name == "ed")
            ).one(),
            "session's hash": db.session.scalars(db.select(PersonSession.token_hash)).first(),
        }
    out, err = capfd.readouterr()
    said = out + err + caplog.text
    assert "event=failed" in said, "the failures were logged at all"
    assert len(secrets) > 10
    assert all(len(secret) >= 6 for secret in secrets.values())
    for name, secret in secrets.items():
        assert secret not in said, name
        assert json.dumps(secret)[1:-1] not in said, name


def test_the_logs_of_the_server_itself_name_no_secret_address(tmp_path):
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    output = tmp_path / "output.txt"
    with output.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "cms.cli", "serve", "--port", str(port)],
            cwd=tmp_path, stdout=file, stderr=file,
        )  # fmt: skip
    try:
        assert knock(f"http://localhost:{port}")
    finally:
        server.terminate()
        server.wait(30)
    said = output.read_text("utf-8", "replace")
    first_admin = [line for line in said.splitlines() if "/setup/" in line]
    assert len(first_admin) <= 1, "the one link that the console is meant to show"
    assert "canary" not in said


def knock(url) -> bool:
    """Ask for addresses that hold a secret, once the server is up."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=2):
            break
        time.sleep(0.1)
    told = {"Cookie": "session=canary-cookie", "Authorization": "Bearer canary-bearer"}
    for path in ("s/canary-token", "reset/canary-token", "search?q=canary-query", "x/canary%0d%0a"):
        with suppress(urllib.error.HTTPError):
            urllib.request.urlopen(urllib.request.Request(f"{url}/{path}", headers=told), timeout=9)
    return time.monotonic() < end
