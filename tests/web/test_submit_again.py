"""Forged, stale and repeated forms for a piece: one piece at most, and nothing typed is lost."""

import re

import pytest
from support.engines import both_engines
from support.pages import open_page
from support.submission import TYPED, assert_typed_is_there, send, values

HAN = re.compile("[一-鿿]")
TOKENS = ["", "forged", None]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("action", ["send", "preview", "repair"])
@pytest.mark.parametrize("token", TOKENS)
def test_a_forged_token_writes_nothing_and_loses_nothing(client, written, token, action, language):
    before = written()
    page = send(client, action, language, csrf_token=[] if token is None else token)
    assert page.status == 422
    told = page.all("//*[@role='alert']")[0].text_content()
    assert "open too long" in told if language == "en" else HAN.search(told)
    assert_typed_is_there(page)
    assert written() == before
    assert page.form("/submit").send(action="send").status == 200
    assert written()["submission"] == 1


def test_a_session_that_ended_costs_nothing_but_a_click(client, written):
    form = open_page(client, "/submit").form("/submit")
    client.delete_cookie("session")
    page = form.send(action="send", **TYPED)
    assert page.status == 422
    assert_typed_is_there(page)
    assert page.form("/submit").send(action="send").status == 200
    assert written()["submission"] == 1


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("key", ["", "forged", "ImZvcmdlZCI.aaaa.bbbb"])
def test_a_forged_form_key_is_refused_and_replaced(client, written, key, language):
    before = written()
    page = send(client, reads=language, form_key=key)
    assert page.status == 422
    told = page.all("//*[@role='alert']")[0].text_content()
    assert "not ours" in told if language == "en" else HAN.search(told)
    assert_typed_is_there(page)
    assert values(page)["form_key"] != [key]
    assert written() == before
    assert page.form("/submit").send(action="send").status == 200


def test_a_form_key_runs_out_after_a_week(client, written, time_machine):
    time_machine.move_to("2026-11-01T08:00:00Z")
    form = open_page(client, "/submit").form("/submit")
    time_machine.move_to("2026-11-08T08:00:01Z")
    stale = form.send(action="send", **TYPED)
    assert stale.status == 422
    assert_typed_is_there(stale)
    assert stale.form("/submit").send(action="send").status == 200
    assert written()["submission"] == 1


@both_engines
def test_the_same_form_sent_twice_makes_one_piece(client, written):
    form = open_page(client, "/submit").form("/submit")
    first, second = (form.send(action="send", **TYPED) for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert first.url == second.url
    assert first.all("//*[@class='number']/text()") == second.all("//*[@class='number']/text()")
    assert {key: written()[key] for key in ("submission", "revision", "sender", "event")} == {
        "submission": 1,
        "revision": 1,
        "sender": 1,
        "event": 1,
    }
