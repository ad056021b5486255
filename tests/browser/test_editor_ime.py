"""While an input method composes, the editor leaves keys, rules and shortcuts alone."""

import pytest
from support.editing import editing

from cms.text.clean import clean

pytestmark = [pytest.mark.browser, pytest.mark.long]
SPELLED = ["n", "ni", "ni h", "ni ha", "ni hao"]
PLACES = {
    "paragraph": ("<p>前</p>", "<p>前你好</p>"),
    "empty paragraph": ("", "<p>你好</p>"),
    "heading": ("<h2>前</h2>", "<h2>前你好</h2>"),
    "empty heading": ("<h3></h3>", "<h3>你好</h3>"),
    "item": ("<ul><li>前</li></ul>", "<ul><li>前你好</li></ul>"),
    "empty item": ("<ol><li></li></ol>", "<ol><li>你好</li></ol>"),
    "cell": (
        "<table><tbody><tr><td>前</td></tr></tbody></table>",
        "<table><tbody><tr><td>前你好</td></tr></tbody></table>",
    ),
    "empty header cell": (
        "<table><tbody><tr><th></th></tr></tbody></table>",
        "<table><tbody><tr><th>你好</th></tr></tbody></table>",
    ),
    "bold words": ("<p><strong>前</strong></p>", "<p><strong>前你好</strong></p>"),
    "preformatted": ("<pre>前</pre>", "<pre>前你好</pre>"),
    "caption": (
        "<figure><blockquote><p>引</p></blockquote><figcaption>前</figcaption></figure>",
        "<figure><blockquote><p>引</p></blockquote><figcaption>前你好</figcaption></figure>",
    ),
}
KEYS = [
    "Enter", "Shift+Enter", "Tab", "Shift+Tab", "Backspace", "ArrowDown", "Escape",
    "Control+b", "Control+Alt+2", "Control+Shift+8", "Control+z",
]  # fmt: skip
LAST_LINE = """
async () => {
  let last = 0;
  editor.state.doc.descendants((node, at) => {
    const trailing = at + node.nodeSize === editor.state.doc.content.size && !node.content.size;
    if (node.isTextblock && (!trailing || !last)) last = at + 1 + node.content.size;
  });
  // The command focuses a frame later; a person's first key comes later still.
  editor.view.focus();
  editor.commands.setTextSelection(last);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""


@pytest.fixture(scope="module")
def desk(chromium, tmp_path_factory):
    with editing(chromium, tmp_path_factory.mktemp("ime")) as opened:
        yield opened


@pytest.fixture
def page(desk):
    yield desk[0]
    assert desk[1] == []


@pytest.fixture(scope="module")
def cdp(desk):
    return desk[0].context.new_cdp_session(desk[0])


def begin(page, html):
    """Put the cursor behind the last words of this text."""
    page.evaluate(
        "(html) => { editor.chain().setMeta('addToHistory', false).setContent(html).run(); }", html
    )
    page.evaluate(LAST_LINE)


def compose(cdp, spelled=SPELLED):
    for letters in spelled:
        place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
        cdp.send("Input.imeSetComposition", {"text": letters, **place})


def commit(cdp, text="你好"):
    cdp.send("Input.insertText", {"text": text})


def written(page):
    # Input rules look at the text again a moment after a composition.
    page.wait_for_timeout(60)
    html = page.evaluate("editor.getHTML()")
    assert clean(html).html == html
    page.evaluate("editor.state.doc.check()")
    return html


def press_in_composition(page, key):
    """Press a key as Chromium tells pages of it while an input method has it: composing, 229."""
    *held, name = key.split("+")
    page.evaluate(
        """([name, held]) => {
          const options = { key: name, keyCode: 229, isComposing: true };
          const named = (one) => `${one.replace("Control", "ctrl").toLowerCase()}Key`;
          for (const one of held) options[named(one)] = true;
          Object.assign(options, { bubbles: true, cancelable: true });
          const down = new KeyboardEvent("keydown", options);
          editor.view.dom.dispatchEvent(down);
          window.prevented = down.defaultPrevented;
        }""",
        [name, held],
    )
    return page.evaluate("window.prevented")


@pytest.mark.parametrize("place", PLACES)
def test_words_are_composed_everywhere(page, cdp, place):
    before, after = PLACES[place]
    begin(page, before)
    compose(cdp)
    assert page.evaluate("editor.view.composing")
    commit(cdp)
    assert written(page) == after


def test_two_compositions_follow_each_other(page, cdp):
    begin(page, "<h2>前</h2>")
    compose(cdp)
    commit(cdp)
    compose(cdp, ["s", "sh", "shi j", "shi jie"])
    commit(cdp, "世界")
    assert written(page) == "<h2>前你好世界</h2>"


@pytest.mark.parametrize("place", ["paragraph", "heading", "item", "cell"])
@pytest.mark.parametrize("key", KEYS)
def test_keys_that_the_input_method_has_do_nothing(page, cdp, place, key):
    before, after = PLACES[place]
    begin(page, before)
    compose(cdp)
    assert press_in_composition(page, key) is False, "the key is left to the input method"
    commit(cdp)
    assert written(page) == after


@pytest.mark.parametrize("place", ["paragraph", "heading", "item", "cell"])
def test_the_same_keys_work_when_nothing_is_composed(page, cdp, place):
    begin(page, PLACES[place][0])
    compose(cdp)
    commit(cdp)
    assert written(page) == PLACES[place][1]
    page.keyboard.press("Enter")
    assert written(page).count("你好") == 1
    compose(cdp)
    commit(cdp)
    assert written(page).count("你好") == 2
    page.keyboard.press("Control+b")
    assert page.evaluate("editor.isActive('bold')")


@pytest.mark.parametrize("sign", ["- ", "## ", "1. ", "> ", "```", "---", "**x**"])
def test_no_rule_fires_on_what_is_being_composed(page, cdp, sign):
    begin(page, "")
    compose(cdp, [sign[:n] for n in range(1, len(sign) + 1)])
    assert page.evaluate("editor.view.composing")
    page.wait_for_timeout(60)
    assert page.evaluate("editor.state.doc.firstChild.type.name") == "paragraph"
    commit(cdp, "你好")
    assert written(page) == "<p>你好</p>"


def test_a_composition_given_up_leaves_nothing(page, cdp):
    begin(page, "<p>前</p>")
    compose(cdp)
    cdp.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    assert written(page) == "<p>前</p>"


def test_a_selection_is_replaced_by_what_is_composed(page, cdp):
    begin(page, "<p>前<strong>旧的</strong>后</p>")
    page.evaluate("editor.commands.setTextSelection({ from: 2, to: 4 })")
    compose(cdp)
    commit(cdp)
    assert written(page) in {"<p>前<strong>你好</strong>后</p>", "<p>前你好后</p>"}


def test_undo_takes_back_what_was_composed_and_no_letters_come(page, cdp):
    begin(page, "<p>前</p>")
    compose(cdp)
    commit(cdp)
    assert written(page) == "<p>前你好</p>"
    page.keyboard.press("Control+z")
    assert written(page) == "<p>前</p>"
    page.keyboard.press("Control+Shift+z")
    assert written(page) == "<p>前你好</p>"


def test_undo_after_a_table_and_a_composition_in_it_goes_back_step_by_step(page, cdp):
    begin(page, "<p>前</p>")
    page.evaluate("editor.commands.insertTable({ rows: 1, cols: 1, withHeaderRow: false })")
    with_table = written(page)
    page.wait_for_timeout(600)  # what follows within half a second is one step with it
    compose(cdp)
    commit(cdp)
    assert written(page) == with_table.replace("<td></td>", "<td>你好</td>")
    page.keyboard.press("Control+z")
    assert written(page) == with_table
    page.keyboard.press("Control+z")
    assert written(page) == "<p>前</p>"
