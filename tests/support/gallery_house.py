"""The demo newsroom on a real server, with every state that a page of the gallery needs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from socket import create_server
from zlib import crc32

from flask import Flask
from support import people
from support.engines import SECRET, dispose, make_config
from support.gallery_cast import NAMES
from support.gallery_stage import found, stage
from support.served import DEADLINE, wait_until_healthy

from cms.app import create_app
from cms.cli.database import migrate_database
from cms.demo.newsroom import fill
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.web.accounts.first_admin import first_admin_token

HOST = "localhost"
LONG_AGO = timedelta(days=2)


@dataclass
class House:
    """A served newsroom; `places` names the addresses of its pieces, people and letters."""

    folder: Path
    url: str
    empty_url: str
    places: dict[str, dict[str, str]]

    @cached_property
    def app(self) -> Flask:
        """The same newsroom in this process, to sign people in and to look things up."""
        return _app(self.folder, self.url)

    def place(self, address: str, lang: str) -> str:
        """Fill the address of a page of the gallery in."""
        return address.format_map(self.places["any"] | self.places[lang])

    def cookies(self, who: str | None) -> list[dict[str, str]]:
        """The cookies of one who is signed in, or half-way (`half_app`), or long ago (`stale`)."""
        if who is None:
            return []
        client = self.app.test_client()
        if who.startswith("half_"):
            _half_way(self.app, client, who)
        else:
            moment = datetime.now(UTC) - (LONG_AGO if who == "stale" else timedelta())
            people.sign_in(client, self.app, NAMES[who], moment)
        made = client.get_cookie("session")
        return [{"name": "session", "value": made.value, "url": self.url}]


def _half_way(app: Flask, client, who: str) -> None:
    with app.app_context():
        one = people.person(NAMES[who])
        told = {"uniquifier": one.fs_uniquifier, "email": one.email, "where": ""}
    with client.session_transaction() as session:
        session["half_way"] = told | {"since": datetime.now(UTC).timestamp()}


def network_of(name: str) -> str:
    """A network of its own for each page, so that none uses up the tries of another."""
    number = crc32(name.encode())
    return f"198.{18 + number % 2}.{number // 2 % 256}.{number // 512 % 254 + 1}"


@contextmanager
def gallery_house(folder: Path) -> Iterator[House]:
    """Fill and serve the demo newsroom and an empty one beside it."""
    first, second = _free_port(), _free_port()
    url, empty_url = (f"http://{HOST}:{one}" for one in (first, second))
    places = _furnish(folder / "full", url)
    places["any"]["first_admin"] = _furnish_empty(folder / "empty", empty_url)
    with _serving(folder / "full", first), _serving(folder / "empty", second):
        house = House(folder / "full", url, empty_url, places)
        keep = {"folder": str(house.folder), "url": url, "empty_url": empty_url, "places": places}
        (folder / "house.json").write_text(json.dumps(keep), encoding="utf-8")
        yield house
    dispose(house.app)


def reopen(folder: Path) -> House:
    """The house of that folder, served by another process."""
    kept = json.loads((folder / "house.json").read_text(encoding="utf-8"))
    return House(Path(kept["folder"]), kept["url"], kept["empty_url"], kept["places"])


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _app(home: Path, url: str) -> Flask:
    return create_app(
        make_config(
            f"sqlite:///{home / 'copydesk.db'}",
            home / "instance",
            site_url=url,
            site_tagline="地源热泵行业的新闻与来稿",
        )
    )


def _furnish(home: Path, url: str) -> dict[str, dict[str, str]]:
    home.mkdir(parents=True)
    app = _app(home, url)
    migrate_database(app)
    with app.app_context():
        fill()
        begin_write(db.session)
        stage()
        db.session.commit()
        places = found()
        db.session.rollback()
    dispose(app)
    return places


def _furnish_empty(home: Path, url: str) -> str:
    home.mkdir(parents=True)
    app = _app(home, url)
    migrate_database(app)
    with app.app_context():
        token = first_admin_token(app.extensions["cms_config"])
    dispose(app)
    return f"/setup/{token}"


@contextmanager
def _serving(home: Path, port: int) -> Iterator[None]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("CMS_")}
    env |= {
        "CMS_DATABASE_URL": f"sqlite:///{home / 'copydesk.db'}",
        "CMS_SECRET_KEY": SECRET,
        "CMS_SITE_URL": f"http://{HOST}:{port}",
        "CMS_SITE_NAME": "恒温层",
        "CMS_SITE_TAGLINE": "地源热泵行业的新闻与来稿",
        "CMS_SECOND_FACTOR": "none",
        "CMS_PROXIES": "1",
    }
    output = home / "output.txt"
    with output.open("ab") as sink:
        command = [sys.executable, "-m", "cms.cli", "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=home, env=env, stdout=sink, stderr=sink)
    try:
        wait_until_healthy(server, f"http://{HOST}:{port}", output)
        yield
    finally:
        server.terminate()
        server.wait(DEADLINE)
