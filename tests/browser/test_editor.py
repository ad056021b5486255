"""Writing in a real browser: what people type, press and drop is what the revision keeps."""

import base64
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from sqlalchemy import create_engine, text
from support import people
from support.engines import dispose, fresh_sqlite, make_config
from support.served import Newsroom, close_all, serving
from support.writing import HAND_OVER, field_of, photo, text_of, write

from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.rules.facts import Text
from cms.text.plain import plain, size
from cms.text.policy import is_link

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Unicode grows; what this Python does not know yet is another browser's letter.
KNOWN = st.one_of(
    st.characters(exclude_categories=["Cs", "Cn", "Co"]), st.sampled_from("水温℃，。'’.,-_ a1\n")
)
WORDS = [
    "",
    "去年冬天，我们返工了11口孔。",
    "GB/T 50123—2019 的 3.5 条 don’t change 5℃，A_b",
    "壹貳參 「井口那一米」 R&D, heat-pump; 2026-11-23",
    "𠮷野家〇々 ½ Ⅻ ⅔ é cafe\u0301 नमस्ते 한국어 かな",
]
LINKS = [
    "https://wells.example/a?b=c#d",
    "http://[::1]:8000/",
    "mailto:wen@wells.example?subject=x",
    "tel:+86-21-5555",
    "/articles/abc/井",
    "https://井.example/换热",
    "javascript:alert(1)",
    "//evil.example",
    "/\\evil.example",
    "https://a b.example",
    "data:text/html,x",
    "ftp://wells.example",
    "https://-x.example",
    "https://x.example:123456/",
    "",
    "wells.example",
    "https://x.example/" + "y" * 2048,
]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return fresh_sqlite(tmp_path_factory.mktemp("editor"))


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    with serving(database, tmp_path_factory.mktemp("editor-home") / "home", "none") as url:
        yield url


@pytest.fixture(scope="module")
def ed(chromium, site):
    """Ed at his desk, signed in once; every test opens a piece of its own."""
    newsroom = Newsroom(site, chromium, javascript=True)
    page = newsroom.sign_in("ed")
    expect(page).to_have_url(f"{site}/desk/")
    page.strange = newsroom.strange
    yield page
    close_all(chromium)


@pytest.fixture
def piece(database, tmp_path):
    """`piece(body, format)` is a piece that ed may edit."""

    def make(body="第一段。\n第二段。", fmt="plain"):
        app = create_app(make_config(database, tmp_path))
        with app.app_context():
            begin_write(db.session)
            one = people.sent(text=Text("回填的三个细节", body, fmt, "导语", (("安念秋", ""),)))
            people.take(one, "claim", "ed")
            db.session.commit()
            made = one.id
        dispose(app)
        return made

    return make


@pytest.fixture
def kept(database):
    """`kept(piece)` is its newest revision, as the database has it."""

    def read(submission_id):
        wanted = text(
            "SELECT body, format, html, images, number FROM revision"
            " WHERE submission_id = :id ORDER BY number DESC LIMIT 1"
        )
        engine = create_engine(database)
        with engine.connect() as connection:
            found = connection.execute(wanted, {"id": submission_id}).mappings().one()
        engine.dispose()
        return found

    return read


def opened(page, submission_id):
    page.goto(f"/desk/{submission_id}/edit")
    return text_of(page)


def save(page):
    page.locator("aside [value=save]").click()
    expect(page.locator(".flash")).to_be_visible()


def tool(page, name):
    return page.locator(f"[data-tool={name}]")


def reach(page, name):
    """Go to a button of the bar by keys alone, and press it."""
    text_of(page).focus()
    page.keyboard.press("Alt+F10")
    for _step in range(20):
        if page.evaluate("document.activeElement.dataset.tool") == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowRight")
    pytest.fail(f"the arrows never reach {name}")


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


def test_a_link_takes_what_the_policy_takes_and_gives_the_focus_back(ed, piece, kept):
    one = piece("水温", "plain")
    opened(ed, one)
    text_of(ed).focus()
    ed.keyboard.press("Control+a")
    ed.keyboard.press("Control+k")
    address = ed.get_by_label("Address")
    expect(address).to_be_focused()
    address.fill("javascript:alert(1)")
    ed.keyboard.press("Enter")
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(address).to_be_focused()
    expect(ed.locator("#body-link-error")).to_contain_text("no address")
    address.fill("wells.example/a")
    ed.keyboard.press("Enter")
    expect(ed.locator("dialog[open]")).to_have_count(0)
    expect(text_of(ed)).to_be_focused()
    expect(text_of(ed).locator("a")).to_have_attribute("href", "https://wells.example/a")
    save(ed)
    assert 'href="https://wells.example/a"' in kept(one)["html"]
    opened(ed, one)
    text_of(ed).locator("a").click()
    ed.keyboard.press("Control+k")
    expect(address).to_have_value("https://wells.example/a")
    ed.get_by_role("button", name="Remove the link").click()
    expect(text_of(ed).locator("a")).to_have_count(0)
    ed.keyboard.press("Control+k")
    ed.keyboard.press("Escape")
    expect(text_of(ed)).to_be_focused()


def judge(page, links, words):
    """Ask the page's own script which addresses are links, and how long texts are."""
    script = page.locator("script[src*='/vendor/editor-']").get_attribute("src")
    return page.evaluate(
        """async ([script, links, words]) => {
          const { isLink, size } = await import(script);
          return [links.map(isLink), words.map((one) => [size(one, "zh-Hans"), size(one, "en")])];
        }""",
        [script, links, words],
    )


def counted(words):
    return [[size(one, "zh-Hans"), size(one, "en")] for one in words]


def test_links_and_lengths_are_judged_as_the_server_judges_them(ed):
    ed.goto("/submit")
    assert judge(ed, LINKS, WORDS) == [[is_link(one) for one in LINKS], counted(WORDS)]


@settings(max_examples=25)
@given(st.lists(st.text(KNOWN, max_size=60), min_size=40, max_size=40))
def test_any_text_is_as_long_here_as_there(ed, words):
    if not ed.url.endswith("/submit"):
        ed.goto("/submit")
    assert judge(ed, [], words)[1] == counted(words)


def test_the_length_is_shown_as_the_desk_counts_it(ed, piece):
    opened(ed, piece("## 题\n\n水温 5.5 度\n\n| a | b |\n|---|---|\n| 一 | two |", "markdown"))
    html = ed.evaluate("document.querySelector('[data-editor-html]').innerHTML")
    counted = ed.locator("[data-editor-count] .number")
    expect(counted).to_have_text(f"{size(plain(html), 'zh-Hans')} characters")
    write(ed, "再拌浆")
    expect(counted).to_have_text(f"{size(plain(html), 'zh-Hans') + 3} characters")
    ed.select_option("[name=language]", "en")
    expect(counted).to_contain_text("words")


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


def choose_picture(page, *files):
    with page.expect_file_chooser() as chooser:
        tool(page, "picture").click()
    chooser.value.set_files(list(files))


def hand_over(page, kind, *files):
    given = [
        {**one, "buffer": None, "bytes": base64.b64encode(one["buffer"]).decode()} for one in files
    ]
    text_of(page).evaluate(HAND_OVER, [kind, given])


@pytest.mark.parametrize("way", ["choose", "paste", "drop"])
def test_a_picture_stands_in_the_text_with_its_words(ed, piece, kept, way):
    one = piece()
    opened(ed, one)
    text_of(ed).locator("p").first.click()
    if way == "choose":
        choose_picture(ed, photo())
    else:
        hand_over(ed, way, photo())
    placed = ed.locator(".placed")
    expect(placed).to_have_count(1)
    expect(ed.locator(".picture")).to_have_count(1)
    placed.get_by_label("What it shows").fill("一台钻机立在雪地里")
    ed.fill("[name=pictures-0-credit]", "王敏 摄")
    expect(ed.locator("[name=pictures-0-alt]")).to_have_value("一台钻机立在雪地里")
    expect(placed.get_by_label("Credit")).to_have_value("王敏 摄")
    expect(ed.locator(".picture [data-standing]")).to_be_visible()
    save(ed)
    revision = kept(one)
    assert re.search(r'<figure><img src="/media/[0-9a-f]{64}\.jpg"></figure>', revision["body"])
    assert revision["body"].index("<figure>") < revision["body"].index("第二段")
    assert "王敏 摄" in json.loads(revision["images"])[0]["credit"]
    opened(ed, one)
    expect(ed.locator(".placed").get_by_label("Credit")).to_have_value("王敏 摄")
    assert ed.strange == []


def test_a_picture_without_words_is_asked_for_them_in_its_place(ed, piece):
    opened(ed, piece())
    choose_picture(ed, photo())
    expect(ed.locator(".placed")).to_have_count(1)
    ed.locator("aside [value=save]").click()
    expect(ed.locator(".placed .error").first).to_have_text("Please fill this in.")
    expect(ed.locator("#pictures-0-alt-error")).to_contain_text("Please fill this in.")
    ed.strange.clear()  # the console names the 422


def test_a_picture_moves_leaves_the_text_and_comes_back(ed, piece, kept):
    one = piece("一。\n二。\n三。")
    opened(ed, one)
    write(ed, "")
    choose_picture(ed, photo())
    placed = ed.locator(".placed")
    expect(placed).to_have_count(1)
    placed.get_by_role("button", name="Move up").press("Enter")
    expect(placed.get_by_role("button", name="Move up")).to_be_focused()
    expect(text_of(ed).locator("> *").nth(2)).to_have_class(re.compile("placed"))
    placed.get_by_role("button", name="Move down").click()
    expect(text_of(ed).locator("> *").nth(3)).to_have_class(re.compile("placed"))
    placed.get_by_role("button", name="Take it out").click()
    expect(placed).to_have_count(0)
    expect(ed.locator("[name=pictures-0-left_out]")).not_to_be_checked()
    ed.get_by_role("button", name="Put it into the text").click()
    expect(placed).to_have_count(1)
    placed.get_by_role("button", name="Delete the picture").click()
    expect(ed.locator("[name=pictures-0-left_out]")).to_be_checked()
    save(ed)
    assert "<figure>" not in kept(one)["body"]


def test_what_is_no_picture_is_refused_where_it_was_put(ed, piece):
    opened(ed, piece())
    broken = {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    choose_picture(ed, broken)
    expect(ed.locator(".waiting .error")).to_contain_text("no picture that we can read")
    ed.locator(".waiting").get_by_role("button", name="Close").click()
    expect(ed.locator(".waiting")).to_have_count(0)
    expect(ed.locator(".placed")).to_have_count(0)
    ed.strange.clear()  # the console names the 422


def test_a_form_waits_for_a_picture_that_is_on_its_way(ed, piece, kept):
    one = piece()
    opened(ed, one)
    ed.route("**/uploads", lambda route: (ed.wait_for_timeout(700), route.continue_()))
    choose_picture(ed, photo("late.jpg", "navy"))
    expect(ed.locator(".waiting")).to_have_count(1)
    ed.locator("aside [value=save]").click()
    expect(ed.locator(".placed .error").first).to_have_text("Please fill this in.")
    ed.unroute("**/uploads")
    ed.strange.clear()  # the console names the 422
    assert kept(one)["number"] == 1


def test_a_picture_that_did_not_come_is_seen_before_the_form_goes_without_it(ed, piece, kept):
    one = piece()
    opened(ed, one)
    broken = {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    ed.route("**/uploads", lambda route: (ed.wait_for_timeout(700), route.continue_()))
    choose_picture(ed, broken)
    expect(ed.locator(".waiting")).to_have_count(1)
    ed.locator("aside [value=save]").click()
    expect(ed.locator(".waiting .error")).to_contain_text("no picture that we can read")
    ed.unroute("**/uploads")
    assert kept(one)["number"] == 1
    write(ed, "又一句。")
    save(ed)
    assert kept(one)["number"] == 2
    ed.strange.clear()  # the console names the 422


def test_a_picture_that_comes_late_leaves_the_source_as_it_is_written(ed, piece):
    opened(ed, piece("<p>第一段。</p>", "html"))
    ed.route("**/uploads", lambda route: (ed.wait_for_timeout(700), route.continue_()))
    choose_picture(ed, photo("late.jpg", "maroon"))
    expect(ed.locator(".waiting")).to_have_count(1)
    field = field_of(ed)
    field.fill("<p>第一段。</p><p>写在源码里。</p>")
    expect(ed.locator("[name=pictures-0-reference]")).to_have_count(1)
    ed.wait_for_timeout(600)  # longer than the editor waits before it writes
    expect(field).to_have_value("<p>第一段。</p><p>写在源码里。</p>")
    ed.unroute("**/uploads")


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
