"""Every cookie that the site sets, with its exact flags."""

import pytest
from support import people
from support.engines import dispose, make_config
from support.pages import open_page

from cms.app import create_app
from cms.web.accounts import hashed

PASSWORD = "a sentence of the tests"
YEAR = "31536000"


@pytest.fixture
def newsrooms(made, app, database_url, tmp_path):
    """The same newsroom on this machine over HTTP, and on its own host over HTTPS."""

    def work():
        one = people.person("ed")
        one.password = hashed(PASSWORD)
        return one

    made(work)
    secure = create_app(make_config(database_url, tmp_path, site_url="https://news.example"))
    yield {"http://localhost": app, "https://news.example": secure}
    dispose(secure)


def cookies(answer):
    """Each cookie's name with its flags; what changes from time to time is left out."""
    found = {}
    for one in answer.headers.getlist("Set-Cookie"):
        pair, *flags = one.split("; ")
        found[pair.partition("=")[0]] = {flag for flag in flags if not flag.startswith("Expires")}
    return found


USUAL = {"HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.mark.parametrize(
    ("site", "prefix", "flags"),
    [("http://localhost", "", USUAL), ("https://news.example", "__Host-", USUAL | {"Secure"})],
)
def test_each_cookie_is_this_hosts_alone_and_out_of_scripts_reach(newsrooms, site, prefix, flags):
    client = newsrooms[site].test_client()
    client.environ_base["wsgi.url_scheme"] = site.partition(":")[0]
    headers = {"Host": site.partition("://")[2]}
    seen = cookies(client.get("/login", headers=headers))
    seen |= cookies(client.get("/language/en", headers=headers))
    page = open_page(client, "/login", headers=headers)
    data = page.form("/login").values() | {"email": "ed@demo.example", "password": PASSWORD}
    seen |= cookies(client.post("/login", data=data, headers=headers))
    assert seen.keys() == {f"{prefix}{name}" for name in ("session", "language", "device")}
    for name, got in seen.items():
        assert {flag for flag in got if not flag.startswith("Max-Age")} == flags, name
    lasting = {name: got for name, got in seen.items() if not name.endswith("session")}
    assert all(f"Max-Age={YEAR}" in got for got in lasting.values())


def test_browsers_are_told_to_come_over_https_but_never_on_this_machine(
    newsrooms, database_url, tmp_path
):
    secure = newsrooms["https://news.example"].test_client()
    told = secure.get("/", base_url="https://news.example").headers
    assert told["Strict-Transport-Security"] == "max-age=31536000"
    assert (
        "Strict-Transport-Security"
        not in newsrooms["http://localhost"].test_client().get("/").headers
    )
    here = create_app(make_config(database_url, tmp_path, site_url="https://localhost:8443"))
    answer = here.test_client().get("/", base_url="https://localhost:8443")
    dispose(here)
    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(
    "cookie",
    [
        "session=.; device=.; language=xx",
        "session=" + "A" * 60_000,
        "session=eyJ.aaa.bbb; session=x; ;;; =; a",
        'language="; device="\\"',
        "session=\x80\xff; language=\x80",
        "device=W10.aGg.aGg; language=zh_Hans; language=en",
        "; ".join(f"c{n}=v" for n in range(3_000)),
    ],
)
def test_a_broken_cookie_is_no_cookie(client, cookie):
    for path in ("/", "/login", "/submit", "/desk/", "/feeds/all.rss"):
        assert client.get(path, headers={"Cookie": cookie}).status_code in (200, 303), path
