"""A piece by ann that ed released, feeds made of it, and one exact reader for every format."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from lxml import etree

from cms.feeds import Feed
from cms.item import Credit, Image, Item, Topic, tag_uri

RELEASED = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

PHOTO = Image(
    url="https://news.example/media/abc.jpg",
    alt="一台热泵机组",
    caption="钻井现场",
    credit="王敏 摄",
    width=1200,
    height=800,
    mime="image/jpeg",
    size=93_211,
)

CHINESE = Item(
    public_id="k3f9x2ab",
    url="https://news.example/articles/k3f9x2ab/%E5%9C%B0%E6%BA%90%E7%83%AD%E6%B3%B5",
    title="地源热泵在“京津冀”落地：三年回本",
    dek="一个县城医院的改造账本。",
    html='<h2>从“富矿”到主力军</h2><p>见<a href="https://news.example/x?a=1&amp;b=2">原文</a>。</p>',
    language="zh-Hans",
    kind="case_study",
    section=Topic("projects", "工程案例"),
    tags=(Topic("热泵", "热泵"), Topic("hospital", "医院")),
    authors=(Credit("安妮", "ann", "某设计院"), Credit("Wei Liu", "", "")),
    responsible_editor="ed 编辑",
    published_at=RELEASED,
    updated_at=RELEASED + timedelta(hours=3),
    tag_uri=tag_uri("news.example", RELEASED, "k3f9x2ab"),
    images=(PHOTO,),
)

ENGLISH = replace(
    CHINESE,
    public_id="m0000001",
    url="https://news.example/articles/m0000001/boreholes",
    title="R&D: boreholes at 12 °C — what we've learned",
    dek="Three winters of data.",
    html="<p>Heat &amp; cold, 2 &lt; 3.</p>",
    language="en",
    published_at=RELEASED - timedelta(days=1),
    updated_at=RELEASED - timedelta(days=1),
    tag_uri=tag_uri("news.example", RELEASED - timedelta(days=1), "m0000001"),
    images=(),
)


@dataclass(frozen=True)
class Read:
    """One item as a reader found it."""

    id: str
    url: str
    title: str
    dek: str
    html: str
    published: datetime
    updated: datetime
    authors: list[str]
    editor: str
    categories: list[str]
    language: str


def _first(element, path):
    return (element.xpath(path, namespaces=NAMESPACES) or [""])[0]


def _all(element, path):
    return list(element.xpath(path, namespaces=NAMESPACES))


def _from_rss(element):
    return Read(
        id=_first(element, "guid/text()"),
        url=_first(element, "link/text()"),
        title=_first(element, "title/text()"),
        dek=unescape(_first(element, "description/text()")),
        html=_first(element, "content:encoded/text()"),
        published=datetime.strptime(_first(element, "pubDate/text()"), "%a, %d %b %Y %H:%M:%S %z"),
        updated=datetime.fromisoformat(_first(element, "dcterms:modified/text()")),
        authors=_all(element, "dc:creator/text()"),
        editor=_first(element, "dc:contributor/text()"),
        categories=_all(element, "category/text()"),
        language=_first(element, "dc:language/text()"),
    )


def _from_atom(element):
    return Read(
        id=_first(element, "a:id/text()"),
        url=_first(element, "a:link[@rel='alternate']/@href"),
        title=_first(element, "a:title/text()"),
        dek=_first(element, "a:summary/text()"),
        html=_first(element, "a:content[@type='html']/text()"),
        published=datetime.fromisoformat(_first(element, "a:published/text()")),
        updated=datetime.fromisoformat(_first(element, "a:updated/text()")),
        authors=_all(element, "a:author/a:name/text()"),
        editor=_first(element, "a:contributor/a:name/text()"),
        categories=_all(element, "a:category/@label"),
        language=_first(element, "@xml:lang"),
    )


def _from_json(item):
    return Read(
        id=item["id"],
        url=item["url"],
        title=item["title"],
        dek=item.get("summary", ""),
        html=item.get("content_html", ""),
        published=datetime.fromisoformat(item["date_published"]),
        updated=datetime.fromisoformat(item["date_modified"]),
        authors=[author["name"] for author in item.get("authors", [])],
        editor=item["_copydesk"].get("responsible_editor", ""),
        categories=item["tags"],
        language=item["language"],
    )


def read_items(name, document):
    """Give the items of a printed feed without any leniency."""
    if name == "json":
        return [_from_json(item) for item in json.loads(document)["items"]]
    root = etree.fromstring(document)
    if name == "rss":
        return [_from_rss(item) for item in root.findall("channel/item")]
    return [_from_atom(entry) for entry in root.findall("a:entry", NAMESPACES)]


def build_feed(*items, **changes):
    """Give the feed of everything, with these items."""
    feed = Feed(
        title="地源热泵网",
        subtitle="行业新闻与论文",
        url="https://news.example/feeds/all.rss",
        site_url="https://news.example/",
        language="zh-Hans",
        items=items,
        publisher="地源热泵网编辑部",
        icon="https://news.example/static/icon.png",
    )
    return replace(feed, **changes)


@pytest.fixture(scope="session")
def chinese():
    return CHINESE


@pytest.fixture(scope="session")
def english():
    return ENGLISH


@pytest.fixture(scope="session")
def feed_of():
    return build_feed


@pytest.fixture(scope="session")
def read():
    return read_items


@pytest.fixture(scope="session")
def xpath():
    return lambda element, path: element.xpath(path, namespaces=NAMESPACES)
