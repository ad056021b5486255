"""A newsroom that runs as people run it, web and worker, and the people at their browsers."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server

import pytest
from playwright.sync_api import Browser, Page
from support import people
from support.engines import dispose, make_config

from cms.actions.people import set_password
from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.web.accounts import hashed

DEADLINE = 30.0
START = 90.0  # a machine at work on other things takes its time
PASSWORD = "four quiet boreholes"


@dataclass
class Newsroom:
    """A running site; `people` open it in browsers of their own, `strange` is what went wrong."""

    url: str
    browser: Browser
    javascript: bool
    strange: list[str] = field(default_factory=list)

    def visit(self, path: str = "/") -> Page:
        """Open a page in a new browser profile, as someone unknown."""
        context = self.browser.new_context(
            base_url=self.url, locale="en-GB", java_script_enabled=self.javascript
        )
        context.set_default_timeout(DEADLINE * 1000)
        page = context.new_page()
        watch(page, self.url, self.strange)
        page.goto(path)
        return page

    def sign_in(self, name: str) -> Page:
        """Open the desk as ed, lin or ada, by password."""
        page = self.visit("/desk/")
        page.fill("[name=email]", f"{name}@demo.example")
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        return page


def watch(page: Page, own: str, strange: list[str]) -> None:
    """Note every console error (broken rules of the CSP are some) and every foreign request."""

    def on_request(request) -> None:
        if not request.url.startswith((f"{own}/", "data:")):
            strange.append(f"asked for {request.url}")

    def on_console(message) -> None:
        if message.type in {"error", "warning"}:
            strange.append(f"{page.url}: {message.text}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: strange.append(f"{page.url}: {error}"))


@contextmanager
def serving(database_url: str, home: Path, second_factor: str) -> Iterator[str]:
    """Serve a newsroom, web and worker, from this folder, which is made; give its address."""
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    give_passwords(database_url, home)
    env = {name: value for name, value in os.environ.items() if not name.startswith("CMS_")}
    env |= {"CMS_DATABASE_URL": database_url, "CMS_SITE_NAME": "恒温层"}
    env |= {"CMS_SECOND_FACTOR": second_factor}
    output = home / "output.txt"
    with output.open("ab") as sink:
        server = subprocess.Popen(
            [sys.executable, "-m", "cms.cli", "serve", "--port", str(port)],
            cwd=home,
            env=env,
            stdout=sink,
            stderr=sink,
        )
    try:
        wait_until_healthy(server, f"http://localhost:{port}", output)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(DEADLINE)


def close_all(browser: Browser) -> None:
    for context in browser.contexts:
        context.close()


def give_passwords(database_url: str, home: Path) -> None:
    """Give the editors passwords to sign in by."""
    home.mkdir()
    app = create_app(make_config(database_url, home))
    with app.app_context():
        begin_write(db.session)
        for name in ("ed", "lin", "ada"):
            set_password(people.person(name), hashed(PASSWORD))
        db.session.commit()
    dispose(app)


def wait_until_healthy(server: subprocess.Popen, url: str, output: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        with suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{url}/readyz", timeout=5).close()
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not come up:\n{output.read_text()}")
