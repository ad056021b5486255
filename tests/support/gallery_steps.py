"""How a page of the gallery is reached: an address, or steps as short as they can be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import Error, Page, Response
from support.uploads import picture

if TYPE_CHECKING:
    from support.gallery_house import House

Steps = Callable[[Page], None]
PUT = """([name, value]) => {
  const fields = [...document.querySelectorAll(`main [name="${name}"]`)]
  if (!fields.length) throw new Error(`no field ${name}`)
  for (const field of fields) {
    if (field.type === 'radio') field.checked = field.value === value
    else if (field.type === 'checkbox') field.checked = Boolean(value)
    else field.value = value
  }
  fields[0].dispatchEvent(new Event('input', {bubbles: true}))
}"""


@dataclass(frozen=True)
class Entry:
    """One page in one state: its name, who looks at it, where it is, what is done there.

    `address` names places of the house in braces; `steps` follow in the page. `status` is what the
    last document answered. `editor` marks the pages that carry the editor of texts, `empty` those
    of the newsroom where nothing is yet, `letter` a mail or
    what is framed like one: in a sandbox, with a style of its own.
    """

    name: str
    who: str | None
    address: str
    status: int = 200
    steps: tuple[Steps, ...] = ()
    editor: bool = False
    empty: bool = False
    letter: bool = False


def arrive(page: Page, house: "House", entry: Entry, lang: str) -> None:
    """Bring the page to the entry's state."""
    answers: list[Response] = []

    def note(response: Response) -> None:
        request = response.request
        if request.resource_type == "document" and request.frame == page.main_frame:
            answers.append(response)

    page.on("response", note)
    try:
        page.goto(house.place(entry.address, lang))
        for step in entry.steps:
            step(page)
        page.wait_for_load_state()
        page.evaluate("document.fonts.ready")
    except Error as error:
        raise AssertionError(f"{entry.name} ({lang}): {error}") from error
    page.remove_listener("response", note)
    got = answers[-1].status
    assert got == entry.status, f"{entry.name} ({lang}): {got} at {page.url}"


def put(**fields: object) -> Steps:
    """Write values into fields without typing, `pictures__0__alt` for `pictures-0-alt`."""

    def step(page: Page) -> None:
        for name, value in fields.items():
            page.evaluate(PUT, [name.replace("__", "-"), value])

    return step


def press(selector: str) -> Steps:
    """Press a button that leads to another document."""

    def step(page: Page) -> None:
        with page.expect_navigation():
            page.locator(selector).first.click()

    return step


def press_button(selector: str) -> Steps:
    """Press a button that is folded away."""
    return within(f"document.querySelector({selector!r}).click()")


def press_value(value: str) -> Steps:
    """Press the form's first visible button of this value, wherever scripts have moved it."""
    return within(
        f"const all = [...document.querySelectorAll('[name=action][value={value}]')];"
        " (all.find(one => !one.classList.contains('unseen')) ?? all[0]).click()"
    )


def within(script: str) -> Steps:
    """Run what leads to another document."""

    def step(page: Page) -> None:
        with page.expect_navigation():
            page.evaluate(f"() => {{ {script} }}")

    return step


def run(script: str) -> Steps:
    """Run what changes this document alone."""

    def step(page: Page) -> None:
        page.evaluate(f"() => {{ {script} }}")

    return step


def upload(*colours: str) -> Steps:
    """Choose pictures for the piece and press the button that uploads them, where it is there."""

    def step(page: Page) -> None:
        files = [
            {
                "name": f"well-{colour}.png",
                "mimeType": "image/png",
                "buffer": picture(colour, (1200, 800)).getvalue(),
            }
            for colour in colours
        ]
        page.set_input_files("[name=new_pictures]", files)
        button = page.locator("#pictures [value=upload]")
        if button.is_visible():
            with page.expect_navigation():
                button.click()
        page.locator("[name='pictures-0-alt']").wait_for()

    return step


def open_details(selector: str = "main details") -> Steps:
    """Open what is folded."""
    return run(f"document.querySelectorAll({selector!r}).forEach(one => {{ one.open = true }})")
