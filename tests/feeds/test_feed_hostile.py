"""Whatever eve wrote into a piece, the feed stays readable and says nothing else."""

import json
import logging
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cms.feeds import FORMATS, Link
from cms.item import Credit, Topic
from cms.text.plain import xml_safe

NASTY = (
    "a]]>b",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<script>alert(1)</script>",
    "</title></item><item><title>eve",
    "\x00bell\x07 and form\x0cfeed",
    "half \ud800 a pair",
    "\ufffe\uffff",
    "🔥👨‍👩‍👧 𠮷野家",
    "﷽ \u202eright to left",
    "line\u2028separator\x85",
    "\"quoted\" 'twice' & <b>",
    "<?xml version='1.0'?><!DOCTYPE x>",
)
ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


def expected_title(text):
    return " ".join(xml_safe(text).split())


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_only_text_everywhere(name, text, feed_of, read, chinese, english):
    hostile = replace(
        chinese,
        title=text,
        dek=text,
        html=text,
        note=text,
        section=Topic("projects", text),
        tags=(Topic(text, text),),
        authors=(Credit(text, text, text),),
        responsible_editor=text,
        images=(replace(chinese.images[0], alt=text, caption=text, credit=text),),
    )
    feed = feed_of(hostile, english, title=text, subtitle=text, publisher=text)
    first, second = read(name, FORMATS[name].render(feed))
    assert second.title == english.title
    assert first.title == (expected_title(text) or chinese.public_id)
    if xml_safe(text) == text:
        assert first.dek == text
        assert first.authors == [text]
        assert first.editor == text
        assert first.html.endswith(text)


@pytest.mark.parametrize("name", sorted(FORMATS))
@settings(max_examples=60, deadline=None)
@given(title=ANYTHING, html=ANYTHING, dek=ANYTHING)
def test_any_text_survives(name, feed_of, read, chinese, title, html, dek):
    item = replace(chinese, title=title, html=html, dek=dek)
    (got,) = read(name, FORMATS[name].render(feed_of(item)))
    assert got.id == chinese.tag_uri
    assert got.title == (expected_title(title) or chinese.public_id)
    bare = f"<p>{escape(got.title, quote=False)}</p>"
    assert got.html == (xml_safe(html) if xml_safe(html).strip() else bare)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_blank_title_gives_way_to_the_pieces_id(name, feed_of, read, chinese):
    (got,) = read(name, FORMATS[name].render(feed_of(replace(chinese, title=" \x00\n"))))
    assert got.title == chinese.public_id


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_item_that_can_not_be_printed_is_left_out_and_logged(
    name, feed_of, read, chinese, english, caplog
):
    broken = replace(chinese, section=None)
    with caplog.at_level(logging.ERROR):
        found = read(name, FORMATS[name].render(feed_of(broken, english)))
    assert [got.id for got in found] == [english.tag_uri]
    assert chinese.public_id in caplog.text


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_control_characters_in_a_link_of_the_feed_do_no_harm(name, feed_of):
    document = FORMATS[name].render(feed_of(links=(Link("hub", "https://hub.example/\x00"),)))
    assert b"https://hub.example/" in document


def test_a_half_surrogate_does_not_stop_json(feed_of, chinese):
    document = FORMATS["json"].render(feed_of(replace(chinese, title="a\ud800b")))
    assert json.loads(document.decode("utf-8"))["items"][0]["title"].startswith("a")


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_markup_in_a_text_is_never_markup_of_the_feed(name, feed_of, chinese):
    plain = etree.fromstring(FORMATS[name].render(feed_of(chinese)))
    tricky = replace(chinese, title="<x/>]]><y>", dek="<z/>", html="]]><w/>")
    hostile = etree.fromstring(FORMATS[name].render(feed_of(tricky)))
    assert [e.tag for e in hostile.iter()] == [e.tag for e in plain.iter()]
