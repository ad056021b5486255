"""A piece goes from a guest's form through review to the page and all three feeds."""

import json

import feedparser
from support.engines import both_engines
from support.pages import open_page

PIECE = {
    "title": "冬期回填：先量水温再拌浆",
    "dek": "三支温度计换来的一条规矩。",
    "body": "去年冬天我们返工了十一口孔。\n一、先量水温\n水温低于五度，浆就不肯凝。\n二、再拌浆",
    "format": "plain",
    "byline": "温叙白",
    "email": "wen@demo.example",
    "keywords": "回填，冬期施工",
    "original": "y",
    "exclusive": "no",
    "ai_used": "no",
    "edit_consent": "y",
    "language": "zh-Hans",
    "action": "send",
}


@both_engines
def test_a_guests_piece_reaches_page_and_feeds(browse):
    guest, ed, lin, reader = browse(), browse("ed"), browse("lin"), browse()

    receipt = open_page(guest, "/submit").form("/submit").send(**PIECE)
    assert receipt.status == 200, receipt.words()
    assert "/s/" in receipt.url
    assert "CD-20" in receipt.words()

    desk = open_page(ed, "/desk/")
    where = desk.all("//table//th/a/@href")[0].removeprefix("http://localhost")
    claimed = open_page(ed, where).form("/claim").send()
    assert claimed.status == 200, claimed.words()

    marked = PIECE["body"].replace("一、先", "## 一、先").replace("二、再", "## 二、再")
    edited = (
        open_page(ed, where + "/edit")
        .form("/edit")
        .send(body=marked, format="markdown", action="save")
    )
    assert edited.status == 200, edited.words()
    open_page(ed, where).form("/vouch").send()
    own = open_page(ed, where)
    assert "another editor has to approve it" in own.words()

    approved = open_page(lin, where).form("/approve").send()
    assert approved.status == 200, approved.words()
    released = open_page(lin, where).form("/release").send()
    assert "Published" in released.words()

    page = open_page(reader, released.all("//a[contains(@href, '/articles/')]/@href")[0])
    prose = "//article//div[contains(@class, 'prose')]"
    assert page.all(f"{prose}/h2/text()") == ["一、先量水温", "二、再拌浆"]
    paragraphs = [one.text_content() for one in page.all(f"{prose}/p")]
    assert "去年冬天我们返工了十一口孔。" in paragraphs
    assert "水温低于五度，浆就不肯凝。" in paragraphs
    for name in ("rss", "atom"):
        feed = feedparser.parse(reader.get(f"/feeds/all.{name}").data)
        assert feed.entries[0].title == PIECE["title"]
        assert "水温低于五度，浆就不肯凝。" in feed.entries[0].content[0].value
    item = json.loads(reader.get("/feeds/all.json").data)["items"][0]
    assert "<h2>一、先量水温</h2>" in item["content_html"]
