"""Every refusal leaves one line in the log: the reason and the network, and nothing secret."""

import re

import pytest
from structlog.testing import capture_logs
from support import people
from support.limits import at
from support.pages import open_page
from support.submission import TYPED, send
from support.uploads import png

from cms.web.accounts import hashed
from cms.web.quotas import Scope

NETWORK = "203.0.113.0/24"


@pytest.fixture
def outsider(client):
    return at(client, "203.0.113.9")


@pytest.fixture
def said(app):  # noqa: ARG001  its logs are set up before they are caught
    """The lines about refusals, each without what is the same in all of them."""
    with capture_logs() as lines:
        yield lines


def reasons(lines):
    assert all(one["network"] == NETWORK for one in lines), lines
    assert all(one["event"] == "refused" and one["log_level"] == "info" for one in lines), lines
    return [one["reason"] for one in lines]


def sign_in(client, password, email="ed@demo.example"):
    return open_page(client, "/login").form("/login").send(email=email, password=password)


def test_a_wrong_password_names_the_account_by_its_keyed_hash_alone(made, outsider, said):
    def work():
        one = people.person("ed")
        one.password = hashed("a sentence of the tests")
        return one

    made(work)
    for email in ("ed@demo.example", " ED@demo.example", "nobody@demo.example"):
        assert sign_in(outsider, "wrong and secret", email).status == 422
    assert reasons(said) == ["sign-in failed"] * 3
    first, second, third = (one["account"] for one in said)
    assert first == second != third
    assert re.fullmatch("[0-9a-f]{12}", first)
    assert "demo.example" not in str(said)
    assert "secret" not in str(said)
    said.clear()
    assert sign_in(outsider, "a sentence of the tests").status == 200
    assert said == []


def test_too_many(outsider, few, said):
    few("sign_in", Scope.NETWORK, 0)
    sign_in(outsider, "x")
    assert reasons(said) == ["too many"]
    assert (said[0]["purpose"], said[0]["scope"]) == ("sign_in", "network")


def test_a_piece_set_aside(outsider, said):
    send(outsider, homepage="https://spam.example")
    assert reasons(said) == ["set aside"]
    assert said[0]["why"] == "honeypot"


def test_a_refused_upload_is_named_by_its_reason_not_by_its_name(outsider, said):
    form = open_page(outsider, "/submit").form("/submit")
    file, _name = png()
    file.truncate(40)
    data = form.values() | TYPED | {"action": "upload", "new_pictures": (file, "geheim.png")}
    outsider.post("/submit", data=data, content_type="multipart/form-data")
    assert reasons(said) == ["upload"]
    assert said[0]["why"]
    assert "geheim" not in str(said)


def test_forged_and_foreign_forms(outsider, said):
    outsider.post("/submit", data=TYPED)
    outsider.post("/logout", data={})
    form = open_page(outsider, "/reset").form().values()
    outsider.post("/reset", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    found = reasons(said)
    assert found[0] == "forged form"
    assert "form of another site" in found
    assert said[0]["route"] == "/submit"


def test_wrong_hosts_kinds_and_sizes(outsider, said):
    outsider.get("/", base_url="http://evil.example")
    outsider.post("/login", json={"a": 1})
    outsider.post("/login", data={"email": "x" * 70_000})
    parts = [(f"field{n}", "x") for n in range(2_000)]
    outsider.post("/submit", data=dict(parts), content_type="multipart/form-data")
    assert reasons(said) == [
        "wrong host",
        "not a form of this page",
        "too large",
        "too many parts or too much text",
    ]


def test_the_route_stands_in_for_an_address_that_holds_a_secret(outsider, said):
    outsider.post("/s/a-very-secret-token/edit", data=TYPED)
    assert "very-secret" not in str(said)
    assert said[0]["route"] == "/s/<token>/edit"
