"""Once an editor has a piece, its author asks for it back: said to the desk, decided there."""

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page
from support.people import sent, take

from cms.extensions import db
from cms.models import Event, Submission

TOKEN = "t" * 32
LINK = f"/s/{TOKEN}"
DUE = people.NOON.replace(year=2030)


@pytest.fixture
def guests(made) -> int:
    """A guest's piece that ed has."""

    def work():
        one = sent(by=None, token=TOKEN)
        take(one, "claim", "ed")
        return one

    return made(work)


def steps(app):
    with app.app_context():
        return list(db.session.scalars(db.select(Event.step).order_by(Event.number)))


def flagged(browser):
    return open_page(browser, "/desk/").all("//*[@class='flagged']")


@both_engines
def test_the_request_stands_on_the_desk_and_the_piece_stays(app, client, browse, guests):
    assert not flagged_words(browse("ed"))
    form = open_page(client, LINK).form("/ask-withdrawal")
    assert form.send(reason="发给别家了，抱歉").status == 200
    with app.app_context():
        assert db.session.get(Submission, guests).state == "in_review"
    assert steps(app)[-1] == "ask_withdrawal"
    page = open_page(browse("ed"), f"/desk/{guests}")
    assert "The author asks to withdraw this piece" in page.words()
    assert "发给别家了，抱歉" in page.words()
    assert "asks to withdraw" in flagged_words(browse("ed"))
    done = page.form("/withdraw").send(reason="作者请求")
    assert done.status == 200
    assert "asks to withdraw" not in done.words()


def flagged_words(browser):
    return " ".join(one.text_content() for one in flagged(browser) if "asks" in one.text_content())


@pytest.mark.usefixtures("guests")
def test_it_is_asked_once(app, client):
    form = open_page(client, LINK).form("/ask-withdrawal")
    assert form.send(reason="发给别家了").status == 200
    page = open_page(client, LINK)
    assert "You asked the editors" in page.words()
    assert "ask-withdrawal" not in page.text
    again = form.send(reason="还是想撤")
    assert again.status in (409, 422)
    assert "还是想撤" in again.text
    assert steps(app).count("ask_withdrawal") == 1


@pytest.mark.usefixtures("guests")
def test_it_needs_a_reason(app, client):
    refused = open_page(client, LINK).form("/ask-withdrawal").send(reason=" ")
    assert refused.status == 422
    assert "reason" in refused.error_of("reason")
    assert "ask_withdrawal" not in steps(app)


def test_an_editor_who_had_the_page_open_learns_of_it_before_deciding(client, browse, guests):
    old = open_page(browse("ed"), f"/desk/{guests}").form("/decline")
    asked = open_page(client, LINK).form("/ask-withdrawal").send(reason="发给别家了")
    assert asked.status == 200
    assert old.send(code="scope").status == 409


def test_working_on_takes_the_request_back(client, browse, made, guests):
    assert open_page(client, LINK).form("/ask-withdrawal").send(reason="想撤").status == 200

    def ask():
        one = db.session.get(Submission, guests)
        take(one, "request_changes", "ed", points=("水温多少",), due_at=DUE)
        return one

    made(ask)
    assert "The author asks" in open_page(browse("ed"), f"/desk/{guests}").words()
    form = open_page(client, f"{LINK}/edit").form("/edit")
    assert form.send(action="send", **{"answers-0": "十二度"}).status == 200
    assert "The author asks" not in open_page(browse("ed"), f"/desk/{guests}").words()
    assert open_page(client, LINK).form("/ask-withdrawal")


def test_a_decision_ends_the_request(client, browse, made, guests):
    assert open_page(client, LINK).form("/ask-withdrawal").send(reason="想撤").status == 200

    def decline():
        one = db.session.get(Submission, guests)
        take(one, "decline", "ed", code="scope")
        return one

    made(decline)
    for address in (f"/desk/{guests}", "/desk/?view=closed"):
        assert "asks to withdraw" not in open_page(browse("ed"), address).words()
    assert "They see your request" not in open_page(client, LINK).words()


def test_before_anyone_has_it_nobody_needs_to_be_asked(client, made):
    made(lambda: sent(by=None, token=TOKEN))
    page = open_page(client, LINK)
    assert page.form("/withdraw")
    assert "ask-withdrawal" not in page.text


@pytest.mark.parametrize("who", ["eve", "ed", "cho"])
def test_nobody_asks_for_another(app, browse, made, who):
    number = made(sent)
    made(lambda: taken(number))
    browser = browse(who)
    token = open_page(browser, "/submit").form("/submit").values()["csrf_token"]
    data = {"csrf_token": token, "version": "2", "reason": "想撤"}
    assert browser.post(f"/my/{number}/ask-withdrawal", data=data).status_code == 404
    assert steps(app) == ["submit", "claim"]


def taken(number):
    one = db.session.get(Submission, number)
    take(one, "claim", "ed")
    return one
