"""Pages as a browser without JavaScript uses them: read a form, fill it, send it."""

from dataclasses import dataclass, field

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse


@dataclass
class Page:
    """A page that was answered; `form(action)` finds a form by the end of its address."""

    client: FlaskClient
    response: TestResponse
    status: int = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.status = self.response.status_code
        self.text = self.response.get_data(as_text=True)
        self.url = self.response.request.url
        # A status other than the one expected is easier to read with the page beside it.
        self.tree = html.fromstring(self.text) if self.text.lstrip().startswith("<") else None

    def words(self) -> str:
        return " ".join(self.tree.text_content().split())

    def all(self, xpath: str) -> list:
        return self.tree.xpath(xpath)

    def form(self, action: str = "", method: str = "post") -> "Form":
        for one in self.tree.forms:
            where = one.get("action") or self.url
            if one.method.lower() == method and where.split("?")[0].endswith(action):
                return Form(self, one)
        raise AssertionError(f"no form for {action!r} on {self.url}: {self.words()[:2000]}")

    def error_of(self, name: str) -> str:
        found = self.tree.xpath(f"//*[@id='{name}-error']")
        return " ".join(found[0].text_content().split()) if found else ""


@dataclass
class Form:
    page: Page
    element: html.FormElement

    def values(self) -> dict[str, object]:
        return dict(self.shown())

    def shown(self) -> list[tuple[str, str]]:
        # A textarea's first newline belongs to the markup; browsers drop it, lxml does not.
        return [(key, value.removeprefix("\n")) for key, value in self.element.form_values()]

    def send(self, follow: bool = True, **changes: object) -> Page:
        """Send with some values changed; the names may leave out a decision's prefix."""
        data: dict[str, object] = {}
        for key, value in self.shown():
            data.setdefault(key, [])
            data[key].append(value)
        names = set(data) | set(self.element.inputs.keys())
        for key, value in changes.items():
            data[_full_name(names, key)] = value
        where = self.element.get("action") or self.page.url
        response = self.page.client.post(where, data=data, follow_redirects=follow)
        return Page(self.page.client, response)


def _full_name(names: set[str], key: str) -> str:
    if key in names:
        return key
    return next((name for name in sorted(names) if name.endswith(f"-{key}")), key)


def open_page(client: FlaskClient, where: str, **kwargs: object) -> Page:
    return Page(client, client.get(where, follow_redirects=True, **kwargs))
