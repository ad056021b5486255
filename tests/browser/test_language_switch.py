"""The language of the pages in a real browser, without scripts: browser, link and account."""

import pytest
from playwright.sync_api import expect
from support.engines import fresh_sqlite
from support.served import Newsroom, close_all, serving

pytestmark = [pytest.mark.browser, pytest.mark.long]

NAMES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}
HEADINGS = {"zh-Hans": "想找些什么？", "zh-Hant": "想找些什麼？", "en": "What are you looking for?"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    database = fresh_sqlite(tmp_path_factory.mktemp("language"))
    with serving(database, tmp_path_factory.mktemp("language-home") / "home", "none") as url:
        yield url


@pytest.fixture
def newsroom(chromium, site):
    yield Newsroom(site, chromium, javascript=False)
    close_all(chromium)


@pytest.fixture
def visit(newsroom):
    """`visit("zh-TW", "/search")` opens a page in a new browser of that language."""

    def open_page(locale, path, width=1280):
        context = newsroom.browser.new_context(
            base_url=newsroom.url,
            locale=locale,
            java_script_enabled=False,
            viewport={"width": width, "height": 844},
        )
        page = context.new_page()
        page.goto(path)
        return page

    return open_page


def in_language(page, tag):
    expect(page.locator("html")).to_have_attribute("lang", tag)
    current = page.locator(".editions:visible a[aria-current=true]").first
    expect(current).to_have_text(NAMES[tag])
    expect(current).to_have_attribute("lang", tag)


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("fr", "zh-Hans"),
    ],
)
def test_the_browser_chooses_first(visit, locale, tag):
    page = visit(locale, "/search")
    in_language(page, tag)
    expect(page.locator("h1:not(.nameplate)")).to_have_text(HEADINGS[tag])


def test_a_link_chooses_for_this_browser_and_leads_back_to_the_same_page(visit):
    page = visit("en-GB", "/search?q=%E5%9B%9E%E5%A1%AB")
    for tag in ("zh-Hant", "zh-Hans", "en", "zh-Hant"):
        address = page.url
        page.locator(f".editions:visible a[lang={tag}]").first.click()
        assert page.url == address
        in_language(page, tag)
    page.goto("/feeds/")
    in_language(page, "zh-Hant")


def test_the_account_goes_before_the_browser_and_the_link_before_the_account(newsroom):
    page = newsroom.sign_in("ed")
    in_language(page, "en")
    page.goto("/account/profile")
    page.select_option("[name=locale]", label="繁體中文")
    page.click("main form .button[data-kind=primary]")
    page.goto("/desk/")
    in_language(page, "zh-Hant")
    page.locator(".editions:visible a[lang=en]").first.click()
    in_language(page, "en")

    elsewhere = newsroom.sign_in("ed")
    in_language(elsewhere, "zh-Hant")


@pytest.mark.parametrize("tag", NAMES)
@pytest.mark.parametrize("path", ["/", "/feeds/", "/submit", "/login"])
def test_a_phone_finds_the_languages_and_nothing_beyond_its_edge(visit, tag, path):
    page = visit(tag, path, width=390)
    in_language(page, tag)
    for link in page.locator(".editions:visible a").all():
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert min(box["width"], box["height"]) >= 24
