"""Writing in a real browser: what people type and press is what the revision keeps."""

import pytest
from playwright.sync_api import expect
from support.served import Newsroom
from support.writing import (
    choose_picture,
    field_of,
    opened,
    photo,
    reach,
    save,
    text_of,
    tool,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_what_is_typed_is_what_the_revision_keeps(ed, piece, kept):
    one = piece()
    opened(ed, one)
    write(ed, "先量水温再拌浆。")
    save(ed)
    assert kept(one)["format"] == "html"
    assert kept(one)["body"] == "<p>第一段。</p>\n<p>第二段。先量水温再拌浆。</p>"
    assert ed.strange == []


@pytest.mark.parametrize(
    ("body", "fmt"),
    [
        ("# 题\n\n*重点*  \n- 一\n- 二", "markdown"),
        ("<P>a<b>b</b></P>", "html"),
        ("a  b\n\n c", "plain"),
    ],
)
def test_an_untouched_text_is_sent_as_it_came(ed, piece, kept, body, fmt):
    one = piece(body, fmt)
    opened(ed, one)
    ed.fill("[name=dek]", "另一句导语")
    save(ed)
    assert (kept(one)["body"], kept(one)["format"]) == (body, fmt)
    assert kept(one)["number"] == 2


def test_what_is_undone_leaves_the_source_as_it_came(ed, piece):
    opened(ed, piece("## 题\n\n字", "markdown"))
    write(ed, "多")
    expect(ed.locator("[name=format][value=html]")).to_be_checked()
    ed.keyboard.press("Control+z")
    expect(ed.locator("[name=format][value=markdown]")).to_be_checked()
    assert ed.input_value("[name=body]") == "## 题\n\n字"


def test_a_markdown_piece_opens_as_it_reads_and_is_kept_as_html(ed, piece, kept):
    one = piece("## 取最低\n\n三支**温度计**。\n\n- 门口\n- 管口", "markdown")
    shown = opened(ed, one)
    expect(shown.locator("h2")).to_have_text("取最低")
    expect(shown.locator("strong")).to_have_text("温度计")
    write(ed, "、地面")
    save(ed)
    body = kept(one)["body"]
    assert body.startswith("<h2>取最低</h2>\n<p>三支<strong>温度计</strong>。</p>\n<ul>")
    assert "管口、地面" in body or "、地面</p>" in body


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("bold", "<p><strong>水温</strong></p>"),
        ("italic", "<p><em>水温</em></p>"),
        ("bulletList", "<ul><li>水温</li></ul>"),
        ("orderedList", "<ol><li>水温</li></ol>"),
        ("blockquote", "<blockquote><p>水温</p></blockquote>"),
    ],
)
def test_each_button_is_reached_and_pressed_by_keys(ed, piece, name, made):
    opened(ed, piece("水温", "plain"))
    text_of(ed).focus()
    ed.keyboard.press("Control+a")
    reach(ed, name)
    expect(text_of(ed)).to_be_focused()
    expect(tool(ed, name)).to_have_attribute("aria-pressed", "true")
    assert (
        field_of(ed).input_value().replace("<li><p>", "<li>").replace("</p></li>", "</li>") == made
    )


def test_styles_rule_clearing_and_undo(ed, piece):
    opened(ed, piece("水温", "plain"))
    style = ed.get_by_role("combobox", name="Paragraph style")
    text_of(ed).focus()
    for level in ("2", "3", "4"):
        style.select_option(level)
        expect(text_of(ed).locator(f"h{level}")).to_have_text("水温")
    text_of(ed).focus()
    ed.keyboard.press("Control+a")
    ed.keyboard.press("Control+b")
    tool(ed, "clear").click()
    expect(text_of(ed).locator("p").first).to_have_text("水温")
    expect(text_of(ed).locator("strong")).to_have_count(0)
    tool(ed, "undo").click()
    expect(text_of(ed).locator("h4 strong")).to_have_count(1)
    tool(ed, "redo").click()
    expect(text_of(ed).locator("h4")).to_have_count(0)
    ed.keyboard.press("Control+End")
    tool(ed, "rule").click()
    expect(text_of(ed).locator("hr")).to_have_count(1)


def test_tab_leaves_the_text_and_the_bar_is_one_stop(ed, piece):
    opened(ed, piece("- 一\n- 二", "markdown"))
    text_of(ed).locator("li").first.click()
    ed.keyboard.press("Tab")
    expect(text_of(ed)).not_to_be_focused()
    ed.keyboard.press("Shift+Tab")
    expect(text_of(ed)).to_be_focused()
    ed.keyboard.press("Shift+Tab")
    assert ed.evaluate("Boolean(document.activeElement.closest('[role=toolbar]'))")
    ed.keyboard.press("Shift+Tab")
    assert not ed.evaluate("Boolean(document.activeElement.closest('[role=toolbar]'))")
    expect(ed.locator("[role=toolbar] [tabindex='0']")).to_have_count(1)


def test_a_table_is_made_filled_and_left_by_keys(ed, piece, kept):
    one = piece("表", "plain")
    opened(ed, one)
    write(ed, "")
    reach(ed, "table")
    expect(ed.get_by_role("menuitem", name="Insert a table")).to_be_focused()
    ed.keyboard.press("Enter")
    for words in ("井", "水温", "流量", "一", "5", "2"):
        ed.keyboard.insert_text(words)
        ed.keyboard.press("Tab")
    expect(text_of(ed).locator("td").nth(1)).to_have_text("5")
    for name in ("Row below", "Column after", "Delete this row", "Delete this column"):
        tool(ed, "table").click()
        ed.get_by_role("menuitem", name=name).click()
    ed.keyboard.press("Escape")
    assert ed.evaluate("Boolean(document.activeElement.closest('[role=toolbar]'))")
    ed.keyboard.press("Escape")
    expect(text_of(ed)).to_be_focused()
    save(ed)
    assert kept(one)["html"].count("<th") >= 2
    assert "<td>5</td>" in kept(one)["html"]


def test_the_source_opens_and_what_is_changed_there_is_read_back(ed, piece, kept):
    one = piece("<p>水温</p>", "html")
    opened(ed, one)
    source = field_of(ed)
    expect(source).to_be_focused()
    source.fill("<h2>题</h2><p>水<strong>温</strong><script>alert(1)</script></p>")
    tool(ed, "source").click()
    expect(text_of(ed).locator("h2")).to_have_text("题")
    write(ed, "低")
    assert "<script>" not in field_of(ed).input_value()
    tool(ed, "source").click()
    save(ed)
    assert kept(one)["body"] == "<h2>题</h2>\n<p>水<strong>温低</strong></p>"


def test_markdown_that_was_changed_opens_after_a_look(ed, piece):
    opened(ed, piece("## 题", "markdown"))
    field_of(ed).fill("## 另一题")
    tool(ed, "source").click()
    expect(ed.locator(".editor > .error")).to_contain_text("Markdown opens here")
    ed.locator(".editor [value=preview]").click()
    expect(text_of(ed).locator("h2")).to_have_text("另一题")


def test_a_look_brings_the_same_text_back(ed, piece):
    opened(ed, piece())
    write(ed, "第三句。")
    ed.locator(".editor [value=preview]").click()
    expect(ed.locator("#preview .prose")).to_contain_text("第三句。")
    expect(text_of(ed)).to_contain_text("第二段。第三句。")


def test_a_page_gone_back_to_shows_the_text_as_it_was_left(ed, piece):
    one = piece("<p>第一段。</p>", "html")
    text = opened(ed, one)
    write(ed, "没有发出的话。")
    ed.wait_for_timeout(600)
    # Such a page is made anew on the way back; the browser fills its fields.
    ed.evaluate("addEventListener('unload', () => {})")
    ed.goto("/desk/")
    ed.go_back()
    expect(text).to_contain_text("没有发出的话。")
    write(ed, "又一句。")
    expect(field_of(ed)).to_have_value("<p>第一段。没有发出的话。又一句。</p>")


def test_nothing_acts_on_keys_while_an_input_method_composes(ed, piece):
    opened(ed, piece("水"))
    write(ed, "")
    pressed = """(text, keys) => text.dispatchEvent(new KeyboardEvent("keydown",
        { bubbles: true, cancelable: true, isComposing: true, ...keys }))"""
    for keys in ({"key": "k", "ctrlKey": True}, {"key": "Tab"}, {"key": "F10", "altKey": True}):
        text_of(ed).evaluate(pressed, keys)
    expect(ed.locator("dialog[open]")).to_have_count(0)
    expect(text_of(ed)).to_be_focused()


def test_a_guest_writes_with_a_picture_too(chromium, site):
    newsroom = Newsroom(site, chromium, javascript=True)
    page = newsroom.visit("/submit")
    write(page, "水温低于五度，浆就不肯凝。")
    choose_picture(page, photo())
    page.locator(".placed").get_by_label("What it shows").fill("钻机")
    page.click(".editor [value=preview]")
    expect(page.locator("#preview .prose figure img")).to_have_attribute("alt", "钻机")
    expect(page.locator(".placed").get_by_label("What it shows")).to_have_value("钻机")
    page.get_by_text("Text", exact=True).first.click()
    page.context.close()
    assert newsroom.strange == []


def test_without_scripts_the_field_is_there_as_ever(chromium, site):
    newsroom = Newsroom(site, chromium, javascript=False)
    page = newsroom.visit("/submit")
    expect(page.locator("[name=body]")).to_be_visible()
    expect(page.locator("[name=format]").first).to_be_visible()
    expect(page.locator("[role=toolbar]")).to_have_count(0)
    expect(page.get_by_role("button", name="Put it into the text")).to_have_count(0)
    page.context.close()


def test_when_the_bundle_does_not_come_the_field_is_there(chromium, site):
    newsroom = Newsroom(site, chromium, javascript=True)
    page = newsroom.visit("/login")
    page.route("**/vendor/**", lambda route: route.abort())
    page.goto("/submit")
    expect(page.locator("[name=body]")).to_be_visible()
    page.fill("[name=body]", "字")
    page.context.close()
