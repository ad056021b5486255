"""The rules of RSS that readers and validators hold a feed to."""

from dataclasses import replace

import pytest
from lxml import etree

from cms.feeds import Link, rss


@pytest.fixture
def channel(feed_of, chinese, english):
    hub = Link("hub", "https://news.example/hub")
    older = Link("prev-archive", "https://news.example/feeds/all/archive/1.rss", rss.MIME)
    return etree.fromstring(rss.render(feed_of(chinese, english, links=(hub, older))))[0]


def test_the_channel_names_itself_its_page_and_its_language(channel, xpath):
    assert channel.findtext("title") == "地源热泵网"
    assert channel.findtext("link") == "https://news.example/"
    assert channel.findtext("description") == "行业新闻与论文"
    assert channel.findtext("language") == "zh-Hans"
    assert xpath(channel, "a:link[@rel='self']/@href") == ["https://news.example/feeds/all.rss"]
    assert xpath(channel, "a:link[@rel='self']/@type") == ["application/rss+xml"]


def test_the_channels_dates_are_those_of_the_newest_change(channel):
    assert channel.findtext("lastBuildDate") == "Mon, 04 May 2026 04:30:00 +0000"
    assert channel.findtext("pubDate") == "Mon, 04 May 2026 04:30:00 +0000"


def test_hub_and_archive_links_are_kept(channel, xpath):
    assert xpath(channel, "a:link[@rel='hub']/@href") == ["https://news.example/hub"]
    assert xpath(channel, "a:link[@rel='prev-archive']/@type") == ["application/rss+xml"]


def test_the_channels_picture_repeats_title_and_link(channel):
    assert channel.findtext("image/url") == "https://news.example/static/icon.png"
    assert channel.findtext("image/title") == channel.findtext("title")
    assert channel.findtext("image/link") == channel.findtext("link")


def test_a_picture_that_rss_can_not_show_is_left_out(feed_of):
    feed = feed_of(icon="https://news.example/static/icon.svg")
    assert etree.fromstring(rss.render(feed)).find("channel/image") is None


def test_the_guid_is_an_id_and_no_link(channel):
    guid = channel.find("item/guid")
    assert guid.text == "tag:news.example,2026-05-04:k3f9x2ab"
    assert guid.get("isPermaLink") == "false"


def test_the_description_is_plain_and_stands_before_the_full_text(channel, xpath, chinese):
    item = channel.find("item")
    assert item.findtext("description") == chinese.dek
    assert xpath(item, "description/following-sibling::content:encoded/text()") == [chinese.html]


def test_a_dek_is_escaped_since_readers_take_it_for_html(feed_of, chinese):
    root = etree.fromstring(rss.render(feed_of(replace(chinese, dek="<script>R&D</script>"))))
    escaped = "&lt;script&gt;R&amp;D&lt;/script&gt;"
    assert root.findtext("channel/item/description") == escaped


def test_without_a_dek_the_description_is_empty_yet_before_the_full_text(feed_of, chinese, xpath):
    root = etree.fromstring(rss.render(feed_of(replace(chinese, dek=""))))
    assert root.find("channel/item/description").text is None
    assert xpath(root, "//description/following-sibling::content:encoded")
    assert xpath(root, "channel/item/content:encoded/text()") == [chinese.html]


def test_names_need_no_mail_address(channel, xpath):
    assert xpath(channel, "item[1]/dc:creator/text()") == ["安妮", "Wei Liu"]
    assert channel.find("item/author") is None
    assert xpath(channel, "item[1]/dc:contributor/text()") == ["ed 编辑"]


def test_categories_say_whether_they_are_section_or_tag(channel):
    found = [(c.text, c.get("domain")) for c in channel.findall("item[1]/category")]
    assert found == [
        ("工程案例", "https://news.example/sections/"),
        ("热泵", "https://news.example/tags/"),
        ("医院", "https://news.example/tags/"),
    ]


def test_pictures_come_ungrouped_with_their_text_and_credit(channel, xpath):
    (picture,) = xpath(channel, "item[1]/media:content")
    assert dict(picture.attrib) == {
        "url": "https://news.example/media/abc.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "width": "1200",
        "height": "800",
        "fileSize": "93211",
    }
    assert [child.text for child in picture] == ["一台热泵机组", "钻井现场", "王敏 摄"]


def test_nothing_of_feedgens_own_namespaces_or_name_shows(feed_of, chinese):
    text = rss.render(feed_of(chinese)).decode()
    assert "<sy:" not in text
    assert "CDATA" not in text
    assert "python-feedgen" not in text
    assert "ns0" not in text
