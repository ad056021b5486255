"""Pieces as the policy takes them, drawn by hypothesis: every element, wherever it may stand."""

from hypothesis import strategies as st

PICTURE = "/media/" + "0123456789abcdef" * 4 + ".webp"
WORDS = [
    "井",
    "地源热泵",
    "COP",
    "4 度",
    "a&amp;b",
    "x&lt;y",
    "汉字 and words",
    "٣",
    "😀",
    "&nbsp;",
]
LANG = st.sampled_from(["", "", "", ' lang="en"', ' lang="zh-Hant"'])
LINKS = [
    "https://例子.example/a?b=1&amp;c=2#d",
    "http://[::1]:8000/",
    "mailto:ed@demo.example?subject=x",
    "tel:+86-10-1234",
    "/tags/x",
]
NAMES = ["ins", "del", "strong", "em", "s", "abbr", "sub", "sup", "code", "b", "i", "strike"]
words = st.sampled_from(WORDS)
breaks = st.just("<br>")
images = st.builds(
    '<img src="{}"{}>'.format,
    st.just(PICTURE),
    st.sampled_from(["", ' alt="井口"', ' alt="R&amp;D &quot;x&quot;" width="640" height="480"']),
)


def element(name, content, attributes=LANG):
    return st.builds(f"<{name}{{}}>{{}}</{name}>".format, attributes, content)


def joined(content, least=1, most=3):
    return st.lists(content, min_size=least, max_size=most).map("".join)


def marked(content):
    """Any mark around a run, with the marks within in any order."""
    plain = st.sampled_from(NAMES)
    links = st.sampled_from(LINKS).map(' href="{}"'.format)
    return st.one_of(
        plain.flatmap(lambda name: element(name, content)),
        element("a", content, st.builds("{}{}".format, links, LANG)),
    )


rubies = st.builds(
    "<ruby{}>{}<rp>(</rp><rt{}>{}</rt><rp>)</rp></ruby>".format, LANG, words, LANG, words
)
runs = st.recursive(st.one_of(words, words, images, rubies), marked, max_leaves=3)
# A text never begins or ends with what has no words, nor breaks twice.
lines = st.lists(runs, min_size=1, max_size=4).map(
    lambda parts: "".join(f"{part}<br>字" if n % 3 == 1 else part for n, part in enumerate(parts))
)
texts = words.map(lambda word: word.replace("&nbsp;", "字"))


def listed(blocks):
    """Items with a bare text and lists below it, or with paragraphs and more."""
    start = st.builds("{}{}".format, LANG, st.sampled_from(["", ' start="0"', ' start="7"']))
    items = joined(element("li", cells(blocks)))
    return st.one_of(element("ul", items), element("ol", items, start))


def cells(blocks):
    """What an item, a cell or a definition holds."""
    loose = st.builds("<p>{}</p>{}".format, lines, joined(blocks, 0, 2))
    return st.one_of(lines, loose, st.builds("{}<ul><li>{}</li></ul>".format, texts, lines))


def tables(blocks):
    """Tables of two columns, with and without what tables can have."""
    spans = st.sampled_from(["", "", ' scope="row"', ' scope="colgroup" lang="en"'])
    cell = st.one_of(element("td", cells(blocks)), element("th", cells(blocks), spans))
    wide = element("td", lines, st.just(' colspan="2"'))
    row = element("tr", st.one_of(st.builds("{}{}".format, cell, cell), wide))
    tall = st.builds('<tr><td rowspan="2">{}</td>{}</tr><tr>{}</tr>'.format, lines, cell, cell)
    rows = joined(st.one_of(row, row, tall), 1, 2)
    parts = [
        element("caption", lines),
        element("thead", rows),
        joined(element("tbody", rows), 1, 2),
    ]
    parts.append(element("tfoot", rows))
    body = st.tuples(
        *(part if n == 2 else st.one_of(st.just(""), part) for n, part in enumerate(parts))
    )
    return element("table", body.map("".join))


def figures(blocks):
    """Pictures of the list, and figures with a caption around pictures or other blocks."""
    bare = st.just(f'<figure><img src="{PICTURE}"></figure>')
    quoted = element("blockquote", joined(element("p", lines), 1, 2))
    caption = element("figcaption", lines)
    content = st.one_of(images, quoted, tables(blocks))
    return st.one_of(bare, element("figure", st.builds("{}{}".format, content, caption)))


simple = st.one_of(
    element("p", lines),
    st.sampled_from(["h2", "h3", "h4"]).flatmap(lambda name: element(name, lines)),
    st.just("<hr>"),
    element(
        "pre", st.sampled_from(["a\n  b\n\nc", "<code>x = 1\ny</code>", "字<strong>b</strong>"])
    ),
)


def grown(blocks):
    """Blocks that hold blocks."""
    terms = joined(st.one_of(element("dt", lines), element("dd", cells(blocks))), 1, 3)
    return st.one_of(
        blocks,
        listed(blocks),
        element("blockquote", joined(blocks)),
        tables(blocks),
        figures(blocks),
        element("dl", terms),
    )


pieces = joined(st.recursive(simple, grown, max_leaves=4), 1, 4)
