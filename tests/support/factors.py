"""Signing in with a second factor through the real pages, without JavaScript."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account import PASSWORD, sign_in_at
from support.engines import common_app, dispose, make_config
from support.pages import Page, open_page

from cms.config import Config
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Person
from cms.text.onetime import STEP, code_at
from cms.web.accounts import enrol, hashed, second

ROLES = "editor,chief,admin"


@pytest.fixture
def with_password(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everyone gets the same password, hashed once; for codes it stays the same half minute."""
    moment = datetime.now(UTC)
    for module in (second, enrol):
        monkeypatch.setattr(module, "now", lambda: moment)
    with app.app_context():
        begin_write(db.session)
        hash_ = hashed(PASSWORD)
        for one in db.session.scalars(db.select(Person)):
            one.password = hash_
        db.session.commit()


def by_password(client: FlaskClient, name: str = "ed", where: str = "/login") -> Page:
    """Send the right password; give the page that it leads to."""
    return sign_in_at(client, f"{name}@demo.example", where=where)


def key_on(page: Page) -> str:
    """Read the key that the set-up page shows, as one types it by hand."""
    return page.all("//dd[contains(@class, 'key')]")[0].text_content().replace(" ", "")


def code(key: str, *, steps: int = 0) -> str:
    """The app's code now, or so many half minutes later."""
    return code_at(key, second.now() + timedelta(seconds=steps * STEP))


def set_up_app(client: FlaskClient) -> tuple[str, Page]:
    """Set up a code app; give its key and the page with the recovery codes."""
    page = open_page(client, "/account/second-factor/app")
    key = key_on(page)
    return key, page.form().send(code=code(key, steps=-1))


def recovery_codes_on(page: Page) -> list[str]:
    return [one.text_content() for one in page.all("//ol[@class='codes']//code")]


def with_app(client: FlaskClient, name: str = "ed") -> tuple[str, list[str]]:
    """Sign in by password, set up a code app, sign out; give its key and the recovery codes."""
    by_password(client, name)
    key, shown = set_up_app(client)
    codes = recovery_codes_on(shown)
    client.delete_cookie("session")
    return key, codes


def is_in(client: FlaskClient, name: str = "ed") -> bool:
    """Tell whether this browser is signed in as the person."""
    page = open_page(client, "/desk/" if name not in {"ann", "eve"} else "/my/")
    return page.status == 200 and "/login" not in page.url and name in page.words()


@pytest.fixture(name="app")
def guarded_app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The newsroom of every test, where the desk needs a second factor."""
    made = common_app(make_config(database_url, tmp_path, second_factor=ROLES))
    yield made
    dispose(made)


def open_recovery(client: FlaskClient) -> Page:
    by_password(client)
    return open_page(client, "/login/recovery")


def without_need(app: Flask) -> Config:
    """The newsroom's settings, but that no role needs a second factor."""
    return replace(app.extensions["cms_config"], second_factor="none")
