"""Whatever text comes, what is pasted is well-formed, styled inline alone, and loses no words."""

import re
from dataclasses import replace

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from support.items import ITEM
from text.attacks import ATTACKS

from cms.channels import wechat_style
from cms.channels.wechat import paste
from cms.channels.wechat_blocks import ATTRIBUTES, ELEMENTS
from cms.channels.wechat_style import KEPT, stylesheet
from cms.errors import BadText
from cms.text.rendering import render
from cms.text.scan import named

TAGS = sorted(
    named(
        "p h2 h3 h4 blockquote ul ol li table tr td th caption figure figcaption pre code dl dt dd"
        " strong em i b a sup sub ruby rt del ins abbr div span"
    )
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")))
LINKS = st.sampled_from(["https://a.example/?x=1&amp;y='", "https://mp.weixin.qq.com/s/1", "/a"])


def element(inner):
    return st.builds(
        lambda tag, link, parts: (
            f"<{tag}{f' href={chr(34)}{link}{chr(34)}' * (tag == 'a')}>{''.join(parts)}</{tag}>"
        ),
        st.sampled_from(TAGS),
        LINKS,
        st.lists(inner, max_size=4),
    )


TEXTS = WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;"))
TREES = st.lists(st.recursive(TEXTS, element, max_leaves=25), max_size=4).map("".join)


def plain(html):
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return "".join("".join(tree.itertext()).split())


def is_within(words, text):
    """Tell whether the words stand in the text in this order, other ones perhaps between them."""
    rest = iter(text)
    return all(each in rest for each in words)


def objections(html):
    """What WeChat would drop, or what should never be there."""
    found = []
    for one in lxml_html.fragment_fromstring(html).iter():
        allowed = ATTRIBUTES.get(one.tag, set()) | {"style"}
        found += [f"<{one.tag}>"] * (one.tag not in ELEMENTS)
        found += [f"{one.tag} {name}" for name in set(one.attrib) - allowed]
        pairs = [pair.split(":", 1) for pair in one.get("style", "").split(";") if pair]
        found += [f"{pair}" for pair in pairs if len(pair) < 2 or pair[0] not in KEPT]
        found += [one.get("style")] * bool(re.search(r"url\(|expression|@", one.get("style", "")))
    return found


def check(source):
    try:
        clean = render(source, "html").html
    except BadText:
        return
    made = paste(replace(ITEM, html=clean))
    assert objections(made.html) == []
    assert is_within(plain(clean), plain(made.html))
    assert made.count == len(made.html)
    assert made == paste(replace(ITEM, html=clean))
    assert made.html.count("<section") == made.html.count("</section>")


@given(TREES)
def test_any_text_comes_out_styled_inline_and_whole(source):
    check(source)


def test_no_attack_gets_through():
    for _family, attack in ATTACKS:
        check(attack)


def test_the_stylesheet_uses_nothing_that_is_dropped():
    used = set(re.findall(r"[{;]\s*([a-z-]+):", stylesheet()))
    assert used == KEPT


def test_a_property_that_wechat_drops_never_gets_out(monkeypatch):
    sheet = "p { margin: 0; position: fixed; background: url(//evil.example/) }"
    monkeypatch.setattr(wechat_style, "stylesheet", lambda: sheet)
    assert '<p style="margin:0">' in paste(ITEM).html


def test_a_deep_and_a_long_text_take_no_time_worth_naming():
    check("<blockquote>" * 90 + "深" + "</blockquote>" * 90)
    check("<p>段落<em>着重</em></p>" * 1_500)
