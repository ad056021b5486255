"""A private link that opens nothing any more: said plainly, renewed by mail, never by itself."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.actions.links import private_token
from cms.extensions import db
from cms.models import MailMessage, Submission
from cms.web.addresses import LONGEST

TITLE = "地埋管换热孔回填的三个细节"
TOKEN = "t" * 32
LINK = f"/s/{TOKEN}"
LATER = "2027-06-01T04:00:00Z"
SENT = "http://localhost/s/?sent=1"


@pytest.fixture
def receipt(made) -> str:
    """A guest's piece, followed by LINK."""
    return made(lambda: people.sent(by=None, token=TOKEN), "receipt")


@pytest.fixture
def run_out(receipt, time_machine) -> str:
    """The same, half a year later."""
    time_machine.move_to(LATER)
    return receipt


def letters(app):
    with app.app_context():
        wanted = db.select(MailMessage.address).where(MailMessage.letter == "link_renewed")
        return list(db.session.scalars(wanted))


def new_link(app):
    with app.app_context():
        return "/s/" + private_token(db.session.get(Submission, 1))


@both_engines
@pytest.mark.usefixtures("run_out")
def test_an_old_link_says_that_it_has_run_out_and_mails_a_new_one(app, client):
    page = open_page(client, LINK)
    assert page.status == 410
    assert "This link has run out" in page.words()
    sent = page.form("/renew").send()
    assert (sent.status, sent.url) == (200, SENT)
    assert letters(app) == ["wen@demo.example"]
    assert open_page(client, new_link(app)).status == 200
    assert open_page(client, LINK).status == 404


@pytest.mark.usefixtures("run_out")
@pytest.mark.parametrize(
    "tail", ["", "/edit", "/versions/1", "/versions/1/copy", "/versions/9", "/media/x.png"]
)
def test_an_old_link_shows_nothing_of_the_piece_and_no_address(client, tail):
    answer = client.get(LINK + tail)
    assert answer.status_code in (404, 410)
    for secret in (TITLE, "温叙白", "wen@demo.example", "第一段说事情"):
        assert secret not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.usefixtures("run_out")
def test_the_address_is_shown_by_its_first_letter(client):
    assert "w…@demo.example" in open_page(client, LINK).words()


@pytest.mark.usefixtures("receipt")
def test_what_was_being_typed_when_the_link_ran_out_can_be_brought_back(
    client, made, time_machine, written
):
    due = people.NOON.replace(year=2027)
    made(
        lambda: people.take(
            db.session.get(Submission, 1), "request_changes", "ed", points=("水温",), due_at=due
        )
    )
    form = open_page(client, f"{LINK}/edit").form("/edit")
    time_machine.move_to("2028-01-01T04:00:00Z")
    before = written()["versions"]
    late = form.send(body="改好的正文。", **{"answers-0": "十二度"}, action="send")
    assert late.status == 410
    assert "Back button" in late.words()
    assert written()["versions"] == before


@pytest.mark.usefixtures("run_out")
def test_pressing_twice_sends_one_letter(app, client):
    page = open_page(client, LINK)
    assert page.form("/renew").send().status == 200
    again = page.form("/renew").send()
    assert again.status == 404
    assert "newest letter" in again.words()
    assert len(letters(app)) == 1


@pytest.mark.usefixtures("receipt")
def test_a_link_that_opens_is_not_renewed(app, client, time_machine):
    time_machine.move_to(LATER)
    form = open_page(client, LINK).form("/renew")
    time_machine.move_to(people.NOON)
    assert form.send().url.endswith(LINK)
    assert letters(app) == []


@pytest.mark.usefixtures("run_out")
def test_new_links_are_limited(client):
    token = open_page(client, LINK).form("/renew").values()["csrf_token"]
    asked = {"csrf_token": token, "receipt": "CD-2026-9999", "email": "wen@demo.example"}
    assert [client.post("/s/", data=asked).status_code for _ in range(5)] == [303] * 5
    assert client.post(f"{LINK}/renew", data={"csrf_token": token}).status_code == 429


@pytest.mark.usefixtures("run_out")
def test_a_link_that_was_replaced_looks_like_a_wrong_one(client):
    assert open_page(client, LINK).form("/renew").send().status == 200
    old, wrong = client.get(LINK), client.get("/s/wrong")
    assert (old.status_code, wrong.status_code) == (404, 404)
    assert old.text.replace(TOKEN, "") == wrong.text.replace("wrong", "")
    assert "/s/" in [
        one.removeprefix("http://localhost") for one in open_page(client, LINK).all("//a/@href")
    ]


@both_engines
def test_a_piece_is_found_by_receipt_and_address(app, client, receipt):
    form = open_page(client, "/s/").form("/s/")
    assert form.send(receipt=f" {receipt.lower()}", email="WEN@demo.example").url == SENT
    assert letters(app) == ["wen@demo.example"]
    assert open_page(client, LINK).status == 404
    assert open_page(client, new_link(app)).status == 200


def test_the_answer_tells_nobody_whether_there_is_such_a_piece(app, client, receipt):
    answers = []
    for number, email in (
        (receipt, "wen@demo.example"),
        (receipt, "eve@demo.example"),
        ("CD-2026-0404", "wen@demo.example"),
    ):
        form = open_page(client, "/s/").form("/s/")
        answers.append(form.send(receipt=number, email=email))
    assert {(one.status, one.url, one.text) for one in answers} == {(200, SENT, answers[0].text)}
    assert letters(app) == ["wen@demo.example"]


def test_the_longest_address_that_may_send_a_piece_finds_it(app, client, made):
    email = f"{'w' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 59}.example"
    assert len(email) == LONGEST
    receipt = made(lambda: people.sent(by=None, token=TOKEN, email=email), "receipt")
    assert open_page(client, "/s/").form("/s/").send(receipt=receipt, email=email).url == SENT
    assert letters(app) == [email]


def test_a_piece_of_an_account_is_not_found_here(app, client, made):
    receipt = made(people.sent, "receipt")
    form = open_page(client, "/s/").form("/s/")
    assert form.send(receipt=receipt, email="ann@demo.example").url == SENT
    assert letters(app) == []


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("receipt", "", "fill this in"),
        ("receipt", "CD\x002026", "NUL"),
        ("receipt", "9" * 41, "40 characters"),
        ("email", "", "fill this in"),
        ("email", "wen@", "name@example.org"),
        ("email", "wen@demo.example\r\nBcc: eve@demo.example", "name@example.org"),
    ],
)
def test_what_is_refused_stands_beside_its_field(client, name, typed, told):
    typed_in = {"receipt": "CD-2026-0001", "email": "wen@demo.example"} | {name: typed}
    page = open_page(client, "/s/").form("/s/").send(**typed_in)
    assert page.status == 422
    assert told in page.error_of(name)


def test_letters_to_one_address_are_limited_with_a_page_that_says_so(client):
    for _ in range(5):
        form = open_page(client, "/s/").form("/s/")
        assert form.send(receipt="CD-2026-0001", email="wen@demo.example").status == 200
    form = open_page(client, "/s/").form("/s/")
    refused = form.send(receipt="CD-2026-0001", email="wen@demo.example")
    assert refused.status == 429
    assert refused.response.headers["Retry-After"]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(receipt=st.text(max_size=60), email=st.text(max_size=60) | st.emails())
def test_whatever_is_typed_gets_a_plain_answer(client, receipt, email):
    form = open_page(client, "/s/").form("/s/")
    page = form.send(
        receipt=receipt.encode(errors="replace").decode(),
        email=email.encode(errors="replace").decode(),
    )
    assert page.status in (200, 422, 429)
    assert page.url in (SENT, "http://localhost/s/")


def test_an_address_that_only_looks_like_the_senders_gets_the_same_answer_and_no_letter(
    app, client, receipt
):
    page = open_page(client, "/s/")
    sent = page.form("/s/").send(receipt=receipt, email="wеn@demo.example")  # a Cyrillic е
    assert (sent.status, sent.url) == (200, SENT)
    assert letters(app) == []
