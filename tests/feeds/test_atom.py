"""The rules of RFC 4287 that readers and validators hold a feed to."""

import pytest
from lxml import etree

from cms.feeds import Link, atom


@pytest.fixture
def root(feed_of, chinese, english):
    feed = feed_of(
        chinese,
        english,
        url="https://news.example/feeds/all.atom",
        links=(Link("hub", "https://news.example/hub"),),
    )
    return etree.fromstring(atom.render(feed))


def test_the_feed_has_id_title_date_and_author(root, xpath):
    assert xpath(root, "a:id/text()") == ["https://news.example/feeds/all.atom"]
    assert xpath(root, "a:title/text()") == ["地源热泵网"]
    assert xpath(root, "a:updated/text()") == ["2026-05-04T04:30:00+00:00"]
    assert xpath(root, "a:author/a:name/text()") == ["地源热泵网编辑部"]
    assert xpath(root, "@xml:lang") == ["zh-Hans"]
    assert xpath(root, "a:icon/text()") == ["https://news.example/static/icon.png"]


def test_the_feeds_links_have_their_relations(root, xpath):
    assert xpath(root, "a:link/@rel") == ["self", "alternate", "hub"]
    assert xpath(root, "a:link/@href") == [
        "https://news.example/feeds/all.atom",
        "https://news.example/",
        "https://news.example/hub",
    ]


def test_an_entrys_link_keeps_its_type_and_language(root, xpath, chinese):
    (link,) = xpath(root, "a:entry[1]/a:link[@rel='alternate']")
    assert dict(link.attrib) == {
        "href": chinese.url,
        "rel": "alternate",
        "type": "text/html",
        "hreflang": "zh-Hans",
    }


def test_an_entrys_picture_is_an_enclosure_with_its_length(root, xpath, chinese):
    (image,) = chinese.images
    (link,) = xpath(root, "a:entry[1]/a:link[@rel='enclosure']")
    assert dict(link.attrib) == {
        "rel": "enclosure",
        "href": image.url,
        "type": image.mime,
        "length": str(image.size),
    }


def test_the_content_is_escaped_html_and_never_cdata(root, xpath, feed_of, chinese):
    assert xpath(root, "a:entry/a:content/@type") == ["html", "html"]
    assert b"CDATA" not in atom.render(feed_of(chinese))


def test_title_and_summary_declare_that_they_are_plain(root, xpath):
    assert xpath(root, "a:entry/a:title/@type") == ["text", "text"]
    assert xpath(root, "a:entry/a:summary/@type") == ["text", "text"]


def test_authors_have_a_page_only_when_they_have_one(root, xpath):
    assert xpath(root, "a:entry[1]/a:author/a:name/text()") == ["安妮", "Wei Liu"]
    assert xpath(root, "a:entry[1]/a:author/a:uri/text()") == ["https://news.example/authors/ann"]


def test_the_responsible_editor_is_a_contributor(root, xpath):
    assert xpath(root, "a:entry[1]/a:contributor/a:name/text()") == ["ed 编辑"]


def test_each_entry_says_its_language(root, xpath):
    assert xpath(root, "a:entry/@xml:lang") == ["zh-Hans", "en"]


def test_categories_carry_term_scheme_and_label(root, xpath):
    categories = [dict(found.attrib) for found in xpath(root, "a:entry[1]/a:category")]
    assert categories[:2] == [
        {"term": "projects", "scheme": "https://news.example/sections/", "label": "工程案例"},
        {"term": "热泵", "scheme": "https://news.example/tags/", "label": "热泵"},
    ]
