"""A piece goes from its author to its readers, and nobody on its way touches a mouse."""

import re

import pytest
from playwright.sync_api import expect
from support.keys import Keyboard
from support.served import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.long]

TITLE, BODY = "井口保温先扫雪", "去冬最冷的那个星期，我们把三支温度计吊进第三口井。"
TEXT = "main textarea[name=body], main .editor [contenteditable=true]"

with_and_without_scripts = pytest.mark.parametrize(
    "javascript", [False, True], indirect=True, ids=["without-scripts", "with-scripts"]
)


@with_and_without_scripts
def test_a_piece_reaches_its_readers_by_keyboard_alone(newsroom):
    link = send(newsroom)
    ed = sign_in(newsroom, "ed")
    review = claim_and_edit(ed)
    ask_for_changes(ed)
    answer(newsroom, link)
    lin = sign_in(newsroom, "lin")
    lin.page.goto(review)
    decide(lin, "vouch")
    decide(lin, "approve")
    decide(lin, "release")
    read(newsroom)
    assert newsroom.strange == []


def send(newsroom):
    page = newsroom.visit("/")
    keys = Keyboard(page)
    keys.follow("header a.button[href$='/submit']")
    keys.skip()
    keys.write("[name=title]", TITLE)
    keys.write(TEXT, BODY)
    keys.select("language", "zh-Hans")
    keys.write("[name=byline]", "温叙白")
    keys.write("[name=email]", "wen@wells.example")
    keys.tick("[name=original]")
    keys.pick("exclusive", "yes")
    keys.pick("ai_used", "no")
    keys.tick("[name=edit_consent]")
    page.wait_for_timeout(4_000)  # a form that is filled within three seconds is set aside
    keys.follow(".send [value=send]")
    expect(page.locator("main")).to_contain_text(re.compile(r"CD-20\d\d-\d{4}"))
    return page.url


def sign_in(newsroom, name):
    page = newsroom.visit("/desk/")
    keys = Keyboard(page)
    keys.write("[name=email]", f"{name}@demo.example")
    keys.write("[name=password]", PASSWORD)
    with page.expect_navigation():
        keys.press("Enter")
    expect(page).to_have_url(f"{newsroom.url}/desk/")
    return keys


def claim_and_edit(keys):
    keys.skip()
    keys.follow("table a")
    review = keys.page.url
    decide(keys, "claim")
    keys.follow(".title-row a[href$='/edit']")
    keys.reach(TEXT)
    keys.press("ControlOrMeta+End")
    keys.page.keyboard.insert_text("读数隔一小时记一次。")
    keys.follow("main [value=save]:not(.unseen)")
    expect(keys.page.locator(".flash")).to_contain_text("Saved as a new revision")
    expect(keys.page.locator(".proof .prose")).to_contain_text(f"{BODY}读数隔一小时记一次。")
    return review


def ask_for_changes(keys):
    unfold(keys, "request_changes")
    keys.write("[name=request_changes-points]", "请补上水温。")
    keys.follow("#decision-request_changes form button")
    expect(keys.page.locator(".flash")).to_contain_text("Done")


def answer(newsroom, link):
    keys = Keyboard(newsroom.visit(link))
    keys.follow("main a[href$='/edit']")
    keys.write("[name=answers-0]", "补在文末。")
    keys.reach("[name=title]", back=True) if not after_title(keys) else keys.reach("[name=title]")
    keys.reach(TEXT)
    keys.press("ControlOrMeta+End")
    keys.page.keyboard.insert_text("水温1.6℃。")
    keys.follow("main [value=send]:not(.unseen)")
    expect(keys.page.locator("main")).to_contain_text(re.compile(r"CD-20\d\d-\d{4}"))


def after_title(keys):
    """Tell whether the title comes after where the focus is."""
    return keys.page.evaluate(
        "Boolean(document.activeElement.compareDocumentPosition("
        "document.querySelector('[name=title]')) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )


def unfold(keys, step):
    """Open a decision where it is closed."""
    decision = keys.page.locator(f"#decision-{step}")
    keys.reach(f"#decision-{step} summary")
    if decision.get_attribute("open") is None:
        keys.press("Enter")
    expect(decision).to_have_attribute("open", "")


def decide(keys, step):
    unfold(keys, step)
    keys.follow(f"#decision-{step} form button")
    expect(keys.page.locator(".flash")).to_contain_text("Done")


def read(newsroom):
    keys = Keyboard(newsroom.visit("/"))
    keys.write("header [name=q]", "温度计")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.skip()
    keys.follow("main h2 a")
    expect(keys.page.locator("article h1")).to_have_text(TITLE)
    expect(keys.page.locator("article .prose")).to_contain_text("水温1.6℃。")
    keys.follow("header a.nameplate", back=True)
    expect(keys.page).to_have_url(f"{newsroom.url}/")
