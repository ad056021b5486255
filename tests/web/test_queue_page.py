"""The queue: whose pieces an editor sees, in which views, narrowed by what, the longest first."""

from datetime import timedelta

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.rules.facts import Text

DAY = timedelta(days=1)


def titled(title):
    return Text(title, "正文。", "plain", "", (("安念秋", ""),))


@pytest.fixture
def queue(made):
    """One piece in every state that the desk sees, in two sections."""

    def work():
        now = people.NOON
        papers = people.section("papers").id
        people.sent(text=titled("新来的"), now=now)
        people.sent(text=titled("论文一篇"), now=now - DAY, section_id=papers, language="en")
        for title, steps in {
            "埃德在看": [("claim", "ed")],
            "等作者": [("claim", "ed"), ("request_changes", "ed")],
            "已通过": [("claim", "ed"), ("approve", "lin")],
            "已排期": [("claim", "ed"), ("approve", "lin"), ("schedule", "ed")],
            "已发布": [("claim", "ed"), ("approve", "lin"), ("release", "ed")],
            "已退稿": [("decline", "ed")],
            "垃圾": [("mark_spam", "ed")],
        }.items():
            one = people.sent(text=titled(title), now=now - 3 * DAY)
            for step, who in steps:
                asked = {
                    "code": "scope",
                    "points": ("改",),
                    "due_at": now + DAY,
                    "release_at": now + DAY,
                }
                people.take(one, step, who, now - 2 * DAY, **asked)
        return people.section()

    made(work)


def titles(page):
    return page.all("//tbody//th/a/text()")


OPEN = {"新来的", "埃德在看", "等作者", "已通过", "已排期"}
VIEWS = {
    ("ed", "open"): OPEN,
    ("ed", "mine"): {"埃德在看", "等作者", "已通过", "已排期"},
    ("ed", "unassigned"): {"新来的"},
    ("ed", "waiting"): {"等作者"},
    ("ed", "approved"): {"已通过"},
    ("ed", "scheduled"): {"已排期"},
    ("ed", "closed"): {"已发布", "已退稿", "垃圾"},
    ("ed", "nonsense"): OPEN,
    ("may", "open"): {"论文一篇"},
    ("may", "closed"): set(),
    ("lin", "unassigned"): {"新来的", "论文一篇"},
    ("lin", "mine"): set(),
    ("cho", "unassigned"): {"新来的", "论文一篇"},
}


@both_engines
@pytest.mark.usefixtures("queue")
def test_each_view_holds_what_it_says(browse):
    for (who, view), expected in VIEWS.items():
        page = open_page(browse(who), f"/desk/?view={view}")
        assert sorted(titles(page)) == sorted(expected), (who, view)
        current = page.all("//nav[@class='views']//a[@aria-current='page']/span/text()")
        if view not in ("closed", "nonsense"):
            assert current == [str(len(expected))], (who, view)


FILTERS = {
    "q=论文": {"论文一篇"},
    "q=CD-2026-0001": {"新来的"},
    "q=cd-2026-0001": {"新来的"},
    "language=en": {"论文一篇"},
    "state=approved": {"已通过"},
    "state=approved&q=论文": set(),
    "view=closed&state=declined": {"已退稿"},
}


@both_engines
@pytest.mark.usefixtures("queue")
def test_filters_narrow_a_view_and_stay_filled_in(browse):
    cho = browse("cho")
    for query, expected in FILTERS.items():
        page = open_page(cho, f"/desk/?{query}")
        assert set(titles(page)) == expected, query
        form = page.form(method="get").values()
        for pair in query.split("&"):
            name, value = pair.split("=")
            assert form[name] == value, query


@both_engines
@pytest.mark.usefixtures("queue")
def test_a_filter_that_makes_no_sense_is_passed_over(browse):
    cho = browse("cho")
    for query in (
        "section=x",
        "section=-1",
        "section=" + "9" * 40,
        "state=king",
        "language=tlh",
        "view=%00",
        "after=x",
        "after=1-" + "9" * 30,
        "after=" + "9" * 30 + "-1",
        "q=%00",
        "q=%25",
        "q=_",
        "q=%27%20OR%201=1",
        "q=" + "x" * 5000,
        "q=%ED%A0%80",
        "section=1&section=2",
        "state=",
    ):
        assert cho.get(f"/desk/?{query}").status_code == 200, query


@pytest.mark.usefixtures("queue")
def test_the_section_filter_narrows(browse):
    cho = browse("cho")
    option = open_page(cho, "/desk/").all(
        "//select[@name='section']/option[text()='Papers']/@value"
    )[0]
    assert titles(open_page(cho, f"/desk/?section={option}")) == ["论文一篇"]


@pytest.mark.usefixtures("queue")
def test_the_longest_waiting_come_first(browse):
    found = titles(open_page(browse("cho"), "/desk/"))
    assert found[-2:] == ["论文一篇", "新来的"]


@both_engines
def test_more_than_a_page_is_leafed_through_each_piece_once(browse, made):
    def many():
        for number in range(55):
            people.sent(
                text=titled(f"第{number}件"), now=people.NOON + timedelta(hours=number // 2)
            )
        return people.section()

    made(many)
    first = open_page(browse("ed"), "/desk/?q=件&view=unassigned")
    second = open_page(browse("ed"), first.all("//a[@rel='next']/@href")[0])
    assert len(titles(first)) == 50
    assert sorted(titles(first) + titles(second)) == sorted(f"第{number}件" for number in range(55))
    assert not second.all("//a[@rel='next']")


@both_engines
def test_a_late_piece_is_overdue(browse, made):
    made(lambda: people.sent(text=titled("拖了很久"), now=people.NOON - 60 * DAY))
    page = open_page(browse("ed"), "/desk/?view=overdue")
    assert titles(page) == ["拖了很久"]
    assert "overdue" in page.all("//td[contains(@class, 'age')]")[0].text_content()


@pytest.mark.usefixtures("queue")
def test_each_state_says_what_is_ahead_of_it(browse):
    def said(view):
        page = open_page(browse("ed"), f"/desk/?view={view}")
        return page.all("//td[contains(@class, 'age')]")[0].text_content()

    assert "not scheduled yet" in said("approved")
    assert "out 24 Nov, 12:00" in said("scheduled")
    assert said("closed").strip() == "21 Nov 2026"


def test_an_unconfirmed_sender_is_marked(browse, made):
    made(lambda: people.sent(by=None))
    assert "Address not confirmed" in open_page(browse("ed"), "/desk/").words()


@pytest.mark.usefixtures("queue")
def test_an_older_revision_can_be_read_and_look_alikes_are_named(browse, made, piece):
    ed = browse("ed")
    open_page(ed, f"/desk/{piece}/edit").form("/edit").send(
        title="改过的标题", body="新正文。", action="save"
    )
    old = open_page(ed, f"/desk/{piece}?revision=1")
    assert "第一段说事情。" in old.all("//*[contains(@class, 'prose')]")[0].text_content()
    for number in ("0", "9", "x", "-1", "9" * 30):
        page = open_page(ed, f"/desk/{piece}?revision={number}")
        assert page.status == 200
        assert "新正文。" in page.all("//*[contains(@class, 'prose')]")[0].text_content()
    other = made(lambda: people.sent(text=titled("改过的标题")))
    assert "the same title" in open_page(ed, f"/desk/{other}").words()
