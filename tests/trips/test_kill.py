"""Whatever is killed, whatever was acknowledged is there."""

import http.cookiejar
import os
import random
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from contextlib import suppress
from socket import create_server

import psutil
import pytest
from lxml import html
from support.engines import make_config
from support.submission import TYPED

from cms.app import create_app
from cms.extensions import db
from cms.models import Event, Submission
from cms.queries.chains import broken_chains
from cms.text.secret import hash_token

CYCLES = 6
SENDERS = 3
DEADLINE = 40.0


class KeepAddress(urllib.request.HTTPRedirectHandler):
    """A browser that stops at a redirect: where it leads is the acknowledgement."""

    def redirect_request(self, *_args):
        return None


def serve(home, port):
    return subprocess.Popen(
        [sys.executable, "-m", "cms.cli", "serve", "--port", str(port)],
        cwd=home,
        env={key: value for key, value in os.environ.items() if not key.startswith("CMS_")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for(url):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not come up")


def send_one(url):
    """Send one piece as a new guest; return the private link's token once it is acknowledged."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar, KeepAddress)
    with browser.open(f"{url}/submit", timeout=5) as page:
        form = next(one for one in html.fromstring(page.read()).forms if one.method == "POST")
    sender = f"{uuid.uuid4().hex}@demo.example"  # one address may send ten pieces a day
    fields = dict(form.form_values()) | TYPED | {"action": "send", "email": sender}
    try:
        browser.open(f"{url}/submit", urllib.parse.urlencode(fields).encode(), timeout=5)
    except urllib.error.HTTPError as answer:
        return answer.headers.get("Location", "").rpartition("/s/")[2]
    return ""


def keep_sending(url, stop, acknowledged):
    while not stop.is_set():
        with suppress(OSError, StopIteration, ValueError):
            token = send_one(url)
            if token:
                acknowledged.append(token)


def kill_all(server):
    family = [*psutil.Process(server.pid).children(recursive=True), psutil.Process(server.pid)]
    random.shuffle(family)
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    server.wait(timeout=DEADLINE)


@pytest.mark.long
def test_no_acknowledged_piece_is_lost_to_a_kill(tmp_path):
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    acknowledged: list[str] = []
    for _cycle in range(CYCLES):
        server = serve(tmp_path, port)
        stop = threading.Event()
        try:
            wait_for(url)
            senders = [
                threading.Thread(target=keep_sending, args=(url, stop, acknowledged))
                for _ in range(SENDERS)
            ]
            for sender in senders:
                sender.start()
            time.sleep(random.uniform(1.0, 3.0))
        finally:
            kill_all(server)
            stop.set()
        for sender in senders:
            sender.join(DEADLINE)
    assert len(acknowledged) > CYCLES

    instance = tmp_path / "instance"
    app = create_app(make_config(f"sqlite:///{instance / 'copydesk.db'}", instance))
    with app.app_context():
        kept = set(db.session.scalars(db.select(Submission.token_hash)))
        assert {hash_token(token) for token in acknowledged} <= kept
        pieces = db.session.scalar(db.select(db.func.count(Submission.id)))
        events = db.session.scalar(db.select(db.func.count(Event.id)))
        assert pieces == events
        assert list(broken_chains()) == []
