"""The writing place in a real browser: the text as it reads, and the field behind it."""

from io import BytesIO

import pytest
from playwright.sync_api import Locator, Page, expect
from support.uploads import picture

# Puts files into a DataTransfer and hands it to the text as the browser would.
HAND_OVER = """
(text, [kind, files]) => {
  const data = new DataTransfer();
  for (const { name, mimeType, bytes } of files) {
    const content = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
    data.items.add(new File([content], name, { type: mimeType }));
  }
  const { left, top } = text.getBoundingClientRect();
  const where = { bubbles: true, cancelable: true, clientX: left + 60, clientY: top + 40 };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...where, clipboardData: data })
    : new DragEvent("drop", { ...where, dataTransfer: data });
  text.dispatchEvent(event);
}
"""


def text_of(page: Page) -> Locator:
    """Return the place where one writes, once it is there."""
    text = page.locator(".ProseMirror")
    expect(text).to_be_visible()
    return text


def write(page: Page, words: str) -> None:
    """Type at the end of the text."""
    text_of(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


def field_of(page: Page) -> Locator:
    """Return the field behind the text, shown by the button where a script hides it."""
    if page.locator(".editor[data-mode=text]").count():
        page.locator("[data-tool=source]").click()
    return page.locator("[name=body]")


def photo(name: str = "rig.jpg", colour: str = "teal") -> dict[str, object]:
    """Return a file as a chooser takes it."""
    made: BytesIO = picture(colour, (1200, 800), "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": made.getvalue()}


def opened(page, submission_id):
    page.goto(f"/desk/{submission_id}/edit")
    return text_of(page)


def save(page):
    page.locator("aside [value=save]").click()
    expect(page.locator(".flash")).to_be_visible()


def tool(page, name):
    return page.locator(f"[data-tool={name}]")


def reach(page, name):
    """Go to a button of the bar by keys alone, and press it."""
    text_of(page).focus()
    page.keyboard.press("Alt+F10")
    for _step in range(20):
        if page.evaluate("document.activeElement.dataset.tool") == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowRight")
    pytest.fail(f"the arrows never reach {name}")


def choose_picture(page, *files):
    with page.expect_file_chooser() as chooser:
        tool(page, "picture").click()
    chooser.value.set_files(list(files))
