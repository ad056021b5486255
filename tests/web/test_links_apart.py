"""The link of one letter opens that letter's page, and nothing by any other address."""

import pytest
from support.links import secret_of
from support.pages import open_page

PAGES = {"confirm": "/confirm/", "reset": "/reset/", "change_address": "/change-email/"}


@pytest.fixture
def secrets(app, browse, client):
    """The secret of each letter, on its way to another address each."""
    open_page(client, "/register").form().send(name="wu", email="wu@demo.example")
    open_page(client, "/reset").form().send(email="lin@demo.example")
    open_page(browse("ann"), "/change-email").form().send(email="new@demo.example")
    owners = {"confirm": "wu", "reset": "lin", "change_address": "new"}
    return {one: secret_of(app, f"{who}@demo.example", one) for one, who in owners.items()}


@pytest.mark.parametrize("letter", PAGES)
def test_a_letters_link_opens_its_own_page_alone(client, secrets, letter):
    found = {each: client.get(path + secrets[letter]).status_code for each, path in PAGES.items()}
    assert found.pop(letter) in {200, 303}
    assert set(found.values()) == {404}
