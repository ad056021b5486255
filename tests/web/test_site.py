"""The reader's pages: permanent addresses, and what machines read of them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.extensions import db
from cms.models import Article
from cms.rules.facts import Text

NASTY = "</script><script>alert(1)</script>\"'&<!-- \u2028"


def text(title, body="正文。", dek="导语"):
    return {"text": Text(title, body, "plain", dek, (("安念秋", "云舸设计院"),))}


def address(client, public_id):
    return client.get(f"/articles/{public_id}").headers["Location"]


@both_engines
def test_an_article_has_one_address(client, article):
    public_id = article(**text("冬期回填 on site"))
    where = address(client, public_id)
    assert client.get(where).status_code == 200
    for wrong in ("", "/wrong", "/wrong?utm_source=x", "?utm_source=x"):
        led = client.get(f"/articles/{public_id}{wrong}")
        assert led.status_code == 301
        # What trackers append is not kept: one piece has one address.
        assert led.headers["Location"] == where
    page = open_page(client, where)
    assert page.all("//link[@rel='canonical']/@href") == [where]


def test_what_is_not_released_has_no_address(client, made):
    for step in ("submit", "claim", "approve"):
        made(lambda step=step: _until(step))
    pages = [
        "/",
        "/feeds/all.rss",
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/sections/news",
        "/search?q=秘密",
    ]
    for path in [*pages, "/archive/2026/11", "/tags/秘密", "/authors/an-nian-qiu"]:
        assert "秘密未发" not in client.get(path).text, path


def _until(last):
    one = people.sent(**text("秘密未发"), tags=("秘密",))
    for step, who in (("claim", "ed"), ("approve", "lin")):
        if last == "submit":
            return one
        people.take(one, step, who)
        if step == last:
            return one
    return one


@pytest.mark.parametrize("state", ["unpublished", "killed"])
def test_what_was_taken_down_is_found_nowhere(client, article, state, made):
    public_id = article(**text("撤下的稿子"))
    where = address(client, public_id)

    def take_down():
        one = db.session.scalars(db.select(Article)).one()
        one.state = state
        return one

    made(take_down)
    assert client.get(where).status_code in (404, 410)
    for path in ("/", "/feeds/all.json", "/sitemap.xml", "/sections/news", "/search?q=撤下"):
        assert "撤下的稿子" not in client.get(path).text, path


def test_open_graph_names_the_piece(client, article):
    page = open_page(client, address(client, article(**text("标题", dek="导语"))))
    found = {one.get("property"): one.get("content") for one in page.all("//meta[@property]")}
    assert found["og:title"] == "标题"
    assert found["og:description"] == "导语"
    assert found["og:type"] == "article"
    assert found["og:url"] == page.all("//link[@rel='canonical']/@href")[0]
    assert found["og:locale"] == "zh_CN"
    assert found["article:published_time"] == "2026-11-23T04:00:00+00:00"


def test_without_a_dek_the_description_is_taken_from_the_text(client, article):
    page = open_page(client, address(client, article(**text("标题", "第一句。" * 100, dek=""))))
    told = page.all("//meta[@property='og:description']/@content")[0]
    assert told.startswith("第一句。")
    assert len(told) <= 160


def test_structured_data_is_read_whole_and_cannot_end_its_script(client, article):
    page = open_page(client, address(client, article(**text(NASTY, dek=NASTY))))
    scripts = page.all("//script")
    assert [one.get("type") for one in scripts if not one.get("src")] == ["application/ld+json"]
    data = json.loads(scripts[-1].text)
    assert data["headline"].startswith("</script><script>alert(1)</script>")
    assert data["@type"] == "NewsArticle"
    assert data["editor"]["name"] == "ed"
    assert data["author"][0]["affiliation"]["name"] == "云舸设计院"
    raw = page.text.split("application/ld+json")[1].split("</script>")[0]
    assert "<" not in raw.split(">", 1)[1]
    assert page.all("//h1")[0].text_content().startswith("</script>")


def test_byline_and_responsible_editor_stand_on_the_page(client, article):
    page = open_page(client, address(client, article()))
    credited = page.all("//*[contains(@class, 'credits')]")[0].text_content()
    assert "安念秋" in credited
    assert "ed" in credited


def test_a_counterpart_is_linked_both_for_people_and_machines(client, article, made):
    chinese, english = article(**text("中文稿")), article(**text("English piece"), language="en")

    def link():
        one, other = (
            db.session.scalars(db.select(Article).where(Article.public_id == each)).one()
            for each in (chinese, english)
        )
        one.counterpart_id = other.id
        return one

    made(link)
    page = open_page(client, address(client, chinese))
    found = {one.get("hreflang"): one.get("href") for one in page.all("//head/link[@hreflang]")}
    assert found == {"zh-Hans": address(client, chinese), "en": address(client, english)}
    assert "English piece" in page.words()


def test_every_page_names_its_feeds(client, article):
    page = open_page(client, address(client, article()))
    kinds = page.all("//head/link[@rel='alternate'][@type]/@type")
    assert kinds == ["application/rss+xml", "application/atom+xml", "application/feed+json"]
    for path in (
        "/sections/news",
        "/authors/" + page.all("//a[@rel='author']/@href")[0].rsplit("/")[-1],
    ):
        listed = open_page(client, path)
        for href in listed.all("//head/link[@rel='alternate'][@type]/@href"):
            assert client.get(href).status_code == 200


@both_engines
def test_sitemaps_are_valid_and_hold_what_is_live(client, made):
    now = datetime.now(UTC)
    made(lambda: people.released(now=now, **text(NASTY)))
    made(lambda: people.released(now=now - timedelta(days=3), **text("三天前")))
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "n": "http://www.google.com/schemas/sitemap-news/0.9",
    }
    everything = client.get("/sitemap.xml")
    assert everything.content_type == "application/xml; charset=utf-8"
    tree = etree.fromstring(everything.data)
    addresses = tree.xpath("//s:loc/text()", namespaces=space)
    assert len(addresses) == 3
    assert all(client.get(one).status_code == 200 for one in addresses)
    assert len(tree.xpath("//s:lastmod", namespaces=space)) == 2
    news = etree.fromstring(client.get("/sitemap-news.xml").data)
    assert len(news.xpath("//s:url", namespaces=space)) == 1
    assert news.xpath("//n:title/text()", namespaces=space)[0].startswith("</script>")
    assert news.xpath("//n:language/text()", namespaces=space) == ["zh-cn"]


def test_crawlers_are_kept_out_of_work_and_led_to_the_sitemaps(client):
    told = client.get("/robots.txt").text.splitlines()
    for path in ("/desk/", "/my/", "/s/", "/review/", "/login", "/language/"):
        assert f"Disallow: {path}" in told
    assert "Disallow: /articles/" not in told
    assert "Sitemap: http://localhost/sitemap.xml" in told
