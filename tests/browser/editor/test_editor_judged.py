"""Links and lengths are judged in the editor as the server judges them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from support.writing import opened, save, text_of, write

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
