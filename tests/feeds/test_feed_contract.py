"""What every format in the registry must do."""

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import feedparser
import pytest
import time_machine

from cms.feeds import FORMATS, Link

PRINT_ELSEWHERE = """
import pickle, sys, time_machine
from cms.feeds import FORMATS
feed, name = pickle.load(sys.stdin.buffer)
with time_machine.travel("2031-12-24 23:59"):
    sys.stdout.buffer.write(FORMATS[name].render(feed))
"""


@pytest.fixture(params=sorted(FORMATS))
def fmt(request):
    return FORMATS[request.param]


def test_the_registry_knows_three_formats_by_the_extension_in_their_address():
    assert {name: made.mime for name, made in FORMATS.items()} == {
        "rss": "application/rss+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
        "json": "application/feed+json; charset=utf-8",
    }
    assert all(made.name == name for name, made in FORMATS.items())


def test_chinese_and_english_come_out_as_they_went_in(fmt, feed_of, read, chinese, english):
    found = read(fmt.name, fmt.render(feed_of(chinese, english)))
    for item, got in zip((chinese, english), found, strict=True):
        assert got.id == item.tag_uri
        assert got.url == item.url
        assert got.title == item.title
        assert got.dek == item.dek
        assert got.html == item.html
        assert got.published == item.published_at
        assert got.updated == item.updated_at
        assert got.authors == ["安妮", "Wei Liu"]
        assert got.editor == "ed 编辑"
        assert got.categories == ["工程案例", "热泵", "医院"]
        assert got.language == item.language


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_common_reader_understands_it(name, feed_of, chinese, english):
    seen = feedparser.parse(FORMATS[name].render(feed_of(chinese, english)))
    assert not seen.bozo
    assert seen.feed.title == "地源热泵网"
    assert seen.feed.link == "https://news.example/"
    assert [entry.title for entry in seen.entries] == [chinese.title, english.title]
    assert [entry.content[0].value for entry in seen.entries] == [chinese.html, english.html]
    assert seen.entries[0].summary == chinese.dek
    assert seen.entries[0].author in ("Wei Liu", "安妮")
    assert seen.entries[0].published_parsed[:5] == (2026, 5, 4, 1, 30)


def test_the_order_is_the_callers(fmt, feed_of, read, chinese):
    items = [replace(chinese, tag_uri=f"tag:news.example,2026-05-04:{n}") for n in range(50)]
    found = read(fmt.name, fmt.render(feed_of(*items)))
    assert [got.id for got in found] == [item.tag_uri for item in items]


def test_no_text_is_invented_when_there_is_no_dek(fmt, feed_of, read, chinese):
    (got,) = read(fmt.name, fmt.render(feed_of(replace(chinese, dek=""))))
    assert (got.html, got.dek) == (chinese.html, "")


def test_a_piece_without_html_is_its_title(fmt, feed_of, read, chinese):
    bare = replace(chinese, html=" ", title="甲 < 乙")
    (got,) = read(fmt.name, fmt.render(feed_of(bare)))
    assert got.html == "<p>甲 &lt; 乙</p>"


def test_a_piece_taken_back_without_a_note_says_only_its_title(fmt, feed_of, read, chinese):
    (got,) = read(fmt.name, fmt.render(feed_of(replace(chinese, state="killed"))))
    assert (got.html, got.dek) == (f"<p>{chinese.title}</p>", "")


def test_nobody_is_named_when_nobody_is_known(fmt, feed_of, read, chinese):
    bare = replace(chinese, authors=(), tags=(), responsible_editor="", images=())
    (got,) = read(fmt.name, fmt.render(feed_of(bare)))
    assert (got.authors, got.editor, got.categories) == ([], "", ["工程案例"])


def test_ids_stay_when_the_address_and_the_title_change(fmt, feed_of, read, chinese):
    renamed = replace(chinese, title="新标题", url="https://news.example/articles/k3f9x2ab/new")
    (before,) = read(fmt.name, fmt.render(feed_of(chinese)))
    (after,) = read(fmt.name, fmt.render(feed_of(renamed)))
    assert before.id == after.id


def test_an_empty_feed_is_a_feed(fmt, feed_of, read):
    document = fmt.render(feed_of())
    assert read(fmt.name, document) == []
    assert "地源热泵网".encode() in document


def test_the_time_of_printing_leaves_no_trace(fmt, feed_of, chinese):
    documents = set()
    for day in ("2026-05-05", "2030-01-01"):
        with time_machine.travel(day):
            documents.add((fmt.render(feed_of(chinese)), fmt.render(feed_of())))
    assert len(documents) == 1


def test_another_process_elsewhere_prints_the_same_bytes(fmt, feed_of, chinese, english):
    feed = feed_of(chinese, english, links=(Link("hub", "https://news.example/hub"),))
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_ELSEWHERE],
        input=pickle.dumps((feed, fmt.name)),
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert elsewhere.stdout == fmt.render(feed)


def test_one_moment_prints_equally_from_any_time_zone(fmt, feed_of, chinese):
    beijing = timezone(timedelta(hours=8))
    moved = replace(
        chinese,
        published_at=chinese.published_at.astimezone(beijing),
        updated_at=chinese.updated_at.astimezone(beijing) + timedelta(microseconds=7),
    )
    assert fmt.render(feed_of(moved)) == fmt.render(feed_of(chinese))


def test_a_correction_stands_above_the_text(fmt, feed_of, read, chinese):
    corrected = replace(chinese, state="corrected", note="更正：5 < 6 & 其他")
    (got,) = read(fmt.name, fmt.render(feed_of(corrected)))
    assert got.html == f"<p><strong>更正：5 &lt; 6 &amp; 其他</strong></p>{chinese.html}"


@pytest.mark.parametrize("state", ["retracted", "killed"])
def test_a_text_taken_back_is_gone_but_its_notice_stays(state, fmt, feed_of, read, chinese):
    gone = replace(chinese, state=state, note="本文已撤回。", html="<p>秘密</p>")
    document = fmt.render(feed_of(gone))
    (got,) = read(fmt.name, document)
    assert got.id == chinese.tag_uri
    assert got.html == "<p><strong>本文已撤回。</strong></p>"
    for leak in ("秘密", chinese.dek, chinese.images[0].url):
        assert leak.encode() not in document


def test_every_address_is_absolute(fmt, feed_of, chinese):
    text = fmt.render(feed_of(chinese, links=(Link("next", "https://news.example/n"),))).decode()
    for sign in ('href="', 'url="', 'url": "', "<link>", "<uri>", "<icon>"):
        for address in text.split(sign)[1:]:
            assert address.startswith("https://")


def test_a_feeds_date_is_its_newest_change(feed_of, chinese, english):
    assert feed_of(english, chinese).updated == chinese.updated_at
    assert feed_of().updated == feed_of().updated < datetime(2026, 1, 1, tzinfo=UTC)
    assert feed_of().updated.utcoffset() == timedelta(0)
