"""Feeds through HTTP: every scope and format, 304, the same bytes from every process."""

import json

import feedparser
import pytest
from support import people
from support.engines import both_engines, dispose, make_config

from cms.app import create_app
from cms.rules.facts import Text

FORMATS = ["rss", "atom", "json"]
MIMES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


@pytest.fixture
def released(made):
    """Two pieces of two authors in two sections, and one that nobody may read yet."""

    def work():
        first = Text("甲稿", "甲的正文。", "plain", "", (("Ann Writer", ""),))
        second = Text("乙稿", "乙的正文。", "plain", "", (("Bob Other", ""),))
        people.released(text=first, tags=("回填",))
        one = people.sent(text=second, section_id=people.section("papers").id, tags=("测温",))
        people.take(one, "claim", "may")
        for who in ("lin", "cho"):
            people.take(one, "approve", who)
        people.take(one, "release", "may")
        people.sent(
            text=Text("秘密未发", "秘密", "plain", "", (("Ann Writer", ""),)), tags=("回填",)
        )
        return people.section()

    made(work)


def titles(answer, name):
    if name == "json":
        return sorted(one["title"] for one in json.loads(answer.data)["items"])
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo
    return sorted(one.title for one in parsed.entries)


@both_engines
@pytest.mark.usefixtures("released")
def test_every_scope_and_format_holds_what_it_says_and_nothing_unreleased(client):
    expected = {
        "all": ["乙稿", "甲稿"],
        "section/news": ["甲稿"],
        "section/papers": ["乙稿"],
        "tag/回填": ["甲稿"],
        "tag/测温": ["乙稿"],
        "author/ann-writer": ["甲稿"],
        "author/bob-other": ["乙稿"],
    }
    for scope, wanted in expected.items():
        for name in FORMATS:
            answer = client.get(f"/feeds/{scope}.{name}")
            assert answer.status_code == 200, (scope, name)
            assert answer.content_type == MIMES[name]
            assert titles(answer, name) == wanted, (scope, name)


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_that_did_not_change_is_answered_304(client, name):
    first = client.get(f"/feeds/all.{name}")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert not etag.startswith("W/")
    asked = [
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", {etag}'},
        {"If-None-Match": f"W/{etag}"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": modified},
        {"If-None-Match": etag, "If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ]
    for headers in asked:
        again = client.get(f"/feeds/all.{name}", headers=headers)
        assert (again.status_code, again.data) == (304, b""), headers
        assert again.headers["ETag"] == etag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    for headers in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": modified},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If-Modified-Since": "never"},
    ):
        assert client.get(f"/feeds/all.{name}", headers=headers).status_code == 200, headers


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("name", FORMATS)
def test_a_new_piece_changes_the_feed_and_no_other(client, made, name):
    paths = [f"/feeds/{scope}.{name}" for scope in ("all", "section/news", "section/papers")]
    before = [client.get(path).headers["ETag"] for path in paths]
    made(people.released)
    after = [client.get(path).headers["ETag"] for path in paths]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, True, False]


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("name", FORMATS)
def test_head_says_what_get_says(client, name):
    got, asked = client.get(f"/feeds/all.{name}"), client.head(f"/feeds/all.{name}")
    assert asked.data == b""
    for header in ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Cache-Control"):
        assert asked.headers[header] == got.headers[header]


@both_engines
@pytest.mark.usefixtures("released")
def test_every_process_gives_the_same_bytes(client, database_url, tmp_path):
    other = create_app(make_config(database_url, tmp_path))
    browser = other.test_client()
    browser.set_cookie("language", "zh_Hans")
    same = []
    for name in FORMATS:
        one = client.get(f"/feeds/all.{name}", headers={"Accept-Language": "en"})
        two = browser.get(f"/feeds/all.{name}", headers={"Accept-Language": "zh"})
        same.append((one.data, one.headers["ETag"]) == (two.data, two.headers["ETag"]))
    dispose(other)
    assert same == [True, True, True]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_newsroom_has_whole_feeds_that_do_not_change(client, name):
    one, two = (client.get(f"/feeds/all.{name}") for _ in range(2))
    assert one.status_code == 200
    assert titles(one, name) == []
    assert one.headers["ETag"] == two.headers["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/all.html",
        "/feeds/all.",
        "/feeds/all",
        "/feeds/all.RSS",
        "/feeds/none.rss",
        "/feeds/section/no.rss",
        "/feeds/tag/no.atom",
        "/feeds/author/no.json",
        "/feeds/section/news.xml",
        "/feeds/section/news",
        "/feeds/section/.rss",
    ],
)
def test_a_feed_that_is_none_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_the_page_about_feeds_leads_to_feeds(client):
    links = [one.split(">")[0].strip('"') for one in client.get("/feeds/").text.split('href="')[1:]]
    feeds = {
        one.split('"')[0] for one in links if "/feeds/" in one and "." in one.rsplit("/", 1)[1]
    }
    assert len(feeds) == 9
    assert all(client.get(one).status_code == 200 for one in feeds)


def test_a_feed_is_given_no_cookie_and_may_be_kept(client):
    answer = client.get("/feeds/all.rss")
    assert "Set-Cookie" not in answer.headers
    assert "public" in answer.headers["Cache-Control"]
