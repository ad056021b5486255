"""A real browser reads every cleaned attack, and nothing runs, loads or grows a handler."""

import pytest
from text.attacks import ATTACKS
from text.judge import ATTRIBUTES, ELEMENTS

from cms.text.clean import clean

ADDRESS = "https://judge.example/"
WATCH = """
window.ran = [];
for (const name of ["x", "alert", "confirm", "prompt", "发布"])
  window[name] = (...given) => { window.ran.push(name); return ""; };
"""
READ = """
(htmls) => htmls.map((html) => {
  window.ran.length = 0;
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = html;
  const once = box.innerHTML;
  box.innerHTML = once;
  const stable = box.innerHTML === once;
  const seen = [...box.querySelectorAll("*")].map(
    (element) => [element.localName, [...element.attributes].map((one) => one.name)]);
  const schemes = [...box.querySelectorAll("a")].map((link) => link.protocol);
  for (const element of box.querySelectorAll("*"))
    for (const kind of ["click", "mouseover", "focus", "error", "load", "toggle"])
      element.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
  for (const link of box.querySelectorAll("a"))
    if (!/^(https?|mailto|tel):$/.test(link.protocol)) link.click();
  const ran = [...window.ran];
  box.remove();
  return {stable, seen, schemes, ran};
})
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium):
    """A page with watched functions, no network, and a list of what it asked for."""
    opened = chromium.new_page()
    opened.asked = []
    opened.add_init_script(WATCH)
    opened.route("**/*", lambda route: answer(opened, route))
    opened.goto(ADDRESS)
    opened.asked.clear()
    yield opened
    opened.close()


def answer(page, route):
    page.asked.append(route.request.url)
    if route.request.url == ADDRESS:
        route.fulfill(content_type="text/html", body="<!doctype html><title>judge</title><body>")
    else:
        route.abort()


def test_the_watch_sees_an_uncleaned_attack(page):
    seen = page.evaluate(READ, ["<p onclick=x()>1</p>", "<a href='javascript:发布`1`'>1</a>"])
    assert seen[0]["ran"]
    assert seen[1]["schemes"] == ["javascript:"]


def test_no_cleaned_attack_runs_in_a_browser(page):
    page.goto(ADDRESS)
    page.asked.clear()
    cleaned = [clean(attack).html for _, attack in ATTACKS]
    for html, seen in zip(cleaned, page.evaluate(READ, cleaned), strict=True):
        assert seen["ran"] == [], html
        assert seen["stable"], html
        assert set(seen["schemes"]) <= {"https:", "http:", "mailto:", "tel:"}, html
        for element, attributes in seen["seen"]:
            assert element in ELEMENTS, html
            assert set(attributes) <= ATTRIBUTES.get(element, set()) | {"lang"}, html
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == []
    strangers = [url for url in page.asked if not url.startswith(ADDRESS + "media/")]
    assert strangers == []


def test_all_cleaned_attacks_in_one_parsed_page_run_nothing(page):
    body = "".join(f"<div>{clean(attack).html}</div>" for _, attack in ATTACKS)
    document = f"<!doctype html><meta charset=utf-8><title>judge</title><body>{body}</body>"
    page.set_content(document)
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == []
    assert page.evaluate("document.scripts.length + document.forms.length + frames.length") == 0
    assert page.title() == "judge"
