"""A guest confirms the address: by a button behind the mailed link, once."""

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.actions.links import confirm_token
from cms.extensions import db
from cms.models import Event, MailMessage, Submission

TOKEN = "t" * 32
LINK = f"/s/{TOKEN}"


@pytest.fixture
def where(made) -> str:
    """The address that confirms a guest's address."""
    found = made(lambda: _Made(people.sent(by=None, token=TOKEN)), "where")
    return str(found)


class _Made:
    def __init__(self, submission):
        self.where = f"/confirm-sender/{confirm_token(submission)}"


def steps(app):
    with app.app_context():
        return list(db.session.scalars(db.select(Event.step).order_by(Event.number)))


def letters(app):
    with app.app_context():
        wanted = db.select(MailMessage.address).where(MailMessage.letter == "confirm_sender")
        return list(db.session.scalars(wanted))


@both_engines
def test_opening_the_link_changes_nothing_and_the_button_confirms(app, client, where, written):
    before = written()
    page = open_page(client, where)
    assert page.status == 200
    assert "Is this address yours?" in page.words()
    assert written() == before
    done = page.form().send()
    assert done.status == 200
    assert "Thank you, your address is confirmed" in done.words()
    assert steps(app) == ["submit", "confirm"]


def test_confirming_twice_is_answered_kindly(app, client, where):
    page = open_page(client, where)
    assert page.form().send().status == 200
    again = page.form().send()
    assert again.status == 200
    assert "confirmed" in again.words()
    assert "confirmed already" in open_page(client, where).words()
    assert steps(app) == ["submit", "confirm"]


def test_the_desk_no_longer_waits(client, browse, where):
    assert open_page(browse("ed"), "/desk/1").form("/claim").send().status == 200
    assert "not confirmed" in open_page(browse("lin"), "/desk/1").words()
    assert open_page(client, where).form().send().status == 200
    page = open_page(browse("lin"), "/desk/1")
    assert "not confirmed" not in page.words()
    assert "confirmed the e-mail address" in page.words()
    assert page.form("/approve").send().status == 200


def test_a_closed_piece_says_that_nothing_is_left_to_confirm(app, client, where):
    form = open_page(client, LINK).form("/withdraw")
    assert form.send(reason="发给别家了").status == 200
    page = open_page(client, where)
    assert "nothing left to confirm" in page.words()
    assert "confirm" not in steps(app)


def test_a_forged_button_confirms_nothing(app, client, where):
    refused = open_page(client, where).form().send(csrf_token="forged")
    assert refused.status == 422
    assert steps(app) == ["submit"]


@pytest.mark.parametrize("token", ["1-", "1-0", "2-" + "0" * 64, "x", "1", "9" * 40 + "-0", "%00"])
def test_a_made_up_link_opens_nothing(client, where, token):
    assert client.get(f"/confirm-sender/{token}").status_code == 404
    assert client.post(f"/confirm-sender/{token}").status_code == 404
    assert client.get(where[:-1]).status_code == 404


def test_the_page_is_kept_out_of_caches_and_referrers(client, where):
    answer = client.get(where)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "wen@demo.example" not in answer.text


@pytest.mark.usefixtures("where")
def test_the_status_page_offers_the_letter_again_while_it_is_waited_for(app, client, where):
    page = open_page(client, LINK)
    assert "w…@demo.example" in page.words()
    told = page.form("/confirm-again").send()
    assert told.status == 200
    assert "A letter is on its way" in told.words()
    assert letters(app) == ["wen@demo.example"]
    assert open_page(client, where).form().send().status == 200
    assert "confirm-again" not in open_page(client, LINK).text


@pytest.mark.usefixtures("where")
def test_letters_are_limited(app, client):
    statuses = [open_page(client, LINK).form("/confirm-again").send().status for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert len(letters(app)) == 5


@both_engines
def test_a_piece_of_an_address_with_an_account_goes_there(app, client, browse, made):
    made(lambda: people.PersonFactory(name="wen"))
    token = made(lambda: _Made(people.sent(by=None, token=TOKEN)), "where")
    assert "/my/1" not in open_page(browse("wen"), "/my/").text
    done = open_page(client, token).form().send()
    assert "is in your account" in done.words()
    assert "/my/1" in open_page(browse("wen"), "/my/").text
    assert steps(app) == ["submit", "confirm", "take_over"]
    page = open_page(client, LINK)
    assert "in your account now" in page.words()
    assert "/edit" not in page.text
    assert "/withdraw" not in page.text
    with app.app_context():
        assert db.session.get(Submission, 1).submitter.name == "wen"


def test_a_link_whose_piece_is_in_an_account_takes_nothing_back(app, client, made):
    made(lambda: people.PersonFactory(name="wen"))
    token = made(lambda: _Made(people.sent(by=None, token=TOKEN)), "where")
    form = open_page(client, LINK).form("/withdraw")
    assert open_page(client, token).form().send().status == 200
    late = form.send(reason="发给别家了")
    assert late.status == 403
    assert "发给别家了" in late.text
    assert "withdraw" not in steps(app)
    assert client.get(f"{LINK}/edit").status_code == 404
