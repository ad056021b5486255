"""What other programs put on the clipboard becomes what its writer saw there."""

from pathlib import Path

import pytest
from support.editing import editing

from cms.text.clean import clean

pytestmark = [pytest.mark.browser, pytest.mark.long]
SAMPLES = Path(__file__).parent / "samples"
DROPPED = {"feishu": 1, "google-docs": 1, "web": 1, "wechat": 2, "word-windows": 1}
PASTE = """
([html, text]) => {
  window.dropped = 0;
  const note = ({ detail }) => { window.dropped = detail.count; };
  addEventListener("desk:dropped-pictures", note, { once: true });
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  editor.view.dom.dispatchEvent(new ClipboardEvent(
    "paste", { clipboardData: data, bubbles: true, cancelable: true }));
  return editor.getHTML();
}
"""


@pytest.fixture(scope="module")
def desk(chromium, tmp_path_factory):
    with editing(chromium, tmp_path_factory.mktemp("paste")) as opened:
        yield opened


@pytest.fixture
def page(desk):
    desk[0].evaluate("editor.chain().setContent('').focus().run()")
    return desk[0]


def paste(page, html="", text=""):
    return page.evaluate(PASTE, [html, text])


def sample(name):
    return (SAMPLES / f"{name}.html").read_text("utf-8")


def wanted(name):
    return (SAMPLES / f"{name}.clean.html").read_text("utf-8").strip().replace(">\n<", "><")


@pytest.mark.parametrize("name", sorted(one.stem[:-6] for one in SAMPLES.glob("*.clean.html")))
def test_a_sample_comes_as_what_its_writer_saw(page, desk, name):
    html = paste(page, sample(name))
    assert html == wanted(name)
    assert (clean(html).html, clean(html).removed) == (html, ())
    assert page.evaluate("window.dropped") == DROPPED.get(name, 0)
    assert desk[1] == [], "not even a report of a style that was refused"


def test_each_sample_tells_a_program_of_its_own():
    assert len(list(SAMPLES.glob("*.clean.html"))) >= 10


def test_lines_of_plain_text_are_paragraphs(page):
    html = paste(page, text="　　一段\r\n\t二段\n\n1. 引言\n- 不是列表")
    assert html == "<p>一段</p><p>二段</p><p>1. 引言</p><p>- 不是列表</p>"


def test_plain_text_in_preformatted_text_stays_as_it_is(page):
    page.evaluate("editor.commands.setContent('<pre>x</pre>')")
    page.evaluate("editor.commands.focus(2)")
    assert paste(page, "<p>no</p>", "\n  a\n    b") == "<pre>x\n  a\n    b</pre>"


def test_words_pasted_into_words_make_no_paragraph(page):
    page.evaluate("editor.chain().setContent('<p>前后</p>').focus(2).run()")
    assert paste(page, "<meta charset=utf-8><span style='font-weight:600'>中</span>") == (
        "<p>前<strong>中</strong>后</p>"
    )


def test_an_address_pasted_over_words_links_them(page):
    page.evaluate("editor.chain().setContent('<p>看这里</p>').focus().run()")
    page.evaluate("editor.commands.setTextSelection({ from: 2, to: 4 })")
    assert paste(page, text="https://groundloop.example/a") == (
        '<p>看<a href="https://groundloop.example/a" rel="nofollow ugc noopener">这里</a></p>'
    )


@pytest.mark.parametrize(
    ("signs", "lists"),
    [
        (["1.", "2.", "3."], "<ol><li>0</li><li>1</li><li>2</li></ol>"),
        (["·", "Ø", "l"], "<ul><li>0</li><li>1</li><li>2</li></ul>"),
        (["(5)", "(6)"], '<ol start="5"><li>0</li><li>1</li></ol>'),
        (["①", "②"], "<ol><li>0</li><li>1</li></ol>"),
        (["十一、", "十二、"], '<ol start="11"><li>0</li><li>1</li></ol>'),
        (["c.", "d."], '<ol start="3"><li>0</li><li>1</li></ol>'),
        (["1.", "2.", "1."], "<ol><li>0</li><li>1</li></ol><ol><li>2</li></ol>"),
    ],
)
def test_a_list_of_word_without_its_definition_is_told_by_its_signs(page, signs, lists):
    items = "".join(
        "<p class=MsoListParagraph style='mso-list:l5 level1 lfo9'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>{sign}<span>&nbsp; </span></span><![endif]>{n}</p>"
        for n, sign in enumerate(signs)
    )
    assert paste(page, items) == lists


def test_a_single_megabyte_does_not_hang(page):
    line = (
        "<p style='font-weight:bold'>"
        + "段落<span style='font-style:italic'>字</span>" * 20
        + "</p>"
    )
    many = line * (1_000_000 // len(line.encode()))
    page.set_default_timeout(60_000)
    assert paste(page, many).count("<p>") == many.count("<p ")
    head, body = sample("word-windows").split("<!--StartFragment-->")
    body = body.split("<!--EndFragment-->")[0]
    page.evaluate("editor.commands.setContent('')")
    assert paste(page, head + body * (1_000_000 // len(body.encode()))).count("<table") > 50


def test_endless_empty_lines_after_han_do_not_hang(page):
    # Looked at once; tried anew from each of them they took most of a minute.
    assert (
        paste(page, f"<p>汉{chr(10) * 60_000}x</p><p>水{chr(10)}温</p>") == "<p>汉 x</p><p>水温</p>"
    )


def test_what_is_nested_without_end_comes_in_too(page):
    assert paste(page, "<div>" * 3000 + "深" + "</div>" * 3000) == "<p>深</p>"
    page.evaluate("editor.commands.setContent('')")
    assert "深" in paste(page, "<ul><li>" * 3000 + "深")
    page.evaluate("editor.commands.setContent('')")
    assert "深" in paste(page, "<b><table><tr><td><blockquote>" * 500 + "深")


def test_nothing_is_pasted_into_an_input_methods_composition(page):
    cdp = page.context.new_cdp_session(page)
    page.evaluate("editor.chain().setContent('<p>前</p>').focus('end').run()")
    page.evaluate("() => new Promise((done) => setTimeout(done, 60))")
    state = {"selectionStart": 6, "selectionEnd": 6}
    cdp.send("Input.imeSetComposition", {"text": "ni hao", **state})
    paste(page, "<p><b>贴</b></p>")
    cdp.send("Input.insertText", {"text": "你好"})
    assert page.evaluate("editor.getHTML()") == "<p>前你好</p>"
    assert paste(page, "<b>贴</b>") == "<p>前你好<strong>贴</strong></p>"
