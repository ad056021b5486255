"""Every address of the site, built from its base alone."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.urls import Urls

SITE = Urls("https://news.example")
WORDS = st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable())


@pytest.mark.parametrize(
    ("built", "path"),
    [
        (SITE.front(), "/"),
        (SITE.article("k3f9x2ab", "boreholes"), "/articles/k3f9x2ab/boreholes"),
        (SITE.section("projects"), "/sections/projects"),
        (SITE.tag("r-d"), "/tags/r-d"),
        (SITE.author("ann"), "/authors/ann"),
        (SITE.archive(2026, 5), "/archive/2026/05"),
        (SITE.search(), "/search"),
        (SITE.search("heat pump"), "/search?q=heat+pump"),
        (SITE.call("spring"), "/calls/spring"),
        (SITE.submit(), "/submit"),
        (SITE.submit("spring"), "/submit/spring"),
        (SITE.receipt("T0ken_-x"), "/s/T0ken_-x"),
        (SITE.my(), "/my/"),
        (SITE.my(7), "/my/7"),
        (SITE.review("T0ken"), "/review/T0ken"),
        (SITE.desk(), "/desk/"),
        (SITE.desk(7), "/desk/7"),
        (SITE.feeds(), "/feeds/"),
        (SITE.feed("all", "rss"), "/feeds/all.rss"),
        (SITE.feed("section/projects", "json"), "/feeds/section/projects.json"),
        (SITE.sitemap(), "/sitemap.xml"),
        (SITE.news_sitemap(), "/sitemap-news.xml"),
        (SITE.static("feed.css"), "/static/feed.css"),
        (SITE.static("vendor/editor.js"), "/static/vendor/editor.js"),
        (SITE.login(), "/login"),
        (SITE.first_admin("T0ken"), "/setup/T0ken"),
    ],
)
def test_every_address_is_absolute_and_where_the_design_puts_it(built, path):
    assert built == "https://news.example" + path


def test_chinese_is_percent_encoded_as_utf_8():
    assert SITE.tag("热泵") == "https://news.example/tags/%E7%83%AD%E6%B3%B5"
    assert SITE.feed("tag/热泵", "atom").endswith("/feeds/tag/%E7%83%AD%E6%B3%B5.atom")
    assert SITE.search("热泵").endswith("?q=%E7%83%AD%E6%B3%B5")


@given(WORDS)
def test_any_slug_stays_one_segment_and_comes_back(slug):
    parts = urlsplit(SITE.article("k3f9x2ab", slug))
    assert unquote(parts.path) == f"/articles/k3f9x2ab/{slug}"
    assert parts.path.count("/") == 3
    assert (parts.query, parts.fragment, parts.netloc) == ("", "", "news.example")


@given(WORDS)
def test_any_query_comes_back(query):
    assert parse_qs(urlsplit(SITE.search(query)).query) == {"q": [query]}


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("https://news.example", "news.example"),
        ("http://localhost:8000", "localhost"),
        ("https://热泵.example", "xn--kxwp8f.example"),
    ],
)
def test_the_host_has_no_port_and_is_ascii(base, host):
    assert Urls(base).host == host


@pytest.mark.parametrize(
    "base",
    ["", "news.example", "https://news.example/", "ftp://news.example", "https://", "https://a?b"],
)
def test_a_base_that_would_build_broken_links_is_refused(base):
    with pytest.raises(ValueError, match=r"https://news\.example"):
        Urls(base)
