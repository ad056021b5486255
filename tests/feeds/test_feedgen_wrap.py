"""feedgen's traps stay shut."""

import locale
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import cms
from cms.feeds import FORMATS

BOTH = ("rss", "atom")


def test_rendering_in_eight_threads_never_touches_the_locale(feed_of, chinese, monkeypatch):
    changes = []
    real = locale.setlocale

    def spy(category, value=None):
        if value is not None:
            changes.append((category, value))
        return real(category, value)

    monkeypatch.setattr(locale, "setlocale", spy)
    before = real(locale.LC_ALL)
    feed = feed_of(*[replace(chinese, tag_uri=f"tag:x,2026-01-01:{n}") for n in range(20)])
    with ThreadPoolExecutor(8) as threads:
        printed = list(threads.map(lambda n: FORMATS[BOTH[n % 2]].render(feed), range(48)))
    assert len(set(printed)) == 2
    assert changes == []
    assert real(locale.LC_ALL) == before


@pytest.mark.parametrize("name", BOTH)
def test_a_browser_finds_the_style_sheet(name, feed_of):
    root = etree.fromstring(FORMATS[name].render(feed_of()))
    sheet = root.getprevious()
    assert sheet.target == "xml-stylesheet"
    assert sheet.text == 'type="text/css" href="https://news.example/static/feed.css"'


def test_the_style_sheet_exists_and_asks_for_nothing_from_elsewhere():
    sheet = Path(cms.__file__).parent.joinpath("static/feed.css").read_text("utf-8")
    assert "prefers-color-scheme: dark" in sheet
    assert "url(" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize("name", BOTH)
def test_the_document_declares_utf_8_and_each_prefix_once(name, feed_of, chinese, english):
    document = FORMATS[name].render(feed_of(chinese, english))
    assert document.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert document.count(b"xmlns:media=") == 1
    assert document.count(b"xmlns:dcterms=") == 1
