"""One host only: others get 400, other names of this machine are led to the site's own."""

import pytest
from support.engines import dispose, make_config

from cms.app import create_app

FOREIGN = [
    "evil.test",
    "localhost.evil.test",
    "localhost:8001",
    "localhost@evil.test",
    "evil.test:80",
    "127.0.0.1:9000",
    "[::1",
    "localhost:http",
    "xn--\u0000",
    "a/b",
    "LOCALHOST evil",
]
PATHS = ["/", "/submit", "/static/icon.svg", "/feeds/all.rss", "/nothing", "/desk/", "/login"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_gets_400_everywhere(client, host, path):
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert "Location" not in answer.headers


def test_a_foreign_host_can_send_nothing(client, written):
    before = written()
    assert (
        client.post("/submit", headers={"Host": "evil.test"}, data={"title": "x"}).status_code
        == 400
    )
    assert written() == before


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0.0.0.0"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=%E5%9C%B0%E6%BA%90&before=3",
        "/tags/%E5%9B%9E%E5%A1%AB",
        "/articles/abcd1234/a%3Fb%23c%25d",
        "/search?",
    ],
)
def test_another_name_of_this_machine_leads_to_the_sites_own(client, host, path):
    answer = client.get(path, headers={"Host": host}, base_url="http://localhost")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "http://localhost" + path.removesuffix("?")


def test_a_post_is_led_on_as_a_post(client):
    assert client.post("/submit", headers={"Host": "127.0.0.1"}).status_code == 308


@pytest.mark.parametrize("path", ["/%0d%0aSet-Cookie:a=b", "/%00", "/a%0ab"])
def test_nothing_in_a_path_becomes_a_header(client, path):
    led = client.get(path, headers={"Host": "127.0.0.1"})
    assert led.headers["Location"].lower() == "http://localhost" + path.lower()
    assert "Set-Cookie" not in led.headers
    assert client.get(path).status_code == 404


def test_a_path_that_looks_like_another_host_stays_a_path(client):
    given = {"PATH_INFO": "//evil.test/x", "HTTP_HOST": "127.0.0.1"}
    answer = client.get("/", environ_overrides=given)
    assert answer.headers["Location"] == "http://localhost/evil.test/x"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["10.1.2.3:8000", "localhost"])
def test_monitors_may_ask_by_any_name(client, path, host):
    answer = client.get(path, headers={"Host": host})
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_public_site_knows_no_loopback_names(database_url, tmp_path):
    app = create_app(make_config(database_url, tmp_path, site_url="https://news.example:8443"))
    client = app.test_client()
    asked = {
        host: client.get("/", headers={"Host": host}).status_code
        for host in ("news.example:8443", "localhost", "127.0.0.1:8443", "news.example")
    }
    dispose(app)
    assert asked == {
        "news.example:8443": 200,
        "localhost": 400,
        "127.0.0.1:8443": 400,
        "news.example": 400,
    }


def test_every_absolute_link_names_the_sites_own_address(client):
    page = client.get("/", headers={"X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"})
    assert page.status_code == 200
    assert "evil" not in page.text


def test_a_database_that_is_not_there_makes_the_site_not_ready(tmp_path):
    app = create_app(make_config(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path))
    client = app.test_client()
    answers = client.get("/readyz").status_code, client.get("/healthz").status_code
    dispose(app)
    assert answers == (503, 200)


def test_flask_itself_trusts_the_sites_own_name_alone(database_url, tmp_path):
    app = create_app(make_config(database_url, tmp_path, site_url="https://news.example:8443"))
    # Were our own check gone, Flask would still build no address from a foreign name.
    app.before_request_funcs[None] = []
    given = {
        host: app.test_client().get("/healthz", headers={"Host": host}).status_code
        for host in ("news.example:8443", "monitor.internal")
    }
    with app.test_request_context("/", headers={"Host": "evil.test"}) as context:
        refused = context.request.routing_exception
    dispose(app)
    assert app.config["TRUSTED_HOSTS"] == ["news.example"]
    assert given == {"news.example:8443": 200, "monitor.internal": 200}
    assert refused is not None
    assert refused.code == 400
