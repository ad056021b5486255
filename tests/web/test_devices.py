"""What a known device is good for, and that letters alone make none that shows a second factor."""

import pytest
from support import people
from support.factors import by_password, code, guarded_app, with_app, with_password  # noqa: F401
from support.limits import at
from support.links import letters_to, secret_of
from support.pages import open_page

from cms.web.quotas import Scope

pytestmark = pytest.mark.usefixtures("with_password")
NEW = "a sentence of the tests"


def ask(client, email="ed@demo.example"):
    return open_page(client, "/reset").form().send(email=email).status


def reset(app, client, name="ed"):
    """Set the same password again by the letter's link, in this browser."""
    ask(client, f"{name}@demo.example")
    link = "/reset/" + secret_of(app, f"{name}@demo.example", "reset")
    assert open_page(client, link).form().send(password=NEW).status == 200


def wrong_codes(client, number):
    page = by_password(client)
    return [page.form().send(code="000000").status for _ in range(number)]


def test_who_reads_the_letters_gets_no_more_tries_at_the_second_factor(app, browse, few):
    with_app(browse())
    few("second_factor", Scope.ACCOUNT, 2)
    thief = browse()
    reset(app, thief)
    assert wrong_codes(thief, 3) == [422, 422, 429]
    for _ in range(2):
        thief = browse()
        reset(app, thief)
        assert wrong_codes(thief, 1) == [429]


def test_a_device_that_showed_the_second_factor_has_tries_of_its_own(app, browse, few):
    owner = browse()
    key, _codes = with_app(owner)
    few("second_factor", Scope.ACCOUNT, 2)
    thief = browse()
    reset(app, thief)
    assert wrong_codes(thief, 3) == [422, 422, 429]
    page = by_password(owner)
    assert page.form().send(code=code(key)).url.endswith("/desk/")


def sign_in(client, name, password=NEW):
    form = open_page(client, "/login").form("/login")
    return form.send(email=f"{name}@demo.example", password=password).status


def test_five_accounts_of_a_shared_computer_are_known_and_the_oldest_goes(app, made, browse, few):
    names = ["one", "two", "three", "four", "five", "six"]
    shared = browse()
    for name in names:
        made(lambda name=name: people.PersonFactory(name=name))
        reset(app, shared, name)
    assert len(shared.get_cookie("device").value) < 2_000
    few("sign_in", Scope.ACCOUNT, 1)
    for name in names:
        assert [sign_in(browse(), name, "wrong") for _ in range(2)] == [422, 429]
    found = {}
    for name in names:
        found[name] = sign_in(shared, name)
        shared.delete_cookie("session")
    assert found == {name: 429 if name == "one" else 200 for name in names}


# A reset stays a way in


def test_strangers_use_up_no_ones_reset_letters(app, browse, few):
    few("sign_in", Scope.ACCOUNT, 1)
    for n in range(2):
        sign_in(at(browse(), f"203.0.{n}.9"), "ann", "wrong")
    stranger = at(browse(), "198.51.100.9")
    assert [ask(stranger, "ann@demo.example") for _ in range(6)] == [200] * 5 + [429]
    owner = at(browse(), "192.0.2.9")
    assert ask(owner, "ann@demo.example") == 200
    assert letters_to(app, "ann@demo.example") == ["reset"] * 5  # quietly no sixth
    link = "/reset/" + secret_of(app, "ann@demo.example", "reset")
    assert sign_in(owner, "ann") == 429
    assert open_page(owner, link).form().send(password=NEW).status == 200
    assert sign_in(owner, "ann") == 200


def test_a_reset_is_open_again_after_an_hour(app, browse, time_machine):
    time_machine.move_to("2026-11-01T08:00:00Z")
    for n in range(6):
        assert ask(at(browse(), f"203.0.{n}.9"), "ann@demo.example") == 200
    assert len(letters_to(app, "ann@demo.example")) == 5
    time_machine.move_to("2026-11-01T09:00:01Z")
    assert ask(browse(), "ann@demo.example") == 200
    assert len(letters_to(app, "ann@demo.example")) == 6
