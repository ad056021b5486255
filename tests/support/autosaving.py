"""An editor's page on which somebody writes, in a real browser, and what becomes of it."""

import re
from contextlib import suppress

from playwright.sync_api import Error, expect

SAVED = re.compile(r"^\s*Saved \d\d:\d\d")


def at_work(newsroom, name, piece):
    """The page on which an editor writes in a piece."""
    page = newsroom.sign_in(name)
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"/desk/{piece}/edit")
    return page


def write(page, title):
    page.fill("[name=title]", title)


def keep_now(page):
    """Let the page do what it does every fifteen seconds, and wait for its answer."""
    with page.expect_response(re.compile(r"/autosave$")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def kept_here(page):
    """Wait until this browser has what was typed, which takes three seconds."""
    page.wait_for_function(
        "title => Object.keys(localStorage).some("
        "one => one.startsWith('desk-copy|') && localStorage[one].includes(title))",
        arg=page.input_value("[name=title]"),
    )


def status(page):
    return page.locator("[data-autosave-state] .saved")


def title(page):
    return page.locator("[name=title]")


def crash(page):
    """Let the page's process die, as a killed browser does; give a new page of the same profile."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    return page.context.new_page()
