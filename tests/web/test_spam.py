"""What looks like spam is kept, set aside with its reason, and found by editors alone."""

import base64
from datetime import timedelta

import pytest
from support import people
from support.engines import both_engines
from support.limits import at
from support.pages import open_page
from support.submission import TYPED, send
from support.sums import packed, solved

from cms.extensions import db
from cms.models import Submission
from cms.web.contribute import spam

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def outsider(client):
    """A browser of another network; this machine's own is limited nowhere."""
    return at(client, "203.0.113.9")


def reason(app) -> str:
    with app.app_context():
        return db.session.scalars(db.select(Submission.quarantined_for)).all()[-1]


def assert_taken(page):
    assert page.status == 200
    assert "CD-20" in page.words()


def test_a_guest_with_a_sum_is_like_anyone(app, outsider):
    assert_taken(send(outsider, altcha=solved(outsider)))
    assert reason(app) == ""


def test_the_field_that_nobody_sees_is_for_programs(app, outsider, browse):
    assert_taken(send(outsider, homepage="https://spam.example", altcha=solved(outsider)))
    assert reason(app) == "honeypot"
    assert "冬期回填" not in open_page(browse("ed"), "/desk/").words()
    assert "冬期回填" in open_page(browse("ed"), "/desk/?view=aside").words()


def test_the_field_is_out_of_sight_of_eyes_ears_and_keys(client):
    field = open_page(client, "/submit").all("//input[@name='homepage']")[0]
    assert field.get("tabindex") == "-1"
    assert field.get("autocomplete") == "off"
    assert field.getparent().get("aria-hidden") == "true"


def test_people_with_an_account_are_asked_nothing_of_this(browse):
    page = open_page(browse("ann"), "/submit")
    assert not page.all("//*[@name='homepage' or @name='altcha' or @id='sum']")
    assert not page.all("//script[contains(@src, 'proof.js')]")


def test_a_form_that_comes_back_at_once_is_set_aside(app, outsider, monkeypatch, time_machine):
    monkeypatch.setattr(spam, "LEAST", timedelta(seconds=3))
    time_machine.move_to(people.NOON, tick=False)
    assert_taken(send(outsider, altcha=solved(outsider)))
    assert reason(app) == "too_fast"
    page = open_page(outsider, "/submit")
    time_machine.shift(3)
    sent = page.form("/submit").send(
        **TYPED | {"title": "另一篇", "action": "send", "altcha": solved(outsider)}
    )
    assert_taken(sent)
    assert reason(app) == ""


def test_without_scripts_a_few_pieces_come_in_and_more_are_set_aside(app, outsider):
    found = []
    for number in range(5):
        assert_taken(send(outsider, title=f"第{number}篇"))
        found.append(reason(app))
    assert found == ["", "", "", "no_proof", "no_proof"]


def spliced(client) -> str:
    """CVE-2025-68113: digits moved from the number's end of the salt to its end time."""
    told = client.get("/submit/challenge").json
    return packed({**told, "salt": told["salt"].rstrip("&") + "9", "number": 1})


FORGED = {
    "another number": lambda client: solved(client, number=7),
    "another salt": lambda client: solved(client, salt="a?expires=99999999999&"),
    "another end": spliced,
    "no signature": lambda client: solved(client, signature=""),
    "a weaker hash": lambda client: solved(client, algorithm="SHA-1"),
    "a number as text": lambda client: solved(client, number="7"),
    "a list": lambda _client: packed([1, 2]),
    "nothing known": lambda _client: packed({}),
    "no JSON": lambda _client: base64.b64encode(b"{").decode(),
    "no base64": lambda _client: "%%%",
    "deep": lambda _client: base64.b64encode(b"[" * 1_400).decode(),
    "long": lambda _client: "A" * 50_000,
    "Chinese": lambda _client: "算式",
    "odd characters": lambda client: solved(client, salt="\ud800?expires=1&"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_sum_sets_the_piece_aside_and_breaks_nothing(app, outsider, name):
    assert_taken(send(outsider, altcha=FORGED[name](outsider)))
    assert reason(app) == "bad_proof"


@both_engines
def test_one_sum_serves_one_piece(app, outsider):
    sum_once = solved(outsider)
    assert_taken(send(outsider, altcha=sum_once))
    assert reason(app) == ""
    assert_taken(send(outsider, title="另一篇", altcha=sum_once))
    assert reason(app) == "bad_proof"


def test_a_form_with_a_mistake_spends_no_sum(app, outsider):
    sum_once = solved(outsider)
    assert send(outsider, title="", altcha=sum_once).status == 422
    assert_taken(send(outsider, altcha=sum_once))
    assert reason(app) == ""


def test_a_sum_that_has_run_out_counts_as_none(app, outsider, time_machine):
    time_machine.move_to(people.NOON)
    old = solved(outsider)
    time_machine.shift(HALF_AN_HOUR)
    assert_taken(send(outsider, altcha=old))
    assert reason(app) == ""
    for number in range(3):
        send(outsider, title=f"第{number}篇", altcha=old)
    assert reason(app) == "no_proof"


def test_a_page_never_shows_a_sum_again(outsider):
    page = send(outsider, title="", altcha=solved(outsider))
    assert page.form("/submit").values()["altcha"] == ""


def test_challenges_are_new_each_time_and_kept_nowhere(outsider):
    first, second = (outsider.get("/submit/challenge") for _ in range(2))
    assert first.headers["Cache-Control"] == "no-store"
    assert first.json["challenge"] != second.json["challenge"]
    assert set(first.json) == {"algorithm", "challenge", "maxNumber", "salt", "signature"}
    assert "Set-Cookie" not in first.headers


def test_the_flood_of_a_network_is_set_aside_before_it_is_refused(app, outsider, monkeypatch):
    monkeypatch.setattr(spam, "MANY_FROM_ONE", 2)
    found = []
    for number in range(3):
        send(outsider, title=f"第{number}篇", altcha=solved(outsider))
        found.append(reason(app))
    assert found == ["", "", "many"]


def test_a_flood_from_everywhere_is_set_aside_too(app, client, monkeypatch):
    monkeypatch.setattr(spam, "MANY_IN_ALL", 1)
    found = []
    for number in (1, 2):
        at(client, f"203.0.{number}.9")
        assert_taken(send(client, title=f"第{number}篇", altcha=solved(client)))
        found.append(reason(app))
    assert found == ["", "many"]


# The desk


@pytest.fixture
def aside(made) -> int:
    return made(lambda: people.sent(by=None, quarantined_for="too_fast"))


def test_it_stands_in_a_view_of_its_own_with_the_reason(browse, aside):
    ed = browse("ed")
    for view in ("open", "unassigned", "overdue", "closed"):
        assert "地埋管" not in open_page(ed, f"/desk/?view={view}").words(), view
    page = open_page(ed, "/desk/?view=aside")
    assert "within seconds" in page.words()
    counts = {one.text: one[0].text for one in page.all("//nav[@class='views']//a") if len(one)}
    assert counts["Set aside"] == "1"
    assert counts["All open"] == "0"
    assert page.all(f"//table//a[contains(@href, '/desk/{aside}')]")


def test_its_sender_is_told_nothing_of_it(client, made):
    made(lambda: people.sent(by=None, token="t" * 32, quarantined_for="honeypot"))
    page = open_page(client, "/s/" + "t" * 32)
    assert page.status == 200
    assert "aside" not in page.words()
    assert "honeypot" not in page.text


def test_an_editor_takes_it_into_the_queue(browse, aside):
    ed = browse("ed")
    page = open_page(ed, f"/desk/{aside}")
    assert "set this piece aside" in page.words()
    offered = {form.action.rpartition("/")[2] for form in page.tree.forms}
    assert {"admit", "mark_spam"} <= offered
    assert not offered & {"claim", "vouch", "decline", "request_changes", "assign"}
    assert page.form("/admit").send().status == 200
    assert "地埋管" in open_page(ed, "/desk/").words()
    assert "地埋管" not in open_page(ed, "/desk/?view=aside").words()
    assert open_page(ed, f"/desk/{aside}").form("/claim").send().status == 200


def test_an_editor_calls_it_spam_and_a_chief_brings_it_back_into_the_queue(browse, aside):
    assert open_page(browse("ed"), f"/desk/{aside}").form("/mark_spam").send().status == 200
    cho = browse("cho")
    assert "地埋管" in open_page(cho, "/desk/?view=closed").words()
    page = open_page(cho, f"/desk/{aside}")
    assert page.form("/reopen").send(reason="The author rang us.").status == 200
    assert "地埋管" in open_page(cho, "/desk/").words()


def test_the_record_says_why_it_was_set_aside(app, aside):
    with app.app_context():
        piece = db.session.get(Submission, aside)
        assert piece.events[0].shown["set_aside"] == "too_fast"
