"""A passkey in a real browser with a virtual authenticator: made, used, proved by, taken away."""

import json
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine, text
from support.engines import fresh_sqlite
from support.served import Newsroom, close_all, serving

from cms.text.onetime import code_at

pytestmark = pytest.mark.browser
with_scripts = pytest.mark.parametrize("javascript", [True], indirect=True)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return fresh_sqlite(tmp_path_factory.mktemp("passkeys"))


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    """One newsroom for all of these tests: each signs another editor in."""
    home = tmp_path_factory.mktemp("passkeys-home") / "home"
    with serving(database, home, "editor,chief,admin") as url:
        yield url


@pytest.fixture
def newsroom(chromium, site, javascript):
    yield Newsroom(site, chromium, javascript)
    close_all(chromium)


def give_authenticator(page, **changes):
    """Let the page's browser have a device that makes passkeys; give its session and number."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, **changes}})
    return cdp, made["authenticatorId"]


def make_passkey(page, name):
    page.fill("[name=name]", name)
    page.click("main form .button[data-kind=primary]")


@with_scripts
def test_a_passkey_is_made_at_sign_in_and_opens_the_desk_alone(newsroom):
    page = newsroom.sign_in("ed")
    expect(page.locator("h1")).to_have_text("Set up a second factor")
    give_authenticator(page)
    page.click("a.button:has-text('Set up a passkey')")
    make_passkey(page, "办公室的电脑")
    expect(page.locator("h1")).to_have_text("Keep your recovery codes")
    page.check("[name=kept]")
    page.click("main .button:has-text('Continue')")
    expect(page).to_have_url(f"{newsroom.url}/desk/")

    page.click("form[action$='/logout'] button")
    page.goto("/desk/")
    page.click("a.button:has-text('Sign in with a passkey')")
    page.click("main form .button[data-kind=primary]")
    expect(page).to_have_url(f"{newsroom.url}/desk/")

    page.goto("/account/verify/passkey")
    page.click("main form .button[data-kind=primary]")
    expect(page).to_have_url(f"{newsroom.url}/account/")
    expect(page.locator(".factors")).to_contain_text("办公室的电脑")
    remove_passkey(page)
    expect(page.locator("main .notice")).to_contain_text("this is your only one")
    set_up_app(page)
    remove_passkey(page)
    expect(page.locator("main .notice")).to_contain_text("The passkey is removed")
    expect(page.locator(".factors")).not_to_contain_text("办公室的电脑")

    page.click("form[action$='/logout'] button")
    page.goto("/login/passkey")
    page.click("main form .button[data-kind=primary]")
    expect(page.locator("main .notice[role=alert]")).to_contain_text("does not open any account")
    page.goto("/desk/")
    expect(page.locator("h1")).to_have_text("Sign in")
    refused = [one for one in newsroom.strange if "422" in one]
    assert newsroom.strange == refused, "the refusal's own status is all that the console says"


def remove_passkey(page):
    page.click("button[aria-label^='Remove the passkey']")


def set_up_app(page):
    page.click("a.button:has-text('Set up a code app')")
    key = page.locator(".key").text_content().replace(" ", "")
    page.fill("[name=code]", code_at(key, datetime.now(UTC)))
    page.click("main .button:has-text('Set up')")
    expect(page.locator("main .notice")).to_contain_text("The code app is set up")


@pytest.mark.long
@with_scripts
def test_a_passkey_is_a_second_step_after_the_password_too(newsroom):
    page = newsroom.sign_in("lin")
    cdp, device = give_authenticator(page)
    page.click("a.button:has-text('Set up a passkey')")
    make_passkey(page, "phone")
    page.check("[name=kept]")
    page.click("main .button:has-text('Continue')")
    page.click("form[action$='/logout'] button")

    page.goto("/desk/")
    page.fill("[name=email]", "lin@demo.example")
    page.fill("[name=password]", "four quiet boreholes")
    page.click("main form button")
    expect(page).to_have_url(f"{newsroom.url}/login/passkey")
    # A finger that is not the owner's: the device says no, and so does the page.
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.click("main form .button[data-kind=primary]")
    expect(page.locator("[data-passkey-said]")).to_contain_text("declined or took too long")
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    page.click("main form .button[data-kind=primary]")
    expect(page).to_have_url(f"{newsroom.url}/desk/")
    assert newsroom.strange == []


@pytest.mark.long
@with_scripts
def test_what_a_passkey_signed_once_opens_nothing_again(newsroom, database):
    page = newsroom.sign_in("ada")
    give_authenticator(page)
    page.click("a.button:has-text('Set up a passkey')")
    make_passkey(page, "phone")
    page.check("[name=kept]")
    page.click("main .button:has-text('Continue')")
    page.click("form[action$='/logout'] button")
    page.goto("/login/passkey")
    before = page.context.cookies()
    sent = []
    page.on("request", lambda one: sent.append(one.post_data) if one.method == "POST" else None)
    page.click("main form .button[data-kind=primary]")
    expect(page).to_have_url(f"{newsroom.url}/desk/")

    count_nothing(database)
    thief = newsroom.browser.new_context(base_url=newsroom.url)
    thief.add_cookies(before)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = thief.request.post("/login/passkey", data=sent[0], headers=headers, max_redirects=0)
    assert answer.status == 422
    assert thief.request.get("/desk/", max_redirects=0).status == 303


def count_nothing(database_url):
    """Let the passkey be one that counts nothing, as most do: only the challenge tells a replay."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE passkey SET sign_count = 0"))
    engine.dispose()


@pytest.mark.parametrize("javascript", [False, True], indirect=True)
def test_a_browser_that_has_no_passkeys_is_told(newsroom, javascript):
    page = newsroom.visit("/login")
    if javascript:
        page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/login/passkey")
    expect(page.locator("main .notice")).to_contain_text("can't use passkeys here")
    expect(page.locator("main form")).to_be_hidden()
    page.click("main a:has-text('Sign in with a password')")
    expect(page.locator("h1")).to_have_text("Sign in")


@with_scripts
def test_what_the_browser_is_asked_names_this_site_alone(newsroom):
    page = newsroom.visit("/login/passkey")
    asked = json.loads(page.locator("[data-options]").get_attribute("data-options"))
    assert asked["rpId"] == "localhost"
    assert asked["userVerification"] == "required"
    assert asked.get("allowCredentials", []) == []
    page.reload()
    again = json.loads(page.locator("[data-options]").get_attribute("data-options"))
    assert again["challenge"] != asked["challenge"]
