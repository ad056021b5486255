"""A piece as someone types it into the form, sent and come back."""

from support.pages import Page, open_page

TYPED = {
    "title": "冬期回填：先量水温再拌浆",
    "dek": "三支温度计换来的一条规矩。",
    "body": "去年冬天我们返工了十一口孔。\n\n水温低于五度，浆就不肯凝。",
    "format": "markdown",
    "byline": "温叙白",
    "affiliation": "云舸设计院",
    "email": "wen@demo.example",
    "keywords": "回填，冬期施工",
    "kind": "feature",
    "language": "zh-Hant",
    "original": "y",
    "exclusive": "no",
    "ai_used": "yes",
    "edit_consent": "y",
}


def send(client, action: str = "send", reads: str = "en", **changes: object) -> Page:
    client.set_cookie("language", reads)
    return open_page(client, "/submit").form("/submit").send(action=action, **TYPED | changes)


def values(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in page.form("/submit").shown():
        found.setdefault(name, []).append(value)
    return found


def assert_typed_is_there(page: Page, **changed: str) -> None:
    there = values(page)
    for name, value in (TYPED | changed).items():
        assert there.get(name) == [value], name
