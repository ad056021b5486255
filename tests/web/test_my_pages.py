"""What contributors find under /my/: each piece with its state, who has it, what comes next."""

from datetime import timedelta

import pytest
from support import people
from support.pages import open_page
from support.people import NOON, released, sent, take

from cms.actions.submissions import begin
from cms.extensions import db
from cms.models import Event, Submission

DUE = NOON + timedelta(days=3)
TITLES = {
    "地源热泵一": "you",
    "地源热泵二": "editors",
    "地源热泵三": "published",
    "地源热泵四": "closed",
    "地源热泵五": "drafts",
}


def _pieces():
    one = sent(text=people.new_piece("地源热泵一").text)
    take(one, "claim", "ed")
    take(one, "request_changes", "ed", points=("水温多少",), due_at=DUE)
    two = sent(text=people.new_piece("地源热泵二").text)
    take(two, "claim", "ed")
    released(text=people.new_piece("地源热泵三").text)
    four = sent(text=people.new_piece("地源热泵四").text)
    take(four, "decline", "lin", code="scope", public_note="请投给别家。")
    begin(people.new_piece("地源热泵五"), by=people.actor("ann"), now=NOON)
    return one


@pytest.fixture
def pieces(made, time_machine) -> int:
    """Ann's five pieces, one of each kind; the first one waits for her."""
    time_machine.move_to(NOON)
    return made(_pieces)


def group(page, name):
    found = page.all(f"//section[@aria-labelledby='group-{name}']//li")
    return [" ".join(one.text_content().split()) for one in found]


@pytest.mark.usefixtures("pieces")
def test_each_piece_stands_where_it_waits(browse):
    page = open_page(browse("ann"), "/my/")
    for title, name in TITLES.items():
        (row,) = group(page, name)
        assert title in row
    assert page.all("//h2/span[@class='count']/text()") == ["1"] * 5


@pytest.mark.usefixtures("pieces")
def test_a_row_says_since_when_who_has_it_and_what_comes_next(browse):
    page = open_page(browse("ann"), "/my/")
    (waiting,) = group(page, "you")
    assert "Please answer by 26 November 2026" in waiting
    assert "Responsible editor ed" in waiting
    assert "since 23 November 2026" in waiting
    (read,) = group(page, "editors")
    assert "ed is reading it and answers by 30 November 2026" in read
    assert "CD-2026-0002" in read


@pytest.mark.usefixtures("pieces")
def test_others_see_none_of_it(browse):
    page = open_page(browse("eve"), "/my/")
    assert "Nothing sent yet" in page.words()
    assert "地源热泵" not in page.words()


def test_the_status_page_says_who_what_and_by_when(browse, pieces):
    page = open_page(browse("ann"), f"/my/{pieces}")
    words = page.words()
    for told in ("Responsible editor ed", "Version 1", "Sent on 23 November 2026", "水温多少"):
        assert told in words
    steps = page.all("//ol[@class='timeline']/li/h3/text()")
    assert steps == [
        "You submitted the piece",
        "The editors claimed the piece",
        "The editors asked for changes",
    ]
    ahead = page.all("//ol[@class='timeline ahead']/li/h3/text()")
    assert ahead == ["You answer", "The editors decide", "Publication"]


def test_times_are_the_newsrooms_own(browse, pieces):
    page = open_page(browse("ann"), f"/my/{pieces}")
    assert "23 Nov 2026, 12:00" in page.words()


@pytest.mark.usefixtures("pieces")
def test_a_decline_gives_its_reason_in_plain_words(browse):
    page = open_page(browse("ann"), "/my/4")
    words = page.words()
    assert "Outside our field" in words
    assert "请投给别家。" in words
    assert not page.all("//ol[@class='timeline ahead']"), "nothing is promised any more"


@pytest.mark.usefixtures("pieces")
def test_a_published_piece_names_its_address_and_a_correction(browse, made):
    def correct():
        article = db.session.get(Submission, 3).article
        article.note = "第二段的水温已更正。"
        return article

    public_id = made(correct, "public_id")
    page = open_page(browse("ann"), "/my/3")
    assert f"/articles/{public_id}/" in page.words()
    assert "第二段的水温已更正。" in page.words()


def test_the_desks_own_words_and_names_stay_on_the_desk(browse, made):
    def work():
        one = sent()
        take(one, "claim", "ed")
        take(one, "edit", "lin", text=people.new_piece("改过的题目").text)
        take(one, "approve", "cho", private_note="作者难缠", public_note="写得好。")
        take(one, "send_back", "cho", reason="图不清楚")
        return one

    words = open_page(browse("ann"), f"/my/{made(work)}").words()
    for secret in ("作者难缠", "图不清楚", "lin", "cho"):
        assert secret not in words
    assert "写得好。" in words
    assert "sent the piece back to review" in words


@pytest.mark.parametrize(
    ("by", "state", "told"),
    [
        ("ann", "submitted", "We are late"),
        ("ann", "in_review", "We are late"),
        (None, "submitted", "We are late"),
        ("ann", "changes_requested", "You can still send it"),
    ],
)
def test_what_was_promised_and_not_kept_is_owned_up_to(
    client, browse, made, time_machine, by, state, told
):
    def work():
        one = sent(by=by, token="t" * 32)
        if state != "submitted":
            take(one, "claim", "ed")
        if state == "changes_requested":
            take(one, "request_changes", "ed", points=("水温",), due_at=DUE)
        return one

    time_machine.move_to(NOON)
    number = made(work)
    browser, where = (browse(by), f"/my/{number}") if by else (client, "/s/" + "t" * 32)
    assert told not in open_page(browser, where).words()
    time_machine.move_to(NOON + timedelta(days=8))
    assert told in open_page(browser if not by else browse(by), where).words()


def test_a_draft_is_finished_and_sent(app, browse, pieces):
    assert pieces
    page = open_page(browse("ann"), "/my/").all("//a[contains(@href, '/my/5/edit')]")
    assert page
    form = open_page(browse("ann"), "/my/5/edit").form("/edit")
    assert form.values()["title"] == "地源热泵五"
    sent_off = form.send(title="地源热泵五，写完了", action="send")
    assert sent_off.status == 200
    assert "We have your piece" in sent_off.words()
    with app.app_context():
        wanted = db.select(Event.step).where(Event.submission_id == 5).order_by(Event.number)
        assert list(db.session.scalars(wanted)) == ["edit", "submit"]
        assert db.session.get(Submission, 5).current.title == "地源热泵五，写完了"


@pytest.mark.usefixtures("pieces")
def test_a_draft_saved_from_an_old_page_loses_nothing(browse):
    form = open_page(browse("ann"), "/my/5/edit").form("/edit")
    late = form.send(title="旧页面上的题目", version="99", action="send")
    assert late.status == 409
    assert "旧页面上的题目" in late.text


def test_a_stranger_to_a_draft_finds_nothing(browse, pieces):
    assert pieces
    for name in ("eve", "ed", "cho"):
        assert browse(name).get("/my/5").status_code == 404
        assert browse(name).get("/my/5/edit").status_code == 404
