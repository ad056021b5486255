"""Whatever is done in the editor, what it writes is what `clean()` leaves as it is."""

from pathlib import Path

import pytest
from support.editing import editing
from support.normal import normal
from support.written import PICTURE

from cms.text.clean import clean

pytestmark = [pytest.mark.browser, pytest.mark.long]
ROUNDS, STEPS = 60, 40
RAMBLE = (Path(__file__).parent / "samples/ramble.js").read_text("utf-8")
MEANT = {"<table", "<thead", "<ol", "<ul", "<pre", "<a ", "<ruby", "<dl", "<figure", "<caption"}
COPY = """
(html) => {
  const data = new DataTransfer();
  const send = (name) => editor.view.dom.dispatchEvent(new ClipboardEvent(
    name, { clipboardData: data, bubbles: true, cancelable: true }));
  editor.commands.setContent(html);
  editor.commands.selectAll();
  send("copy");
  editor.commands.setContent("");
  send("paste");
  return editor.getHTML();
}
"""


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    with editing(chromium, tmp_path_factory.mktemp("written")) as (opened, strange):
        yield opened
    # TipTap's own command for a rule says so where a table follows; no harm comes of it.
    assert [one for one in strange if "TextSelection endpoint" not in one] == []


def test_whatever_is_done_the_policy_takes_it_as_it_is(page):
    met = set()
    for seed in range(ROUNDS):
        for html in page.evaluate(RAMBLE, [seed, STEPS, PICTURE]):
            whole = clean(html)
            assert (normal(whole.html), whole.removed) == (normal(html), ()), seed
            met.update(
                one for one in ("<table", "<ol", "<pre", "<a ", "<ruby", "<dl") if one in html
            )
    assert len(met) == 6, "the steps reach what they name"


def test_an_empty_text_is_no_text(page):
    assert page.evaluate("trip", "<p></p><p></p>") == ""


def test_a_new_table_has_its_first_row_for_a_head(page):
    page.evaluate("editor.commands.setContent('<p>x</p>')")
    page.evaluate("editor.chain().focus('end').insertTable({ rows: 2, cols: 1 }).run()")
    head, body = "<thead><tr><th></th></tr></thead>", "<tbody><tr><td></td></tr></tbody>"
    assert page.evaluate("editor.getHTML()") == f"<p>x</p><table>{head}{body}</table>"


def test_what_is_copied_in_the_editor_is_pasted_as_it_was(page):
    piece = (
        "<table><caption>表</caption><thead><tr><th>a</th></tr></thead>"
        "<tbody><tr><td>b</td></tr></tbody></table>"
        "<ul><li>一<ul><li>二</li></ul></li><li><p>三</p><p>四</p></li></ul><pre>a\n b</pre>"
        f'<figure><img src="{PICTURE}"></figure><p>x <ruby>漢<rt>hàn</rt></ruby></p>'
    )
    copied = page.evaluate(
        COPY,
        piece,
    )
    assert normal(copied) == normal(piece)
