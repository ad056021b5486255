"""What WeChat's editor gets: each kind of block and run, the notes, the pictures, the limits."""

import re

import pytest
from support.items import picture

from cms.item import Credit

A, B = "a" * 64, "b" * 64


def codes(made):
    return {one.code: one.count for one in made.remarks}


def bare(html):
    """The HTML without its styles, inside the one box around it."""
    return re.sub(r' style="[^"]*"', "", html).removeprefix("<section>").removesuffix("</section>")


@pytest.fixture
def body(pasted):
    """The text alone, without dek and credits."""

    def make(html: str, language: str = "zh-Hans") -> str:
        bare_piece = {"dek": "", "authors": (), "responsible_editor": "", "language": language}
        return bare(pasted(html, **bare_piece).html)

    return make


def test_a_paragraph_has_its_style_with_it_and_text_stays_text(pasted):
    made = pasted("<p>1 &lt; 2 &amp; “三”</p>")
    assert '<p style="margin:0 0 1.2em">1 &lt; 2 &amp; “三”</p>' in made.html
    assert "1 < 2 & “三”" in made.text


def test_links_become_numbered_notes_and_the_same_address_one(pasted):
    made = pasted(
        '<p>见<a href="https://a.example/x?y=1&amp;z=2">报告</a>和<a href="https://b.example/">二</a>'
        '，<a href="https://a.example/x?y=1&amp;z=2">又见</a>。</p>'
    )
    assert "<a" not in made.html
    assert "见报告[1]和二[2]，又见[1]。" in made.text
    assert made.text.endswith("参考链接\n[1] https://a.example/x?y=1&z=2\n[2] https://b.example/")
    assert codes(made) == {"links": 2}


def test_a_link_into_wechat_stays_and_one_that_says_its_address_needs_no_note(pasted):
    made = pasted(
        '<p><a href="https://mp.weixin.qq.com/s/abc">往期</a>，<a href="https://a.example/">'
        'https://a.example</a>，<a href="mailto:w@a.example">w@a.example</a></p>'
    )
    assert '<a href="https://mp.weixin.qq.com/s/abc">往期</a>' in made.html
    assert made.html.count("<a ") == 1
    assert "https://a.example，w@a.example" in made.text
    assert codes(made) == {}


def test_a_name_that_only_looks_like_wechats_is_no_link(pasted):
    made = pasted('<p><a href="https://mp.weixin.qq.com.evil.example/">往期</a></p>')
    assert "<a" not in made.html


def test_emphasis_is_bold_in_chinese_and_slanted_in_english(body):
    assert body("<p>这<em>一</em>段</p>") == "<p>这<strong>一</strong>段</p>"
    assert body("<p>so <i>so</i></p>", "en") == "<p>so <em>so</em></p>"


def test_lists_lose_no_level_and_leave_no_blank_line(body):
    made = body("<ul>\n<li>一\n<ol><li>甲</li></ol>\n</li>\n<li><p>二</p></li>\n</ul>")
    assert made == "<ul><li>一 </li><ol><li>甲</li></ol><li><p>二</p></li></ul>"


def test_a_list_inside_an_item_stays_when_more_of_the_item_follows(body):
    made = body("<ol><li>一<ul><li>甲</li></ul>后文</li><li>二</li></ol>")
    assert made == "<ol><li>一<ul><li>甲</li></ul>后文</li><li>二</li></ol>"


def test_a_table_scrolls_below_its_caption(pasted, body):
    table = "<table><caption>表一</caption><tr>" + "<td>1</td>" * 6 + "</tr></table>"
    made = body(table)
    assert made.startswith("<p>表一</p><section><table>")
    assert "caption" not in made
    assert codes(pasted(table)) == {"tables": 6}


def test_lines_of_code_stay_lines(body):
    made = body("<pre><code>if a:\n    return  b\n</code></pre>")
    assert made == "<p>if a:<br>\xa0 \xa0 return\xa0 b</p>"


def test_readings_stand_in_brackets(body):
    assert body("<p><ruby>換<rt>huàn</rt></ruby>熱</p>") == "<p>換（huàn）熱</p>"


def test_terms_and_loose_text_are_paragraphs(body):
    assert body("<dl><dt>潜热</dt><dd>相变的热。</dd></dl>") == "<p>潜热</p><p>相变的热。</p>"


def test_the_end_names_authors_editor_and_original(pasted):
    made = pasted("<p>正文。</p>", address="https://news.example/articles/k7m2q9xa")
    assert made.text.splitlines()[-3:] == [
        "作者：安念秋（云舸设计院）",
        "责编：纪闻笙",
        "原文：https://news.example/articles/k7m2q9xa",
    ]
    assert made.address == "https://news.example/articles/k7m2q9xa"
    english = pasted("<p>Text.</p>", language="en")
    assert "By 安念秋 (云舸设计院)" in english.text
    assert "原文" not in english.text


def test_a_correction_is_told(pasted):
    made = pasted("<p>正文。</p>", state="corrected", note="水温应为5 ℃。")
    assert "更正\n水温应为5 ℃。" in made.text


def test_pictures_stand_where_the_text_places_them(pasted):
    made = pasted(
        f'<p>前。</p><figure><img src="/media/{B}.jpg"></figure><p>后。</p>',
        images=(picture("a"), picture("b"), picture("c", caption="", credit="")),
        reachable=True,
    )
    urls = re.findall(r'<img src="([^"]*)"', made.html)
    assert urls == [one.url for one in made.pictures]
    assert [url[-6] for url in urls] == ["a", "b", "c"]
    assert made.html.index("导语") < made.html.index(urls[0]) < made.html.index("前。")
    assert made.html.index("前。") < made.html.index(urls[1]) < made.html.index("后。")
    assert made.html.index("后。") < made.html.index(urls[2])
    assert made.text.count("第三口孔 摄影：温叙白") == 2
    assert codes(made) == {}


def test_where_wechat_cannot_fetch_a_picture_a_line_marks_its_place(pasted):
    made = pasted(
        f'<p>前。</p><figure><img src="/media/{A}.jpg"></figure>',
        images=(picture("a"), picture("b", size=11_000_000)),
    )
    assert "<img" not in made.html
    assert "前。\n〔图1：钻机立在井口〕\n第三口孔" in made.text
    assert "〔图2：钻机立在井口〕" in made.text
    assert codes(made) == {"pictures": 2, "heavy": 1}


def test_words_beside_a_picture_in_its_figure_stay_words(pasted):
    made = pasted(
        f'<figure>甲<b>乙</b>丙<img src="/media/{A}.jpg">丁</figure>', images=(picture("a"),)
    )
    assert "甲乙丙\n〔图1：钻机立在井口〕\n丁" in made.text


def test_a_picture_of_another_piece_goes(pasted):
    made = pasted(f'<p>字<img src="/media/{B}.jpg"></p>', images=(picture("a"),), reachable=True)
    assert B not in made.html


@pytest.mark.parametrize(
    ("names", "field", "all_named"),
    [
        (["安念秋", "温叙白"], "安念秋、温叙白", True),
        (
            ["安念秋", "温叙白", "裴知遥", "苏问渠", "闻朔之"],
            "安念秋、温叙白、裴知遥、苏问渠等",
            False,
        ),
        (["A Name Longer Than The Field"], "A Name Longer Th", False),
        ([], "", True),
    ],
)
def test_the_authors_field_holds_whole_names(pasted, names, field, all_named):
    made = pasted("<p>x</p>", authors=tuple(Credit(name, "", "") for name in names))
    assert made.author == field
    assert ("author" not in codes(made)) == all_named
    assert all(name in made.text for name in names)


def test_limits_are_told_and_nothing_is_cut_but_the_digest(pasted):
    dek = "导语说得很长很长。" * 20
    made = pasted("<p>" + "字" * 20_000 + "</p>", title="题" * 33, dek=dek)
    assert codes(made) == {"title": 33, "digest": 180, "content": made.count}
    assert made.title == "题" * 33
    assert len(made.digest) <= 128
    assert made.digest.endswith("很长。")
    assert made.count == len(made.html) > 20_000


def test_a_piece_without_dek_has_its_beginning_for_a_digest(pasted):
    made = pasted("<p>第一句。</p><p>第二句 &lt;b&gt;。</p>", dek="")
    assert made.digest == "第一句。 第二句 <b>。"


def test_a_piece_of_three_thousand_characters_stays_far_below_the_limit(pasted):
    paragraph = "<p>" + "换热孔回填要先量水温，再拌浆。" * 6 + "</p>"
    html = "".join("<h2>小标题</h2>" + paragraph * 4 for _ in range(9))
    made = pasted(html)
    assert 3_000 < len(made.text) < 3_700
    assert made.count < 8_000
