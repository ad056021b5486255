"""The editor knows what the sanitiser's policy knows: it loses none of it, and writes nothing else.

Compared is the normal form of `support.normal`. Beyond it the editor differs from the policy in
this alone: containers without content get an empty paragraph, items and terms outside of lists get
one around them, blocks inside headings, captions and terms come after them, and tables are filled
up to be rectangular. No word is lost by any of that.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.editing import editing
from support.normal import normal
from support.written import PICTURE, pieces
from text.judge import text_of

from cms.text import policy
from cms.text.clean import clean

pytestmark = [pytest.mark.browser, pytest.mark.long]
calm = {"deadline": None, "suppress_health_check": list(HealthCheck)}
EVERYTHING = f"""
<h2 lang="en">a</h2><h3 lang="en">b</h3><h4 lang="en">c</h4><hr><p lang="en">
<a href="/x" lang="en">d</a><ins lang="en">e</ins><del lang="en">f</del><strong lang="en">g</strong>
<em lang="en">h</em><s lang="en">i</s><abbr lang="en">j</abbr><sub lang="en">k</sub>
<sup lang="en">l</sup><code lang="en">m</code><br><ruby lang="en">漢<rp lang="en">(</rp><rt
lang="en">hàn</rt></ruby><img src="{PICTURE}" alt="n" width="2" height="3"></p>
<ul lang="en"><li lang="en"><p>o</p></li></ul><ol start="3" lang="en"><li>p</li></ol>
<blockquote lang="en"><p>q</p></blockquote><pre lang="en">r</pre>
<dl lang="en"><dt lang="en">s</dt><dd lang="en"><p>t</p></dd></dl>
<figure lang="en"><p>w</p><figcaption lang="en">u</figcaption></figure>
<figure><img src="{PICTURE}"></figure>
<table lang="en"><caption lang="en">v</caption>
<thead lang="en"><tr lang="en"><th scope="col" lang="en" colspan="2"><p>a</p></th></tr></thead>
<tbody lang="en"><tr><td lang="en" rowspan="2"><p>b</p></td><td>c</td></tr>
<tr><td>d</td></tr></tbody>
<tbody><tr><th rowspan="2">e</th><td>f</td></tr><tr><td>g</td></tr></tbody>
<tbody><tr><td colspan="2">h</td></tr></tbody>
<tfoot lang="en"><tr><td>i</td><td>j</td></tr></tfoot></table>
"""
KNOWN = """
(html) => {
  editor.commands.setContent(html);
  const { nodes, marks } = editor.schema;
  const attributes = ({ spec }) => Object.keys(spec.attrs ?? {});
  const names = [...Object.values(nodes), ...Object.values(marks)].flatMap(
    (type) => [type.name, ...attributes(type).map((one) => `${type.name}.${one}`)]);
  const met = new Set(["doc"]);
  const meet = ({ type, attrs }) => {
    met.add(type.name);
    for (const [name, value] of Object.entries(attrs))
      if (value !== (type.spec.attrs?.[name]?.default ?? null)) met.add(`${type.name}.${name}`);
  };
  editor.state.doc.descendants((node) => { meet(node); node.marks.forEach(meet); });
  return names.filter((name) => !met.has(name));
}
"""
MET = """
(html) => {
  const box = new DOMParser().parseFromString(trip(html), "text/html").body;
  return [...box.querySelectorAll("*")].flatMap((one) =>
    [one.localName, ...[...one.attributes].map(({ name }) => `${one.localName}.${name}`)]);
}
"""


@pytest.fixture(scope="module")
def desk(chromium, tmp_path_factory):
    with editing(chromium, tmp_path_factory.mktemp("schema")) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(desk):
    return desk[0]


def test_the_editor_writes_the_elements_and_attributes_of_the_policy(page):
    named = {f"{element}.{name}" for element in policy.ELEMENTS for name in policy.names(element)}
    whole = clean(EVERYTHING)
    assert whole.removed == ()
    assert set(page.evaluate(MET, whole.html)) == policy.ELEMENTS | named


def test_all_that_the_editor_knows_is_in_that_trial(page):
    assert page.evaluate(KNOWN, clean(EVERYTHING).html) == []


@settings(max_examples=300, **calm)
@given(pieces)
def test_a_clean_piece_comes_back_as_it_was(page, source):
    before = clean(source)
    after = page.evaluate("trip", before.html)
    assert normal(after) == normal(before.html)
    again = clean(after)
    assert (normal(again.html), again.removed) == (normal(after), ())


@settings(max_examples=300, **calm)
@given(st.lists(st.sampled_from(sorted(policy.ELEMENTS | {"div", "/"})), max_size=14))
def test_no_soup_of_elements_loses_a_word(page, names):
    before = clean("".join(f"字<{name}>词" if name != "/" else "</p></li></td>" for name in names))
    after = page.evaluate("trip", before.html)
    assert words(after) == words(before.html)
    assert normal(clean(after).html) == normal(after)
    assert normal(page.evaluate("trip", after)) == normal(after)


def words(html):
    return Counter("".join(text_of(html).split()))


def test_nothing_in_all_of_this_broke_a_rule_of_the_page(desk, page):
    page.evaluate("trip", clean(EVERYTHING).html)
    assert desk[1] == []
