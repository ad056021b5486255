"""Waiting for a page: asked from outside, since the pages' policy lets Playwright ask only once."""

import time

from playwright.sync_api import Page

PATIENCE = 30.0


def wait_until(page: Page, expression: str) -> None:
    """Ask the page until a JavaScript expression is true."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < until, f"never true: {expression}"
        page.wait_for_timeout(100)
