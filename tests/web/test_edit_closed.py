"""The editor's form on a piece that takes no edit now leads to the piece and says why."""

import pytest
from support import people
from support.pages import open_page


def _new():
    return people.sent()


def _approved():
    one = people.sent()
    people.take(one, "claim", "ed")
    people.take(one, "approve", "lin")
    return one


@pytest.mark.parametrize(("work", "state"), [(_new, "New"), (_approved, "Approved")])
def test_a_text_not_in_review_is_shown_with_the_reason(made, browse, work, state):
    number = made(work)
    page = open_page(browse("ed"), f"/desk/{number}/edit")
    assert page.status == 200
    assert page.url.endswith(f"/desk/{number}")
    told = page.all("//*[@role='alert']")[0].text_content()
    assert f"only while it is in review. This one: {state}." in told


def test_ones_own_piece_in_anothers_section_is_shown_with_the_reason(made, browse):
    def work():
        one = people.sent(by="ed", section_id=people.section("papers").id)
        people.take(one, "claim", "may")
        return one

    number = made(work)
    page = open_page(browse("ed"), f"/desk/{number}/edit")
    assert page.url.endswith(f"/desk/{number}")
    assert "The editors of its section" in page.all("//*[@role='alert']")[0].text_content()


def test_what_may_not_be_seen_stays_unknown(made, browse):
    number = made(lambda: people.sent(section_id=people.section("papers").id))
    assert open_page(browse("ed"), f"/desk/{number}/edit").status == 404
