"""A person without a mouse: everything is reached by Tab and pressed by Enter, Space or arrows."""

from playwright.sync_api import Page

MOST = 200
FITS = "selector => document.activeElement !== null && document.activeElement.matches(selector)"


class Keyboard:
    """The keys of one page; each method fails with what it could not reach."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def reach(self, selector: str, *, back: bool = False) -> None:
        """Tab, or Shift+Tab, until something that fits has the focus."""
        for _ in range(MOST):
            if self.page.evaluate(FITS, selector):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{selector} is not reached by keyboard on {self.page.url}")

    def skip(self) -> None:
        """Take the link that leads past the head of the page."""
        self.reach("a.skip")
        self.press("Enter")

    def follow(self, selector: str, *, back: bool = False) -> None:
        """Press Enter on a link or button that leads to another page."""
        self.reach(selector, back=back)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Replace what stands in a field, as an input method would commit it."""
        self.reach(selector)
        self.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def tick(self, selector: str) -> None:
        self.reach(selector)
        self.press("Space")
        assert self.page.locator(selector).is_checked(), selector

    def pick(self, name: str, value: str) -> None:
        """Choose among radio buttons, by arrows once the group has the focus."""
        self.reach(f"[name={name}]")
        self.press("Space")
        wanted = f"[name={name}][value={value}]"
        for _ in range(10):
            if self.page.locator(wanted).is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"{wanted} is not picked by arrows")

    def select(self, name: str, value: str) -> None:
        """Choose from a closed list, by arrows."""
        self.reach(f"[name={name}]")
        for keys in ("Home", *["ArrowDown"] * 20):
            self.press(keys)
            if self.page.locator(f"[name={name}]").input_value() == value:
                return
        raise AssertionError(f"{name} never came to {value}")
