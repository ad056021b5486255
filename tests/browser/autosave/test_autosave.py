"""Text survives crashes, lost connections, second windows and second people, in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from support.autosaving import SAVED, at_work, crash, keep_now, kept_here, status, title, write
from support.served import PASSWORD
from support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.long]
with_scripts = pytest.mark.parametrize("javascript", [True], indirect=True)


@with_scripts
def test_what_was_typed_is_kept_and_the_page_says_when(newsroom):
    page = at_work(newsroom, "ed", 1)
    write(page, "写到一半的题目")
    expect(status(page)).to_have_text(re.compile(r"Saved in this browser \d\d:\d\d"))
    expect(status(page)).to_have_text(SAVED, timeout=20_000)
    assert page.locator("[role=status]").last.inner_text().startswith("Saved")
    assert newsroom.strange == []


@with_scripts
def test_after_a_crash_the_browsers_copy_is_offered_and_right(newsroom):
    page = at_work(newsroom, "ed", 2)
    write(page, "只在浏览器里")
    page.fill("[name=dek]", "导语")
    page.select_option("[name=kind]", "paper")
    page.locator("[contenteditable]").press_sequentially("在编辑器里写的")
    kept_here(page)
    again = crash(page)
    again.goto(f"{newsroom.url}/desk/2/edit")
    notice = again.locator("[data-autosave-offer]")
    expect(notice).to_be_visible()
    expect(title(again)).to_have_value("第2篇")
    again.evaluate(
        "document.addEventListener('desk:restored', () => { document.title = 'restored' })"
    )
    again.click("text=Put it back")
    expect(title(again)).to_have_value("只在浏览器里")
    expect(again.locator("[name=dek]")).to_have_value("导语")
    expect(again.locator("[name=kind]")).to_have_value("paper")
    expect(again.locator("[name=format][value=html]")).to_be_checked()
    expect(again.locator("[contenteditable]")).to_contain_text("在编辑器里写的")
    expect(again).to_have_title("restored")
    expect(status(again)).to_have_text(re.compile("Saved|back"))


@with_scripts
def test_another_browser_of_the_same_person_goes_on_with_the_servers_copy(newsroom):
    first = at_work(newsroom, "ed", 3)
    write(first, "在办公室写的")
    keep_now(first)
    expect(status(first)).to_contain_text("Saved")
    second = at_work(newsroom, "ed", 3)
    expect(second.locator("[data-offer]")).to_contain_text("You were writing this on")
    second.click("text=Go on with it")
    expect(title(second)).to_have_value("在办公室写的")
    write(second, "在家里接着写的")
    keep_now(second)
    write(first, "办公室又写")
    keep_now(first)
    clash = first.locator("[data-autosave-clash]")
    expect(clash).to_contain_text("Another window or device kept newer text")
    clash.locator("a").click()
    expect(title(first)).to_have_value("在家里接着写的")


@with_scripts
def test_a_second_window_is_told_and_sending_from_it_shows_both_texts(newsroom):
    first = at_work(newsroom, "ed", 4)
    second = first.context.new_page()
    second.goto(f"{newsroom.url}/desk/4/edit")
    for page in (first, second):
        expect(page.locator("[data-autosave-twice]")).to_be_visible()
    write(first, "第一个窗口")
    keep_now(first)
    write(second, "第二个窗口")
    keep_now(second)
    expect(second.locator("[data-autosave-clash]")).to_be_visible()
    with first.expect_navigation():
        first.click("button[value=save]")
    second.click("button[value=save]")
    expect(second.locator("h1")).to_have_text("You changed this piece in another window")
    expect(title(second)).to_have_value("第二个窗口")


@with_scripts
def test_of_two_people_the_second_keeps_everything_typed(newsroom):
    ed, lin = (at_work(newsroom, name, 5) for name in ("ed", "lin"))
    write(ed, "埃德的")
    keep_now(ed)
    lin.reload()
    expect(lin.locator(".also-here")).to_contain_text("ed is writing in this piece too")
    write(lin, "林的")
    lin.fill("[name=tags]", "林的标签")
    keep_now(lin)
    ed.click("button[value=save]")
    expect(ed.locator("h1")).to_have_text("埃德的")
    lin.click("button[value=save]")
    expect(lin.locator("h1")).to_have_text("Two people changed this piece")
    expect(title(lin)).to_have_value("林的")
    expect(lin.locator("[name=tags]")).to_have_value("林的标签")


@with_scripts
def test_what_was_sent_is_offered_nowhere(newsroom):
    page = at_work(newsroom, "ed", 6)
    write(page, "发出去的")
    kept_here(page)
    keep_now(page)
    page.click("button[value=save]")
    expect(page.locator("h1")).to_have_text("发出去的")
    wait_until(page, "!Object.keys(localStorage).some(one => one.startsWith('desk-copy|'))")
    page.goto("/desk/6/edit")
    page.wait_for_timeout(800)
    assert page.locator("[data-offer]").count() == 0
    expect(page.locator("[data-autosave-offer]")).to_be_hidden()


@with_scripts
def test_without_a_connection_it_stays_in_the_browser_and_says_so(newsroom):
    page = at_work(newsroom, "ed", 7)
    page.context.set_offline(True)
    write(page, "断网时写的")
    kept_here(page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(status(page)).to_have_text(re.compile("Not saved: no connection"))
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page)).to_have_text(SAVED)


@with_scripts
def test_signed_out_in_another_window_nothing_stays_and_the_page_says_so(newsroom):
    page = at_work(newsroom, "lin", 8)
    write(page, "公用电脑上写的")
    kept_here(page)
    other = page.context.new_page()
    other.goto(f"{newsroom.url}/desk/")
    other.click("form[data-sign-out] button")
    other.wait_for_url(re.compile(r"^(?!.*desk/$)"))
    expect(status(page)).to_contain_text("You signed out in another window")
    assert other.evaluate("Object.keys(localStorage).filter(one => one.includes('copy'))") == []
    write(page, "又写了几个字")
    page.wait_for_timeout(3_500)
    assert other.evaluate("Object.keys(localStorage).filter(one => one.includes('copy'))") == []


@with_scripts
def test_after_signing_in_again_in_another_window_one_goes_on(newsroom):
    page = at_work(newsroom, "ed", 10)
    page.context.clear_cookies()
    write(page, "登录过期了")
    keep_now(page)
    expect(status(page)).to_contain_text("You are signed out")
    other = page.context.new_page()
    other.goto(f"{newsroom.url}/desk/")
    other.fill("[name=email]", "ed@demo.example")
    other.fill("[name=password]", PASSWORD)
    other.click("main form button")
    expect(other.locator(".desk-bar")).to_be_visible()
    keep_now(page)  # refused with the old token, and the new one is fetched
    keep_now(page)
    expect(status(page)).to_have_text(SAVED)
    page.click("button[value=save]")
    expect(page.locator("h1")).to_have_text("登录过期了")


@with_scripts
def test_an_earlier_text_is_not_overwritten_before_its_person_decides(newsroom):
    first = at_work(newsroom, "lin", 11)
    write(first, "昨天的")
    keep_now(first)
    second = at_work(newsroom, "lin", 11)
    write(second, "今天的")
    keep_now(second)
    expect(status(second)).to_contain_text("until you choose above")
    second.click("[data-offer] button")
    expect(status(second)).to_have_text(SAVED)
    expect(title(second)).to_have_value("今天的")


@with_scripts
def test_shown_again_by_the_back_button_what_was_sent_is_a_new_form(newsroom):
    page = at_work(newsroom, "ed", 1)
    write(page, "先去看看别的")
    keep_now(page)
    page.goto("/desk/")
    page.go_back()
    expect(title(page)).to_have_value(re.compile("先去看看别的|第1篇"))
    expect(page.locator("[data-autosave-clash]")).to_be_hidden()


@with_scripts
def test_a_guests_text_outlives_a_crash_and_its_sending(newsroom):
    page = newsroom.visit("/submit")
    write(page, "过路人写的")
    kept_here(page)
    again = crash(page)
    again.goto(f"{newsroom.url}/submit")
    again.click("text=Put it back")
    expect(title(again)).to_have_value("过路人写的")
    stored = again.evaluate("JSON.stringify(localStorage)")
    for secret in ("csrf_token", "form_key", "altcha", "homepage"):
        assert secret not in stored


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_without_scripts_save_for_later_keeps_it(newsroom):
    page = at_work(newsroom, "ed", 9)
    write(page, "明天再写")
    page.click("button[value=later]")
    expect(page.locator(".flash")).to_contain_text("Saved for later")
    page.goto("/desk/9/edit")
    page.click("text=Go on with it")
    expect(title(page)).to_have_value("明天再写")
    page.goto("/desk/9/edit")
    page.click("[data-offer] button")
    expect(page.locator("[data-offer]")).to_have_count(0)
