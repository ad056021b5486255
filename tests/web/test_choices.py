"""A choice that the form does not offer, or a day that is none, is refused in our own words."""

import pytest
from support.pages import open_page
from support.submission import TYPED, send


@pytest.mark.parametrize(
    ("name", "typed"),
    [("section", "x"), ("section", "99"), ("kind", "poem"), ("exclusive", "perhaps")],
)
def test_what_is_not_offered_is_answered_by_what_is_wanted(client, name, typed):
    page = send(client, **{name: typed})
    assert page.status == 422
    assert page.error_of(name) == "Please choose one of these."


def test_no_choice_at_all_is_answered_so_too(client):
    client.set_cookie("language", "en")
    form = open_page(client, "/submit").form("/submit")
    page = form.send(action="send", **TYPED | {"section": []})
    assert page.status == 422
    assert page.error_of("section") == "Please choose one of these."


@pytest.mark.parametrize(
    ("step", "name"), [("request_changes", "due_at"), ("assign", "assignee_id")]
)
def test_the_desk_answers_in_the_same_words(browse, piece, step, name):
    page = open_page(browse("cho"), f"/desk/{piece}").form(f"/{step}").send(**{name: "soon"})
    assert page.status == 422
    assert page.error_of(f"{step}-{name}").startswith("Please ")
