"""An admin invites an editor, who chooses a password, sets up a code app and reaches the desk."""

import email
import re
import time
from email import policy

import pytest
from passlib.totp import TOTP
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ADDRESS, NAME, PASSWORD = "shen@demo.example", "沈知遥", "seven wells under the old school"
both_ways = pytest.mark.parametrize(
    ("engine", "javascript", "second_factor"),
    [
        pytest.param("sqlite", False, "editor", marks=pytest.mark.long),
        ("postgresql", True, "editor"),
    ],
    indirect=True,
    ids=["sqlite-without-scripts", "postgresql-with-scripts"],
)


@both_ways
def test_an_invited_editor_comes_to_the_desk(newsroom, tmp_path):
    admin = newsroom.sign_in("ada")
    invite(admin)
    link = invitation_in(tmp_path / "home" / "instance" / "outbox")
    assert link.startswith(f"{newsroom.url}/invitation/")

    page = newsroom.visit(link)
    accept(page)
    sign_in(page)
    key = set_up_app(page)
    codes = keep_recovery_codes(page)
    expect(page).to_have_url(f"{newsroom.url}/desk/")
    expect(page.locator(".who")).to_contain_text(f"{NAME}, editor")

    admin.reload()
    expect(admin.locator("main .state").first).to_have_text("Active")
    expect(admin.locator(".facts")).to_contain_text("Codes from an app")
    assert newsroom.strange == []

    again = newsroom.visit(link)
    expect(again.locator("main")).to_contain_text("This invitation is closed")
    come_back(newsroom, key)
    come_back_without_phone(newsroom, codes[0])


def invite(page):
    page.click(".desk-bar a:has-text('Administration')")
    page.click("a.button:has-text('Invite somebody')")
    page.fill("[name=email]", ADDRESS)
    page.fill("[name=name]", NAME)
    page.check("[name=role][value=editor]")
    page.check("[name=sections][value=news]")
    page.check("[name=locale][value=en]")
    page.click("main .button:has-text('Send the invitation')")
    expect(page.locator(".flash")).to_contain_text(ADDRESS)
    expect(page.locator("main .state").first).to_have_text("Invited")


def invitation_in(outbox):
    """Read the link from the letter as it would go out, once the worker has written it."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for one in outbox.glob("*.eml"):
            letter = email.message_from_bytes(one.read_bytes(), policy=policy.default)
            if ADDRESS in letter["To"]:
                text = letter.get_body(("plain",)).get_content()
                return re.search(r"http://\S+/invitation/\S+", text)[0]
        time.sleep(0.2)
    raise AssertionError("no letter came")


def accept(page):
    expect(page.locator("main")).to_contain_text("ada has invited you")
    assert page.input_value("[name=name]") == NAME
    page.fill("[name=password]", PASSWORD)
    page.click("main .button:has-text('Accept')")
    expect(page.locator("main")).to_contain_text("Your account is ready")


def sign_in(page):
    page.fill("[name=email]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.click("main form .button[data-kind=primary]")


def set_up_app(page):
    """Follow where sign-in leads; give the key that the page shows."""
    expect(page.locator("h1")).to_have_text("Set up a second factor")
    page.click("a.button:has-text('Set up a code app')")
    key = page.locator(".key").text_content().replace(" ", "")
    page.fill("[name=code]", code(key))
    page.click("main .button:has-text('Set up')")
    return key


def keep_recovery_codes(page):
    expect(page.locator("h1")).to_have_text("Keep your recovery codes")
    expect(page.locator(".codes code")).to_have_count(10)
    codes = page.locator(".codes code").all_text_contents()
    assert len(set(codes)) == 10
    page.check("[name=kept]")
    page.click("main .button:has-text('Continue')")
    return codes


def code(key, later=0):
    return TOTP(key=key).generate(time.time() + later).token


def come_back(newsroom, key):
    page = newsroom.visit("/desk/")
    sign_in(page)
    # The code of the next half minute: the one of this half minute may be spent.
    page.fill("[name=code]", code(key, later=30))
    page.click("main form .button[data-kind=primary]")
    expect(page).to_have_url(f"{newsroom.url}/desk/")


def come_back_without_phone(newsroom, recovery_code):
    page = newsroom.visit("/desk/")
    sign_in(page)
    page.click("a:has-text('recovery code')")
    page.fill("[name=code]", recovery_code)
    page.click("main form .button[data-kind=primary]")
    expect(page).to_have_url(f"{newsroom.url}/desk/")
