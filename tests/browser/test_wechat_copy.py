"""Copy for WeChat in a real browser: the clipboard, an editor that takes it, no scripts."""

import pytest
from playwright.sync_api import expect
from support import kept, people
from support.engines import dispose, fresh_sqlite, make_config
from support.served import Newsroom, close_all, serving

from cms.actions import media
from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.rules.facts import Placed, Text

pytestmark = [pytest.mark.browser, pytest.mark.long]
with_scripts = pytest.mark.parametrize("javascript", [True], indirect=True)
TITLE = "三个细节：先量水温再拌浆"
BODY = (
    '<p>见<a href="https://a.example/x">报告</a>，<em>先</em>量水温。</p><h2>小标题</h2>'
    "<ul><li>一<ul><li>甲</li></ul></li></ul><table><tr><th>项</th><td>5 ℃</td></tr></table>"
)
READ = """async () => {
  const [one] = await navigator.clipboard.read();
  const read = async (type) => (await one.getType(type)).text();
  return { types: one.types, html: await read('text/html'), text: await read('text/plain') };
}"""
EDITOR = """() => {
  document.body.innerHTML = '<div id="editor" contenteditable="true"></div>';
  const editor = document.getElementById('editor');
  editor.addEventListener('paste', (event) => {
    globalThis.pasted = event.clipboardData.getData('text/html');
  });
  editor.focus();
}"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return fresh_sqlite(tmp_path_factory.mktemp("wechat"))


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    """One newsroom for all of these tests, with one approved piece in it."""
    home = tmp_path_factory.mktemp("wechat-home") / "home"
    with serving(database, home, "none") as url:
        make_piece(database, home / "instance")
        yield url


def make_piece(database, instance):
    app = create_app(make_config(database, instance))
    with app.app_context():
        begin_write(db.session)
        picture = kept.upload(size=(1200, 800))
        placed = (Placed(picture.sha256, **kept.WORDS),)
        text = Text(TITLE, BODY, "html", "一句话的导语。", (("安念秋", ""),), placed)
        one = people.sent(text=text)
        media.attach(one, [picture])
        people.take(one, "claim", "ed")
        people.take(one, "approve", "lin")
        db.session.commit()
    dispose(app)


@pytest.fixture
def newsroom(chromium, site, javascript):
    yield Newsroom(site, chromium, javascript)
    close_all(chromium)


def open_panel(newsroom):
    page = newsroom.sign_in("ed")
    page.goto("/desk/1/publish")
    return page


def frame_of(page):
    return page.frame_locator("iframe.screen")


@with_scripts
def test_a_click_puts_the_styled_and_the_plain_text_on_the_clipboard(newsroom):
    page = open_panel(newsroom)
    html = page.locator("#wechat-html").input_value()
    page.click("button:has-text('Copy for WeChat')")
    expect(page.locator("[role=status][data-clip-status]")).to_contain_text("Copied")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    there = page.evaluate(READ)
    assert set(there["types"]) == {"text/html", "text/plain"}
    assert there["text"].strip() == page.locator("#wechat-text").input_value().strip()
    assert "[1] https://a.example/x" in there["text"]
    assert newsroom.strange == []

    page.goto("about:blank")
    page.evaluate(EDITOR)
    page.keyboard.press("Control+v")
    assert page.evaluate("globalThis.pasted") == html
    heading = page.locator("#editor h2")
    expect(heading).to_have_text("小标题")
    expect(heading).to_have_css("border-left-color", "rgb(11, 92, 112)")
    expect(page.locator("#editor strong").first).to_have_text("先")
    expect(page.locator("#editor ul ul li")).to_have_text("甲")
    expect(page.locator("#editor")).to_contain_text("〔图1：钻机立在井口〕")
    expect(page.locator("#editor a")).to_have_count(0)


@with_scripts
def test_where_the_copy_event_is_refused_the_newer_way_serves(newsroom):
    page = open_panel(newsroom)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("document.execCommand = () => false")
    page.click("button:has-text('Copy for WeChat')")
    expect(page.locator("[data-clip-status]")).to_contain_text("Copied")
    there = page.evaluate(READ)
    assert "小标题" in there["text"]
    assert '<h2 style="' in there["html"]


@with_scripts
def test_where_nothing_may_be_copied_the_page_says_what_to_do(newsroom):
    page = open_panel(newsroom)
    page.evaluate("document.execCommand = () => false")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("button:has-text('Copy for WeChat')")
    expect(page.locator("[data-clip-status]")).to_contain_text("did not let us copy")


@with_scripts
def test_every_field_is_copied_by_the_keyboard_alone(newsroom):
    page = open_panel(newsroom)
    button = page.locator("[data-copy=wechat-title]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-clip-status]")).to_have_text("Copied")
    expect(button).to_be_focused()
    page.context.grant_permissions(["clipboard-read"])
    assert page.evaluate("navigator.clipboard.readText()") == TITLE


@pytest.mark.parametrize("javascript", [True, False], indirect=True)
def test_the_phone_is_a_phones_width_and_shows_the_pictures(newsroom):
    page = open_panel(newsroom)
    picture = frame_of(page).locator("img")
    expect(picture).to_be_visible()
    assert page.locator("iframe.screen").bounding_box()["width"] == 375
    assert picture.bounding_box()["width"] == pytest.approx(375 - 2 * 16, abs=0.1)
    expect(frame_of(page).locator("h1")).to_have_text(TITLE)
    page.set_viewport_size({"width": 390, "height": 844})
    widths = page.locator("html").bounding_box()["width"], 390
    assert widths[0] <= widths[1]
    assert newsroom.strange == []


def test_without_scripts_the_text_stands_by_itself_to_be_selected(newsroom):
    page = open_panel(newsroom)
    expect(page.locator("[data-copy]:visible")).to_have_count(0)
    expect(page.get_by_text("Without scripts:")).to_be_visible()
    with page.expect_download() as file:
        page.click("a:has-text('HTML file')")
    assert file.value.suggested_filename.endswith("-wechat.html")
    page.click("a:has-text('The text by itself')")
    expect(page.locator("main h2")).to_have_text("小标题")
    expect(page.locator("main h2")).to_have_css("font-size", "18px")
    expect(page.locator("h1")).to_have_count(0)
    assert newsroom.strange == []
