"""Checks of a page beside axe: structure, errors, targets, motion, reflow, focus."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

MOST_TABS = 250
NARROW = 320  # WCAG 1.4.10
WIDE = 1280  # WCAG 1.4.4 with text at 200 %


@cache
def _script() -> str:
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def check(page: Page, name: str) -> list[str]:
    """Run one check of page_checks.js; what is wrong comes back in sentences."""
    page.evaluate(_script())
    return page.evaluate(f"pageChecks.{name}()") or []


def reflow(page: Page) -> list[str]:
    """Nothing scrolls sideways on the narrowest page, nor with letters twice as large."""
    page.set_viewport_size({"width": NARROW, "height": 640})
    said = [f"at {NARROW} px: {one}" for one in check(page, "width")]
    page.set_viewport_size({"width": WIDE, "height": 900})
    letters(page, 32)
    said += [f"at 200 %: {one}" for one in check(page, "width")]
    letters(page, 16)
    return said


def letters(page: Page, size: int) -> None:
    """Set the size of text as a reader does in the browser: the page's breakpoints follow it."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    cdp.detach()


def walk(page: Page) -> list[str]:
    """Press Tab through the whole page; the focus is always seen, and comes to an end."""
    page.evaluate(_script())
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    said: list[str] = []
    seen: set[str] = set()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = page.evaluate("pageChecks.focused()")
        if found is None or found["key"] in seen:
            return said if seen else [*said, "nothing takes the focus"]
        seen.add(found["key"])
        said += found["said"]
    return [*said, f"the focus does not come to an end in {MOST_TABS} steps"]
