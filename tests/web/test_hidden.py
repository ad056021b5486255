"""What someone may not know of looks like what does not exist; strangers are led to sign in."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

NOWHERE = 987654
NUMBERS = ["0", "2147483647", "2147483648", "9" * 19, "9" * 40, "-1", "1e3", "٣"]
NAMES = ["nothing", "%00", "a%00b", "%ED%A0%80", "%F0%9F%92%A9", "x" * 3000, "%2e%2e", "'"]


def page_of(client, path, method="get"):
    """Status, headers and body, but for the address itself."""
    answer = getattr(client, method)(path)
    number = re.escape(path.split("?")[0])
    body = re.sub(number + "|" + number.replace("/", "%2F"), "", answer.text)
    told = [line for line in answer.headers if line[0] not in ("Content-Length", "Set-Cookie")]
    return answer.status_code, told, body


@pytest.fixture
def token(made):
    made(lambda: people.sent(by=None, token="t" * 32))
    return "t" * 32


@both_engines
@pytest.mark.parametrize("who", ["ann", "eve", "may"])
def test_a_piece_of_others_on_the_desk_is_not_there(browse, piece, who):
    browser = browse(who)
    for tail in ("", "/edit"):
        hidden = page_of(browser, f"/desk/{piece}{tail}")
        assert hidden[0] == 404
        assert hidden == page_of(browser, f"/desk/{NOWHERE}{tail}")
        assert hidden == page_of(browser, f"/desk/{'9' * 30}{tail}")


@both_engines
@pytest.mark.parametrize("who", ["eve", "ed", "cho"])
def test_a_piece_of_others_under_my_is_not_there(browse, piece, who):
    browser = browse(who)
    for tail in ("", "/edit"):
        hidden = page_of(browser, f"/my/{piece}{tail}")
        assert hidden[0] == 404
        assert hidden == page_of(browser, f"/my/{NOWHERE}{tail}")


@pytest.mark.parametrize("who", ["ann", "eve", "may"])
@pytest.mark.parametrize("step", ["claim", "approve", "release", "decline", "edit", "nonsense"])
def test_a_step_on_such_a_piece_is_not_there_either(browse, piece, written, who, step):
    browser = browse(who)
    data = {"csrf_token": open_page(browser, "/submit").form("/submit").values()["csrf_token"]}
    before = written()
    answers = [browser.post(f"/desk/{one}/{step}", data=data) for one in (piece, NOWHERE)]
    assert [one.status_code for one in answers] == [404, 404]
    there, nowhere = (
        one.text.replace(str(number), "")
        for one, number in zip(answers, (piece, NOWHERE), strict=True)
    )
    assert len(there) == pytest.approx(len(nowhere), abs=60)
    assert written() == before


@pytest.mark.parametrize(
    "name", ["nonsense", "submit", "resubmit", "recommend", "CLAIM", "edit%20"]
)
def test_a_step_that_the_desk_has_not_is_not_there(browse, piece, name):
    assert browse("ed").post(f"/desk/{piece}/{name}").status_code == 404


@both_engines
def test_a_number_that_no_piece_has_is_not_there(browse):
    ed = browse("ed")
    for number in NUMBERS:
        for path in ("/desk/{}", "/my/{}", "/desk/{}/edit", "/my/{}/edit"):
            assert ed.get(path.format(number)).status_code == 404, number


PATHS = (
    "/sections/{}",
    "/tags/{}",
    "/authors/{}",
    "/calls/{}",
    "/articles/{}",
    "/articles/{}/x",
    "/s/{}",
    "/setup/{}",
    "/feeds/section/{}.rss",
    "/feeds/tag/{}.atom",
    "/submit/{}",
    "/language/{}",
    "/{}",
)


@both_engines
def test_a_name_that_nothing_has_is_not_there(client):
    for path in PATHS:
        for name in NAMES:
            answer = client.get(path.format(name))
            assert answer.status_code == 404, (path, name)
            assert answer.content_type == "text/html; charset=utf-8", (path, name)


def test_a_wrong_link_shows_nothing_of_the_piece(client, token):
    assert client.get(f"/s/{token}").status_code == 200
    wrong = page_of(client, f"/s/{token[:-1]}")
    assert wrong[0] == 404
    assert wrong == page_of(client, "/s/x")
    for tail in ("", "/edit", "/withdraw"):
        assert client.post(f"/s/{token}x{tail}").status_code in (404, 405)


def test_a_link_runs_out(client, token, time_machine):
    time_machine.move_to("2027-05-22T03:59:00Z")
    assert client.get(f"/s/{token}").status_code == 200
    time_machine.move_to("2027-05-22T04:00:01Z")
    assert client.get(f"/s/{token}").status_code == 410


def test_a_link_leads_to_no_other_piece(client, token, made):
    other = made(lambda: people.sent(by=None, token="u" * 32, title="另一篇"), "receipt")
    assert other not in client.get(f"/s/{token}").text
    assert client.get("/my/1").status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/desk/",
        "/desk/?view=mine&q=%E5%9C%B0",
        "/desk/7",
        "/desk/7/edit",
        "/my/",
        "/my/7",
        "/account/home",
    ],
)
def test_a_stranger_is_led_to_sign_in_and_back(client, path):
    answer = client.get(path)
    assert answer.status_code == 303
    led = urlsplit(answer.headers["Location"])
    assert (led.netloc, led.path) == ("localhost", "/login")
    assert parse_qs(led.query)["next"] == [path]


def test_a_stranger_learns_nothing_of_which_pieces_exist(client, piece):
    answers = [client.get(f"/desk/{one}") for one in (piece, NOWHERE)]
    assert [one.status_code for one in answers] == [303, 303]


def test_a_contributor_sees_no_desk(browse):
    ann = browse("ann")
    assert page_of(ann, "/desk/")[0] == 404
    assert "/desk/" not in [link.get("href") for link in open_page(ann, "/my/").all("//a")]
