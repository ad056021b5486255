"""`make bench ARGS=--pages`: what front, article and desk cost a reader's browser."""

import os
import platform
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import newsroom
from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright
from servers import free_port, serving
from sqlalchemy import select

from cms.app import create_app
from cms.cli.database import migrate_database
from cms.config import load_config
from cms.demo.newsroom import PASSWORD, fill
from cms.extensions import db
from cms.models import Article

EDITOR = "ed@demo.example"
BARE_BYTES = 2_000
ROUNDS, QUICK_ROUNDS = 9, 1
SCREEN = {"width": 412, "height": 823}
# What Lighthouse takes for a phone on a slow connection; see docs/benchmarks.md.
CPU_TIMES = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
OBSERVE = """
window.seen = {largest: 0, shift: 0}
const on = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
  .observe({type, buffered: true})
on('largest-contentful-paint', one => { window.seen.largest = one.startTime })
on('layout-shift', one => { if (!one.hadRecentInput) window.seen.shift += one.value })
"""
READ = """() => new Promise(done => setTimeout(() => done({
  first: performance.getEntriesByName('first-contentful-paint')[0].startTime, ...window.seen
}), 300))"""


@dataclass(frozen=True)
class Visit:
    """One visit with an empty cache; times in ms since the navigation began, sizes on the wire."""

    first: float
    largest: float
    shift: float
    size: float
    requests: int


@dataclass(frozen=True)
class Page:
    """A page to visit, and as whom."""

    name: str
    url: str
    state: dict | None = None  # type: ignore[type-arg]  Playwright's own


def measure(folder: Path, rounds: int) -> None:
    """Serve the demo newsroom and the bare app, visit every page in turn, print medians."""
    port = free_port()
    settings = newsroom.settings(port) | {"CMS_SECOND_FACTOR": "none"}
    article = _fill(folder, settings)
    with ExitStack() as running:
        running.enter_context(serving(port, folder, settings))
        bare_port = free_port()
        paths = {"PYTHONPATH": str(Path(__file__).parent)}
        running.enter_context(serving(bare_port, folder, paths, "bare:app"))
        browser = running.enter_context(chromium())
        base = settings["CMS_SITE_URL"]
        pages = [
            Page("bare", f"http://127.0.0.1:{bare_port}/{BARE_BYTES}"),
            Page("front", f"{base}/"),
            Page("article", base + article),
            Page("desk queue", f"{base}/desk/", _signed_in(browser, base)),
        ]
        print(facts(browser.version, rounds))
        found: dict[str, list[Visit]] = {one.name: [] for one in pages}
        for _ in range(rounds):
            for one in pages:
                found[one.name].append(visit(browser, one))
    print(table(found))


def _fill(folder: Path, settings: dict[str, str]) -> str:
    """Make the demo newsroom; give the path of its newest article with a picture."""
    app = create_app(load_config(settings, folder / "instance"))
    migrate_database(app)
    with app.app_context():
        fill()
        newest = db.session.scalars(select(Article).order_by(Article.published_at.desc()))
        one = next(each for each in newest if each.revision.images)
        path = f"/articles/{one.public_id}/{one.slug}"
        db.session.remove()
        db.engine.dispose()
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser of this machine's."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def _signed_in(browser: Browser, base: str) -> dict:  # type: ignore[type-arg]  Playwright's own
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/desk/")
    page.fill("[name=email]", EDITOR)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(f"{base}/desk/")
    state = context.storage_state()
    context.close()
    return dict(state)


def visit(browser: Browser, page: Page) -> Visit:
    """Open a page as a phone does that was never here before."""
    context = browser.new_context(viewport=SCREEN, storage_state=page.state)
    try:
        return _visit(context, page.url)
    finally:
        context.close()


def _visit(context: BrowserContext, url: str) -> Visit:
    tab = context.new_page()
    tab.add_init_script(OBSERVE)
    cdp = context.new_cdp_session(tab)
    sizes = _slowed(cdp)
    tab.goto(url, wait_until="networkidle")
    told = tab.evaluate(READ)
    return Visit(told["first"], told["largest"], told["shift"], sum(sizes), len(sizes))


def _slowed(cdp: CDPSession) -> list[float]:
    """Slow network and processor down; give the list that sizes on the wire are noted in."""
    sizes: list[float] = []
    cdp.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", NETWORK)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU_TIMES})
    return sizes


def facts(version: str, rounds: int) -> str:
    """Describe the run."""
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    slow = f"{NETWORK['latency']} ms latency, 1.6 Mbit/s down, processor {CPU_TIMES} times slower"
    return f"""\
What a browser sees that was never here, against a bare page of {BARE_BYTES:,} bytes from the same
kind of server: medians of {rounds} visits each, in turn.

machine   {os.cpu_count()} cores · {platform.machine()} · {platform.release()} · load {load}
browser   Chromium {version} · {SCREEN["width"]} × {SCREEN["height"]} · {slow}
"""


COLUMNS = (
    ("first paint, ms", "first", 0),
    ("largest, ms", "largest", 0),
    ("bytes", "size", 0),
    ("requests", "requests", 0),
    ("shift", "shift", 3),
)


def table(found: dict[str, list[Visit]]) -> str:
    """Print medians, and in brackets how many times the bare page's."""
    rows = [f"{'page':12}" + "".join(f"{title:>22}" for title, _, _ in COLUMNS)]
    bare = found["bare"]
    for name, visits in found.items():
        cells = [_cell(visits, bare, which, digits) for _, which, digits in COLUMNS]
        rows.append(f"{name:12}" + "".join(f"{one:>22}" for one in cells))
    return "\n".join(rows) + "\n"


def _cell(visits: Sequence[Visit], bare: Sequence[Visit], which: str, digits: int) -> str:
    own, plain = (median(getattr(one, which) for one in some) for some in (visits, bare))
    ratio = f" ({own / plain:.2f} ×)" if plain else ""
    return f"{own:,.{digits}f}{ratio}"
