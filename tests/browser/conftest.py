"""Chromium, and a newsroom on a real server for it."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright
from support.gallery_house import gallery_house
from support.served import Newsroom, close_all, serving

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def chromium():
    """The browser that these tests share."""
    path = shutil.which("chromium")
    if path is None:
        missing = "chromium is not on the PATH; on Debian: apt install chromium"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def javascript(request):
    """Whether the browsers run scripts: they don't, unless the test's parameter says so."""
    return getattr(request, "param", False)


@pytest.fixture
def second_factor(request):
    """The roles that need a second factor: none, unless the test's parameter names some."""
    return getattr(request, "param", "none")


@pytest.fixture
def newsroom(chromium, javascript, second_factor, database_url, tmp_path):
    """Serve the newsroom of every test, web and worker, on a database of the test's own."""
    with serving(database_url, tmp_path / "home", second_factor) as url:
        yield Newsroom(url, chromium, javascript)
        close_all(chromium)


@pytest.fixture(scope="package")
def house(tmp_path_factory):
    """The demo newsroom with every page of the gallery; its tests change nothing for others."""
    with gallery_house(tmp_path_factory.mktemp("gallery")) as made:
        yield made
