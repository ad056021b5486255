"""The rules of JSON Feed 1.1."""

import json
from dataclasses import replace

import pytest

from cms.feeds import Link, jsonfeed


@pytest.fixture
def document(feed_of, chinese, english):
    hub = Link("hub", "https://news.example/hub")
    older = Link("next", "https://news.example/feeds/all.json?after=x")
    return json.loads(jsonfeed.render(feed_of(chinese, english, links=(hub, older))))


def test_the_top_names_version_addresses_and_language(document):
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["title"] == "地源热泵网"
    assert document["home_page_url"] == "https://news.example/"
    assert document["feed_url"] == "https://news.example/feeds/all.rss"
    assert document["language"] == "zh-Hans"
    assert document["authors"] == [
        {"name": "地源热泵网编辑部", "url": "https://news.example/"},
    ]


def test_hub_and_next_page_stand_where_the_format_wants_them(document):
    assert document["hubs"] == [{"type": "WebSub", "url": "https://news.example/hub"}]
    assert document["next_url"] == "https://news.example/feeds/all.json?after=x"


def test_nothing_is_null_or_empty(document, feed_of):
    for part in (document, *document["items"], json.loads(jsonfeed.render(feed_of(icon=None)))):
        empty = [key for key, value in part.items() if value in (None, "", {})]
        assert empty == []


def test_an_item_carries_the_newsrooms_own_facts_apart(document):
    assert document["items"][0]["_copydesk"] == {
        "kind": "case_study",
        "section": "projects",
        "responsible_editor": "ed 编辑",
        "state": "live",
        "image_alt": "一台热泵机组",
    }


def test_an_item_has_its_picture_and_authors(document):
    first, second = document["items"]
    assert first["image"] == "https://news.example/media/abc.jpg"
    assert "image" not in second
    assert first["authors"] == [
        {"name": "安妮", "url": "https://news.example/authors/ann"},
        {"name": "Wei Liu"},
    ]


def test_chinese_is_written_as_itself(feed_of, chinese):
    assert chinese.title.replace('"', '\\"').encode() in jsonfeed.render(feed_of(chinese))


def test_further_pictures_are_attached_with_type_size_and_words(feed_of, chinese):
    lead = chinese.images[0]
    second = replace(lead, url="https://news.example/media/def.jpg", alt="第二台钻机", size=4321)
    (item,) = json.loads(jsonfeed.render(feed_of(replace(chinese, images=(lead, second)))))["items"]
    assert item["image"] == lead.url
    assert item["_copydesk"]["image_alt"] == lead.alt
    assert item["attachments"] == [
        {
            "url": second.url,
            "mime_type": second.mime,
            "title": "第二台钻机",
            "size_in_bytes": 4321,
        }
    ]
