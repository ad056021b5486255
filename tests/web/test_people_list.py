"""The list of people in the admin: searched, narrowed, and gone through page by page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.queries.people import PAGE


def listed(page):
    return [one.text_content() for one in page.all("//table//tbody//th/a")]


def test_everyone_is_listed_with_role_sections_and_account(browse):
    page = open_page(browse("ada"), "/admin/people")
    assert set(listed(page)) == {"ann", "eve", "ed", "lin", "may", "cho", "ada"}
    row = next(one for one in page.all("//tbody/tr") if "lin" in one.text_content())
    words = " ".join(row.text_content().split())
    for told in ("lin@demo.example", "Active", "editor", "News, Papers", "not signed in"):
        assert told in words


@both_engines
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=LIN", {"lin"}),
        ("q=@demo", {"ann", "eve", "ed", "lin", "may", "cho", "ada", "neu"}),
        ("q=%25", set()),
        ("q=_", set()),
        ("role=editor", {"ed", "lin", "may"}),
        ("role=editor&q=may", {"may"}),
        ("standing=disabled", {"may"}),
        ("standing=invited", {"neu"}),
        ("standing=active&role=editor", {"ed", "lin"}),
        ("role=king&standing=dead", {"ann", "eve", "ed", "lin", "may", "cho", "ada", "neu"}),
    ],
)
def test_the_list_is_narrowed(made, browse, query, found):
    def work():
        people.person("may").active = False
        return people.PersonFactory(
            name="neu", active=False, confirmed_at=None, invited_at=people.NOON
        )

    made(work)
    assert set(listed(open_page(browse("ada"), f"/admin/people?{query}"))) == found


@both_engines
def test_a_long_list_goes_on_and_shows_everyone_once(made, browse):
    made(lambda: people.PersonFactory.create_batch(PAGE + 5).pop())
    browser = browse("ada")
    first = open_page(browser, "/admin/people?q=demo")
    (more,) = first.all("//a[@rel='next']/@href")
    second = open_page(browser, more)
    names = listed(first) + listed(second)
    assert (len(names), len(set(names))) == (PAGE + 12, PAGE + 12)
    assert not second.all("//a[@rel='next']")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    words=st.text(max_size=80),
    role=st.text(max_size=8),
    standing=st.sampled_from(["", "active", "\0"]),
    after=st.one_of(st.text(max_size=30), st.from_regex(r"-?\d{1,30}-\d{1,30}", fullmatch=True)),
)
def test_no_search_breaks_the_list(browse, words, role, standing, after):
    query = {"q": words, "role": role, "standing": standing, "after": after}
    query = {key: value.encode("utf-8", "surrogatepass") for key, value in query.items()}
    assert browse("ada").get("/admin/people", query_string=query).status_code == 200
