"""Nothing jumps while a page's pictures come in slowly, on a phone or on a desk."""

import pytest
from support.gallery import context_for, named, open_entry

pytestmark = [pytest.mark.browser, pytest.mark.long]

MOST = 0.01  # Google calls 0.1 good
PAGES = ("front", "section", "search-found", "article-zh", "article-en", "article-paper", "queue")
SLOW = {"offline": False, "latency": 200, "downloadThroughput": 100_000, "uploadThroughput": -1}
OBSERVE = """
window.shifts = []
new PerformanceObserver(list => list.getEntries().forEach(one => window.shifts.push({
  value: one.value,
  where: one.sources.map(each => each.node?.outerHTML?.slice(0, 80))
}))).observe({type: 'layout-shift', buffered: true})
"""
TO_THE_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y)
    await new Promise(done => setTimeout(done, 100))
  }
  await Promise.race([
    Promise.all([...document.images].map(one => one.decode().catch(() => 0))),
    new Promise(done => setTimeout(done, 10000))
  ])
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  return window.shifts
}"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("entry", named(*PAGES), ids=lambda one: one.name)
def test_nothing_jumps(chromium, house, entry, width):
    context = context_for(chromium, house, entry, width=width)
    try:
        context.add_init_script(OBSERVE)
        context.on("page", slow_down)
        shifts = open_entry(context, house, entry).evaluate(TO_THE_END)
    finally:
        context.close()
    assert sum(one["value"] for one in shifts) < MOST, shifts


def test_a_picture_without_a_size_is_seen_to_push_the_text(chromium):
    page = chromium.new_page()
    page.add_init_script(OBSERVE)
    page.route("**/*", jumping)
    page.goto("http://own.example/")
    page.wait_for_timeout(500)
    shifts = page.evaluate("window.shifts")
    page.close()
    assert sum(one["value"] for one in shifts) > MOST


def jumping(route):
    """A page whose first line is pushed down by what comes late."""
    late = "setTimeout(() => document.querySelector('i').style.paddingTop = '300px', 200)"
    body = f"<!doctype html><i style='display:block'></i><h1>Text</h1><script>{late}</script>"
    route.fulfill(content_type="text/html", body=body)


def slow_down(page):
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", SLOW)
