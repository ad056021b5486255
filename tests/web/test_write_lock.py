"""What keeps nothing never waits for the write lock, and makes nobody wait."""

import pytest
from support.engines import both_engines
from support.pages import open_page
from support.submission import TYPED, send

from cms.extensions import db
from cms.extensions.database import is_writing

pytestmark = pytest.mark.own_app

LONG = "<p>" + "word " * 20_000 + "</p>"


@pytest.fixture
def writes(app):
    """Whether each view that was called held the lock, in order."""
    seen = []

    def watched(view):
        def watch(**given):
            seen.append(is_writing(db.session))
            return view(**given)

        watch.__dict__.update(view.__dict__)
        return watch

    for name in ("contribute.submit_piece", "desk.edit", "security.forgot_password"):
        app.view_functions[name] = watched(app.view_functions[name])
    return seen


@both_engines
@pytest.mark.parametrize("action", ["preview", "repair"])
def test_a_look_takes_no_lock_and_sending_does(client, writes, action):
    assert send(client, action=action).status == 200
    assert send(client).status == 200
    assert writes == [False, False, False, True]  # two of them showed the form


def test_an_upload_and_a_move_only_arrange(client, writes):
    form = open_page(client, "/submit").form("/submit")
    typed = form.values() | TYPED | {"action": "upload"}
    assert client.post("/submit", data=typed).status_code == 200
    assert writes == [False, False]


def test_the_desks_look_takes_no_lock(browse, piece, writes, written):
    form = open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit")
    before = written()
    assert form.send(action="preview", title="只是看看").status == 200
    assert written() == before
    assert writes == [False, False]


def test_a_forged_form_takes_no_lock_and_its_text_is_not_cleaned(client, writes, monkeypatch):
    cleaned = []
    monkeypatch.setattr("cms.web.texts.render", lambda *given: cleaned.append(given))
    for action in ("send", "preview"):
        sent = TYPED | {"format": "html", "body": LONG, "action": action}
        answer = client.post("/submit", data=sent)
        assert answer.status_code == 422
        assert TYPED["title"] in answer.text
    assert client.post("/reset", data={"email": "ann@demo.example"}).status_code == 422
    assert writes == [False] * 3
    assert cleaned == []


def test_a_button_that_only_looks_elsewhere_changes_nothing_of_how_a_step_is_taken(browse, piece):
    ed = browse("ed")
    form = open_page(ed, f"/desk/{piece}").form("/decline")
    data = form.values() | {"decline-code": "scope", "action": "preview"}
    assert ed.post(f"/desk/{piece}/decline", data=data).status_code in (302, 303)
    assert "Declined" in open_page(ed, f"/desk/{piece}").words()
