"""What an author answered stands beside what was asked: on the desk and in the progress."""

import pytest
from support import people
from support.pages import open_page

LINK = "/s/" + "t" * 32


def _asked(points):
    one = people.sent(by=None, token="t" * 32)
    people.take(one, "claim", "ed")
    due = people.NOON.replace(year=2030)
    people.take(one, "request_changes", "ed", points=points, due_at=due)
    return one


@pytest.fixture
def asked(made) -> int:
    """A guest's piece that was asked two things."""
    return made(lambda: _asked(("数据从哪来", "补一张图")))


def answer(client, *answers):
    form = open_page(client, f"{LINK}/edit").form("/edit")
    given = {f"answers-{number}": text for number, text in enumerate(answers)}
    assert form.send(**given, action="send").status == 200


def pairs(page, within):
    shown = page.all(f"{within}//ol[@class='answers']/li")
    return [tuple(one.text_content() for one in li.iter("p")) for li in shown]


PANEL = "//section[@aria-labelledby='answers-name']"
RECORD = "//section[@aria-labelledby='history-name']"
PROGRESS = "//ol[@class='timeline']/li"
FIRST = [("数据从哪来", "来自三支温度计。"), ("补一张图", "没有图，<b>抱歉</b>。")]


def test_the_desk_reads_each_answer_under_its_point(client, browse, asked):
    answer(client, *(said for _point, said in FIRST))
    page = open_page(browse("ed"), f"/desk/{asked}")
    assert pairs(page, PANEL) == FIRST
    assert pairs(page, RECORD) == []
    assert "Points and answers" in page.words()
    order = page.all("//aside/section/@aria-labelledby")
    assert order[:2] == ["answers-name", "decision-name"]


def test_what_is_not_answered_yet_is_said_to_be_open(browse, asked):
    page = open_page(browse("ed"), f"/desk/{asked}")
    assert pairs(page, PANEL) == [("数据从哪来",), ("补一张图",)]
    assert "not answered yet" in page.all(PANEL)[0].text_content()


def test_an_earlier_round_stands_in_the_record(client, browse, asked):
    answer(client, *(said for _point, said in FIRST))
    form = open_page(browse("ed"), f"/desk/{asked}").form("/request_changes")
    assert form.send(points="单位呢", due_at="2030-01-02").status == 200
    page = open_page(browse("ed"), f"/desk/{asked}")
    assert pairs(page, PANEL) == [("单位呢",)]
    assert pairs(page, RECORD) == FIRST
    answer(client, "摄氏度。")
    page = open_page(browse("ed"), f"/desk/{asked}")
    assert pairs(page, PANEL) == [("单位呢", "摄氏度。")]
    assert pairs(page, RECORD) == FIRST


@pytest.mark.usefixtures("asked")
def test_authors_find_their_answers_in_their_progress(client):
    assert pairs(open_page(client, LINK), PROGRESS) == []
    answer(client, *(said for _point, said in FIRST))
    page = open_page(client, LINK)
    assert pairs(page, PROGRESS) == FIRST
    (last,) = page.all(f"{PROGRESS}[@aria-current='step']")
    assert "You answered and sent a new version" in last.text_content()


def test_a_piece_that_nobody_asked_about_has_no_panel(browse, piece):
    assert not open_page(browse("ed"), f"/desk/{piece}").all(PANEL)


def test_the_editors_word_with_their_points_stands_on_top(client, made):
    def ask():
        one = people.sent(by=None, token="t" * 32)
        due = people.NOON.replace(year=2030)
        told = {"points": ("补一张图",), "due_at": due, "public_note": "写得很好，只缺一张图。"}
        people.take(one, "request_changes", "ed", **told)
        return one

    made(ask)
    standing = "//section[@aria-labelledby='standing-words']//blockquote/text()"
    assert open_page(client, LINK).all(standing) == ["写得很好，只缺一张图。"]


@pytest.mark.usefixtures("asked")
def test_the_form_for_the_answer_is_in_the_language_of_the_piece(client):
    page = open_page(client, f"{LINK}/edit")
    assert page.tree.get("lang") == "en"
    for what in ("//main//h1", "//*[@name='title']", "//*[@name='dek']", "//*[@name='body']"):
        assert page.all(f"{what}/@lang") == ["zh-Hans"], what
