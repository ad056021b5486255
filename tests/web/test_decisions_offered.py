"""The list of decisions: what this person may take now, and what they wait for."""

import pytest
from support import people
from support.pages import open_page

from cms.rules.facts import Text


def offered(page):
    return [one.get("action").rsplit("/", 1)[1] for one in page.all("//*[@id='decision']//form")]


def listed(page):
    return [one.get("id").removeprefix("decision-") for one in page.all("//main//details")]


def not_yet(page):
    return [" ".join(one.text_content().split()) for one in page.all("//*[@class='not-yet']/p")]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("ed", ["request_changes", "decline", "withdraw"]),
        ("lin", ["approve"]),
        ("cho", ["approve", "request_changes", "assign", "decline", "withdraw"]),
    ],
)
def test_only_what_this_person_may_do_now_is_offered(made, browse, who, expected):
    number = made(_by_ed)
    page = open_page(browse(who), f"/desk/{number}")
    assert offered(page) == listed(page) == expected


def _by_ed():
    text = Text("题", "文", "plain", "", (("ed", ""),))
    one = people.sent(text=text)
    people.take(one, "claim", "ed")
    return one


def test_what_must_wait_says_why_and_has_no_control(made, browse):
    number = made(_by_ed)
    page = open_page(browse("ed"), f"/desk/{number}")
    (told,) = not_yet(page)
    assert told.startswith("Not yet: Approve — You sent, wrote")
    assert "another editor has to approve it" in told
    assert "approve" not in offered(page) + listed(page)
    assert not page.all("//*[@disabled or @aria-disabled]")


def test_what_waits_for_the_same_thing_is_told_once(made, browse):
    def work():
        one = _approved()
        people.section().approvals_required = 2
        return one

    page = open_page(browse("ed"), f"/desk/{made(work)}")
    assert not_yet(page) == [
        "Not yet: Publish now, Schedule — The text as it stands is not approved."
    ]
    assert not {"release", "schedule"} & set(offered(page))


def test_what_is_done_or_anothers_is_not_spoken_of(made, browse):
    number = made(lambda: people.sent(by=None))
    lin = open_page(browse("lin"), f"/desk/{number}")
    assert {"claim", "vouch"} <= set(offered(lin))
    assert lin.form("/claim").send().status == 200
    again = open_page(browse("lin"), f"/desk/{number}")
    assert again.form("/vouch").send().status == 200
    for name in ("lin", "ed", "cho"):
        page = open_page(browse(name), f"/desk/{number}")
        assert not {"claim", "vouch"} & set(listed(page))
        assert not_yet(page) == []


def test_approving_waits_for_a_word_on_the_sender(made, browse):
    def work():
        one = people.sent(by=None)
        people.take(one, "claim", "ed")
        return one

    page = open_page(browse("ed"), f"/desk/{made(work)}")
    assert "vouch" in offered(page)
    assert "approve" not in offered(page)
    assert "Approve — The sender's address is not confirmed yet" in not_yet(page)[0]


def _approved():
    one = people.sent()
    people.take(one, "claim", "ed")
    people.take(one, "approve", "lin")
    return one
