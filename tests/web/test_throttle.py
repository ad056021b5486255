"""How often things may be tried, by whom, and that floods lock nobody out."""

import pytest
from support import people
from support.account import PASSWORD
from support.engines import both_engines, dispose, make_config
from support.limits import QUARTER, at
from support.links import secret_of
from support.pages import open_page

from cms.app import create_app
from cms.web.accounts import hashed
from cms.web.quotas import QUOTAS, Scope


@pytest.fixture
def _ed_has_a_password(made):
    def work():
        one = people.person("ed")
        one.password = hashed(PASSWORD)
        return one

    made(work)


with_password = pytest.mark.usefixtures("_ed_has_a_password")


@pytest.fixture
def known(browse, _ed_has_a_password):
    """A browser that ed signed in with once, and that he left."""
    browser = browse()
    assert sign_in(browser).status == 200
    browser.delete_cookie("session")
    return browser


def sign_in(client, password=PASSWORD, email="ed@demo.example"):
    return open_page(client, "/login").form("/login").send(email=email, password=password)


# Signing in


@both_engines
@with_password
def test_wrong_passwords_from_one_network_are_stopped_and_said_so(client, few):
    few("sign_in", Scope.PLACE, 2)
    assert [sign_in(client, "wrong").status for _ in range(3)] == [422, 422, 429]
    page = sign_in(client)
    assert page.status == 429
    assert 0 < int(page.response.headers["Retry-After"]) <= 900
    assert "15 minutes" in page.words()


@with_password
def test_whoever_is_limited_reads_how_to_get_in_and_gets_in_so(app, browse, few):
    few("sign_in", Scope.ACCOUNT, 1)
    eds = browse()
    assert [sign_in(browse(), "guess").status for _ in range(2)] == [422, 429]
    page = sign_in(eds)
    assert page.status == 429
    assert "have a letter sent" in page.words()
    ways = [one.get("href") for one in page.all("//main//a")]
    assert ways == ["http://localhost/reset", "/login/passkey"]
    open_page(eds, ways[0]).form().send(email="ed@demo.example")
    new = "another sentence of the tests"
    open_page(eds, "/reset/" + secret_of(app, "ed@demo.example", "reset")).form().send(password=new)
    assert sign_in(browse(), new).status == 429
    assert sign_in(eds, new).url == "http://localhost/desk/"


@pytest.mark.parametrize(("language", "said"), [("en", "15 minutes"), ("zh_Hans", "15分钟")])
def test_the_refusal_is_in_the_readers_language(client, few, language, said):
    few("sign_in", Scope.PLACE, 0)
    client.set_cookie("language", language)
    page = sign_in(client, "wrong")
    assert page.status == 429
    assert said in page.words()


@with_password
def test_the_window_ends_by_itself(client, few, time_machine):
    time_machine.move_to(people.NOON)
    few("sign_in", Scope.PLACE, 1)
    assert [sign_in(client, "wrong").status for _ in range(2)] == [422, 429]
    time_machine.shift(QUARTER)
    assert sign_in(client).status == 200


@with_password
def test_signing_in_right_does_not_count(browse, few):
    few("sign_in", Scope.PLACE, 2)
    for _ in range(4):
        assert sign_in(browse()).status == 200


def test_a_flood_of_wrong_passwords_does_not_lock_the_owner_out(browse, few, known):
    few("sign_in", Scope.ACCOUNT, 3)
    attackers = [at(browse(), f"198.51.{n}.7") for n in range(5)]
    assert [sign_in(one, "guess").status for one in attackers] == [422, 422, 422, 429, 429]
    assert sign_in(at(browse(), "203.0.113.5")).status == 429
    assert sign_in(at(known, "203.0.113.5")).status == 200


def test_a_known_device_has_a_limit_of_its_own(browse, few, known):
    few("sign_in", Scope.ACCOUNT, 3)
    assert [sign_in(known, "guess").status for _ in range(4)] == [422, 422, 422, 429]
    assert sign_in(browse()).status == 200


def test_the_devices_cookie_is_worth_nothing_for_another_account_or_forged(browse, few, known):
    few("sign_in", Scope.ACCOUNT, 1)
    assert [sign_in(known, "x", "cho@demo.example").status for _ in range(2)] == [422, 429]
    cookie = known.get_cookie("device").value
    forger = browse()
    assert sign_in(forger, "guess").status == 422
    for forged in (cookie[:-1], "x" + cookie, "a.b.c", "W10.aaaa.bbbb", "", "a" * 3_000):
        forger.set_cookie("device", forged)
        assert sign_in(forger, "guess").status == 429


SPELLINGS = ("ed@demo.example", "ED@Demo.Example", " ed@demo.example ", "ed@ｄemo.example")


@with_password
def test_every_spelling_of_an_address_is_counted_as_one(browse, few):
    few("sign_in", Scope.ACCOUNT, len(SPELLINGS))
    for spelling in SPELLINGS:
        assert sign_in(browse(), "guess", spelling).status == 422
    assert sign_in(browse(), "guess").status == 429


def test_a_networks_accounts_are_counted_together_anywhere_but_here(browse, few):
    few("sign_in", Scope.NETWORK, 2)
    for address in ("203.0.113.4", "2001:db8:1:2::4", "::ffff:192.0.2.4"):
        client = at(browse(), address)
        found = [sign_in(client, "x", f"{n}@demo.example").status for n in range(3)]
        assert found == [422, 422, 429], address
    near = {"203.0.113.250": 429, "203.0.114.4": 422, "2001:db8:1:ffff::9": 429, "192.0.2.9": 429}
    for address, status in near.items():
        assert sign_in(at(browse(), address), "x", "y@demo.example").status == status, address
    here = at(browse(), "127.0.0.1")
    assert [sign_in(here, "x", f"{n}@demo.example").status for n in range(4)] == [422] * 4


def test_where_someone_says_to_be_is_believed_of_known_proxies_alone(
    browse, few, database_url, tmp_path
):
    few("sign_in", Scope.NETWORK, 1)
    liar = at(browse(), "203.0.113.4")
    for n in range(3):
        liar.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.{n}.1"
        assert sign_in(liar, "x").status == (429 if n else 422)
    behind = create_app(make_config(database_url, tmp_path, proxies="1"))
    for forwarded, status in (
        ("192.0.2.1", 422),
        ("192.0.2.2", 429),
        ("192.0.2.1, 198.51.7.7", 422),  # the last hop is the proxy's own word
        ("198.51.9.9, 192.0.2.7", 429),
    ):
        client = at(behind.test_client(), "10.0.0.1")
        client.environ_base["HTTP_X_FORWARDED_FOR"] = forwarded
        assert sign_in(client, "x", "y@demo.example").status == status, forwarded
    dispose(behind)


def test_a_forged_request_of_a_strangers_page_uses_up_nobodys_tries(client, few):
    few("sign_in", Scope.PLACE, 1)
    for _ in range(3):
        client.post("/login", data={"email": "ed@demo.example", "password": "x"})
    assert sign_in(client, "wrong").status == 422


@pytest.mark.parametrize("path", ["/reset", "/confirm", "/register"])
def test_letters_to_one_address_end_and_the_page_tells_nothing(client, few, path):
    for purpose in ("reset", "confirm", "register"):
        few(purpose, Scope.ACCOUNT, 1)
    said = []
    for address in ("ed@demo.example", "nobody@demo.example"):
        form = open_page(client, path).form()
        sent = [form.send(email=address, name="N") for _ in range(2)]
        assert [one.status for one in sent] == [200, 429], sent[0].words()
        said.append(sent[1].words())
    assert said[0] == said[1]


def test_every_purpose_counts_the_narrowest_first():
    order = list(Scope)
    for purpose, quotas in QUOTAS.items():
        scopes = [order.index(one.scope) for one in quotas]
        assert scopes == sorted(scopes), purpose
        assert all(one.most > 0 for one in quotas)
