"""axe over a page of the gallery: what it finds, without what a reason stands for."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# Findings of axe that are neither serious nor critical and stay, each with its reason.
BORNE: dict[str, str] = {}
BORNE_IN_LETTERS = {
    "landmark-one-main": "a mail is shown inside the page of a mail program, which has its own",
    "region": "the same: landmarks of a mail would stand among those of the mail program",
}


def findings(page: Page, options: dict[str, object], *, letter: bool = False) -> list[str]:
    """Rule, impact and place of everything that axe finds and no reason stands for."""
    borne = BORNE | (BORNE_IN_LETTERS if letter else {})
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {_why(node)}"
        for one in violations
        if one["impact"] in {"serious", "critical"} or one["id"] not in borne
        for node in one["nodes"]
    ]


def _why(node: dict) -> str:
    told = [each["message"] for kind in ("any", "all", "none") for each in node[kind]]
    return " / ".join(told)[:200]
