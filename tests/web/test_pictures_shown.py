"""Pictures of a published piece: on its page, on cards, in feeds; gone when the piece is gone."""

import json
import re

import feedparser
import pytest
from lxml import html
from support import people
from support.pages import open_page
from support.uploads import picture

from cms.actions.media import attach, keep, store
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Article, ArticleState
from cms.rules.facts import Placed, Text
from cms.storage.pictures import encode

WORDS = (("一台钻机", "开钻第一天", "王敏 摄"), ("Grout in a bucket", "", ""))


@pytest.fixture
def article(app):
    """A released piece with two pictures; gives its public id."""
    drawn = [encode(picture(colour, (1300, 800), "JPEG")) for colour in ("teal", "brown")]
    with app.app_context():
        store(*drawn)
        begin_write(db.session)
        who = people.actor("ann")
        images = [
            Placed(one.original.sha256, *words) for one, words in zip(drawn, WORDS, strict=True)
        ]
        text = Text("两张图", "正文。", "plain", "导语", (("安念秋", ""),), tuple(images))
        kept = [keep(one, original_name="a.jpg", by=who, now=people.NOON) for one in drawn]
        made = people.sent(text=text)
        attach(made, kept)
        for step, by in (("claim", "ed"), ("approve", "lin"), ("release", "ed")):
            people.take(made, step, by)
        public_id = made.article.public_id
        db.session.commit()
    return public_id


def change(app, state):
    with app.app_context():
        begin_write(db.session)
        db.session.scalars(db.select(Article)).one().state = state
        db.session.commit()


def addresses(tree):
    found = []
    for image in tree.xpath("//main//img[contains(@src, '/media/')]"):
        found += [image.get("src")]
        found += [one.split()[0] for one in (image.get("srcset") or "").split(",") if one]
    return found


def test_the_lead_stands_above_the_text_and_the_others_below_it(client, article):
    page = open_page(client, f"/articles/{article}")
    lead, other = page.all("//main//figure")
    assert lead.xpath("ancestor::header")
    assert "开钻第一天" in lead.text_content()
    assert "王敏 摄" in lead.text_content()
    assert other.xpath("preceding::p[contains(., '正文')]")
    assert not other.xpath(".//figcaption")
    image = lead.find("img")
    assert image.get("alt") == "一台钻机"
    assert (image.get("fetchpriority"), image.get("loading")) == ("high", None)
    assert other.find("img").get("loading") == "lazy"
    assert int(image.get("width")) / int(image.get("height")) == pytest.approx(1300 / 800, rel=0.01)
    assert re.findall(r" (\d+)w", image.get("srcset")) == ["480", "960", "1300"]


def test_every_picture_of_the_page_opens_and_all_are_gone_with_it(app, client, article):
    page = open_page(client, f"/articles/{article}")
    found = addresses(page.tree)
    assert len(found) == 8
    assert {client.get(one).status_code for one in found} == {200}
    change(app, ArticleState.UNPUBLISHED)
    assert {client.get(one).status_code for one in found} == {404}
    change(app, ArticleState.KILLED)
    assert {client.get(one).status_code for one in found} == {410}


def test_a_retracted_piece_shows_no_picture(app, client, article):
    change(app, ArticleState.RETRACTED)
    page = open_page(client, f"/articles/{article}")
    assert page.status == 200
    assert not addresses(page.tree)
    feed = client.get("/feeds/all.rss").data
    assert b"</rss>" in feed
    assert b"<enclosure" not in feed


def test_link_previews_get_a_jpeg_of_our_own_site(client, article):
    page = open_page(client, f"/articles/{article}")
    said = {one.get("property"): one.get("content") for one in page.all("//meta[@property]")}
    assert said["og:image"].startswith("http://localhost/media/")
    assert said["og:image:alt"] == "一台钻机"
    answer = client.get(said["og:image"])
    assert answer.mimetype == said["og:image:type"] == "image/jpeg"
    assert page.all("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
    data = json.loads(page.all("//script[@type='application/ld+json']")[0].text)
    assert data["image"][0]["url"] == said["og:image"]
    assert data["image"][0]["creditText"] == "王敏 摄"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("path", ["/", "/sections/news", "/search?q=两张图"])
def test_cards_show_the_lead(client, path):
    page = open_page(client, path)
    found = addresses(page.tree)
    assert found
    assert {client.get(one).status_code for one in found} == {200}


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feeds_carry_the_picture_with_its_true_length_and_type(client, name):
    (entry,) = feedparser.parse(client.get(f"/feeds/all.{name}").data).entries
    first = entry.enclosures[0]
    answer = client.get(first.href)
    assert answer.status_code == 200
    assert (first.type, int(first.length)) == (answer.mimetype, len(answer.data))
    assert len(entry.enclosures) == (1 if name == "rss" else 2)
    assert entry.media_content[0]["url"] == first.href


@pytest.mark.usefixtures("article")
def test_the_json_feed_names_the_lead(client):
    (item,) = json.loads(client.get("/feeds/all.json").data)["items"]
    assert client.get(item["image"]).mimetype == "image/jpeg"


def test_words_of_a_picture_are_only_words(app, client, article):
    hostile = '"><script>alert(1)</script>'
    with app.app_context():
        begin_write(db.session)
        revision = db.session.scalars(db.select(Article)).one().revision
        revision.images = [one | {"alt": hostile, "caption": hostile} for one in revision.images]
        db.session.commit()
    answer = client.get(f"/articles/{article}", follow_redirects=True)
    assert "<script>alert" not in answer.text
    assert html.fromstring(answer.text).xpath("//main//img/@alt")[0] == hostile
