"""Light or dark: the reader's choice holds from the first paint on, in every window."""

import pytest
from playwright.sync_api import expect
from support.engines import fresh_sqlite
from support.served import Newsroom, close_all, serving
from support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAPER = {"light": "rgb(252, 252, 250)", "dark": "rgb(17, 21, 23)"}
FIRST_FRAME = """
requestAnimationFrame(function look() {
  if (!document.body) return requestAnimationFrame(look);
  window.firstPaper = getComputedStyle(document.body).backgroundColor;
});
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    database = fresh_sqlite(tmp_path_factory.mktemp("theme"))
    with serving(database, tmp_path_factory.mktemp("theme-home") / "home", "none") as url:
        yield url


@pytest.fixture
def newsroom(chromium, site):
    yield Newsroom(site, chromium, javascript=True)
    close_all(chromium)


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def choose(page, name):
    page.get_by_role("group", name="Appearance").get_by_role("button", name=name).click()


def test_who_chooses_nothing_has_what_the_system_has(newsroom):
    page = newsroom.visit("/")
    for scheme, colour in PAPER.items():
        page.emulate_media(color_scheme=scheme)
        assert paper(page) == colour
    expect(page.get_by_role("button", name="As the system")).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.parametrize(("system", "name"), [("light", "Dark"), ("dark", "Light")])
def test_the_choice_is_there_at_the_first_paint_of_every_page(newsroom, system, name):
    page = newsroom.visit("/")
    page.emulate_media(color_scheme=system)
    choose(page, name)
    assert paper(page) == PAPER[name.lower()]
    page.add_init_script(FIRST_FRAME)
    for path in ("/feeds/", "/submit", "/login", "/nowhere"):
        page.goto(path)
        wait_until(page, "window.firstPaper")
        assert page.evaluate("window.firstPaper") == PAPER[name.lower()], path
    expect(page.get_by_role("button", name=name, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    choose(page, "As the system")
    assert paper(page) == PAPER[system]
    page.reload()
    assert paper(page) == PAPER[system]


def test_the_desk_and_a_second_window_follow(newsroom):
    page = newsroom.sign_in("ed")
    page.emulate_media(color_scheme="light")
    other = page.context.new_page()
    other.emulate_media(color_scheme="light")
    other.goto(f"{newsroom.url}/")
    choose(page, "Dark")
    wait_until(other, "document.documentElement.dataset.theme === 'dark'")
    assert paper(other) == PAPER["dark"]


def test_paper_stays_white(newsroom):
    page = newsroom.visit("/")
    choose(page, "Dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(20, 25, 27)"


def test_without_scripts_no_switch_pretends(chromium, site):
    page = Newsroom(site, chromium, javascript=False).visit("/")
    expect(page.locator("[data-themes]")).to_be_hidden()
    close_all(chromium)
