"""A guest's pieces that came into an account: its owner is told, the desk writes to it."""

from functools import partial

import pytest
from support import people
from support.links import secret_of
from support.pages import open_page

from cms.actions.links import confirm_token
from cms.actions.registration import change_address
from cms.actions.takeover import take_over
from cms.extensions import db
from cms.models import Submission

GUEST = "wen@demo.example"


@pytest.fixture
def moved(made) -> int:
    """A guest's piece that wen's account took over before it moved to another address."""

    def work():
        one = people.sent(by=None, email=GUEST)
        wen = people.PersonFactory(name="wen", email=GUEST)
        take_over(wen, now=people.NOON)
        change_address(wen, "wen.new@demo.example", now=people.NOON)
        return one

    return made(work)


def test_the_desk_writes_to_the_accounts_present_address(browse, moved):
    page = open_page(browse("ed"), f"/desk/{moved}")
    assert page.all("//a[starts-with(@href, 'mailto:')]/@href") == ["mailto:wen.new@demo.example"]
    assert f"sent from {GUEST}" in page.words()


def test_a_guest_is_written_to_where_the_piece_came_from(browse, made):
    number = made(lambda: people.sent(by=None, email=GUEST))
    page = open_page(browse("ed"), f"/desk/{number}")
    assert page.all("//a[starts-with(@href, 'mailto:')]/@href") == [f"mailto:{GUEST}"]
    assert "sent from" not in page.words()


@pytest.fixture
def guests_pieces(made) -> list[int]:
    """Two pieces that a guest sent from the address."""
    return [made(partial(people.sent, by=None, email=GUEST, title=one)) for one in ("甲", "乙")]


def open_an_account(app, client):
    password = "a sentence for the heat pump"
    open_page(client, "/register").form().send(name="温叙白", email=GUEST, password=password)
    link = "/confirm/" + secret_of(app, GUEST, "confirm")
    return open_page(client, link).form().send(password=password)


def ways_to_them(page):
    return page.all("//a[@href='/my/' or @href='http://localhost/my/'][ancestor::main]")


@pytest.mark.usefixtures("guests_pieces")
def test_confirming_an_account_says_what_came_along(app, client):
    done = open_an_account(app, client)
    assert "2 pieces that you sent before are in your account now." in done.words()
    assert ways_to_them(done)


def test_an_account_without_earlier_pieces_hears_nothing_of_them(app, client):
    done = open_an_account(app, client)
    assert "confirmed" in done.words()
    assert "sent before" not in done.words()


def test_confirming_one_piece_tells_of_the_others(client, made, guests_pieces):
    made(lambda: people.PersonFactory(name="wen", email=GUEST))
    where = made(lambda: Link(db.session.get(Submission, guests_pieces[0])), "where")
    done = open_page(client, str(where)).form().send()
    assert "2 pieces that you sent before are in your account now." in done.words()
    assert ways_to_them(done)


class Link:
    """Where a guest confirms the address of a piece."""

    def __init__(self, piece: Submission) -> None:
        self.where = f"/confirm-sender/{confirm_token(piece)}"
