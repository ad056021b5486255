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


def findings(page: Page, options: dict[str, object]) -> list[str]:
    """Rule, impact and place of everything that axe finds and no reason stands for."""
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {_why(node)}"
        for one in violations
        if one["impact"] in {"serious", "critical"} or one["id"] not in BORNE
        for node in one["nodes"]
    ]


def _why(node: dict) -> str:
    told = [each["message"] for kind in ("any", "all", "none") for each in node[kind]]
    return " / ".join(told)[:200]
