"""A guest's pieces that came into an account: its owner is told, the desk writes to it."""

import pytest
from support import people
from support.pages import open_page

from cms.actions.registration import change_address
from cms.actions.takeover import take_over

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
