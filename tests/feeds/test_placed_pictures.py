"""A picture that stands in the text is not listed beside it, in any format."""

import json
from dataclasses import replace

import pytest
from lxml import etree

from cms.feeds import FORMATS, atom, rss


@pytest.fixture
def lead_in_text(chinese):
    """The lead stands in the text, a second picture doesn't."""
    lead = replace(chinese.images[0], placed=True)
    second = replace(lead, url="https://news.example/media/def.jpg", placed=False)
    html = f'<p>一</p><figure><img src="{lead.url}" alt="" width="3" height="2"></figure>'
    return replace(chinese, html=html, images=(lead, second))


@pytest.mark.parametrize("name", FORMATS)
def test_the_text_keeps_its_figure(name, feed_of, read, lead_in_text):
    (item,) = read(name, FORMATS[name].render(feed_of(lead_in_text)))
    assert item.html == lead_in_text.html


@pytest.mark.parametrize(("made", "path"), [(rss, "channel/item"), (atom, "{*}entry")])
def test_only_the_others_are_enclosed_and_the_lead_is_a_thumbnail(
    made, path, feed_of, xpath, lead_in_text
):
    entry = etree.fromstring(made.render(feed_of(lead_in_text))).find(path)
    lead, second = lead_in_text.images
    enclosed = xpath(entry, "enclosure/@url") + xpath(entry, "a:link[@rel='enclosure']/@href")
    assert enclosed == xpath(entry, "media:content/@url") == [second.url]
    assert xpath(entry, "media:thumbnail/@url") == [lead.url]


def test_a_lead_above_the_text_needs_no_thumbnail(feed_of, chinese):
    assert b"media:thumbnail" not in rss.render(feed_of(chinese))


def test_the_json_feed_names_the_lead_and_attaches_what_stands_nowhere(feed_of, lead_in_text):
    lead, second = lead_in_text.images
    both = replace(lead_in_text, images=(lead, replace(second, placed=True)))
    found = [
        json.loads(FORMATS["json"].render(feed_of(one)))["items"][0] for one in (lead_in_text, both)
    ]
    assert [one["image"] for one in found] == [lead.url, lead.url]
    assert [len(one.get("attachments", [])) for one in found] == [1, 0]
