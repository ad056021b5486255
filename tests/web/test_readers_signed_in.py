"""Public pages show one who is signed in the way back to work; for strangers none is looked up."""

import pytest
from sqlalchemy import event
from support.pages import open_page

from cms.extensions import db


def footer(page):
    return {
        one.text_content(): one.get("href").removeprefix("http://localhost")
        for one in page.all("//footer//a")
    }


@pytest.mark.parametrize(("who", "work"), [("ed", "/desk/"), ("ada", "/desk/"), ("ann", "/my/")])
@pytest.mark.parametrize("path", ["/", "/sections/news", "/account/", "/nothing"])
def test_the_footer_leads_one_who_is_signed_in_to_work_and_account(browse, path, who, work):
    links = footer(open_page(browse(who), path))
    assert links["Desk" if work == "/desk/" else "My pieces"] == work
    assert links["Your account"] == "/account/"
    assert "Sign in" not in links


def test_strangers_are_asked_to_sign_in(client):
    links = footer(open_page(client, "/"))
    assert links["Sign in"] == "/login"
    assert not {"Desk", "My pieces", "Your account"} & set(links)


@pytest.fixture
def asked(app):
    """`asked(browser, path)` is the page's answer and the statements that it took."""

    def ask(browser, path):
        seen = []
        with app.app_context():
            engine = db.engine
        listener = lambda *told: seen.append(told[2])  # noqa: E731  removed by the same name
        event.listen(engine, "before_cursor_execute", listener)
        answer = browser.get(path)
        event.remove(engine, "before_cursor_execute", listener)
        answer.close()
        assert answer.status_code == 200
        return answer, seen

    return ask


@pytest.mark.parametrize("path", ["/", "/sections/news", "/search?q=x"])
def test_no_session_is_looked_up_for_who_brings_none(client, asked, path):
    answer, seen = asked(client, path)
    assert seen
    assert not [one for one in seen if "FROM person" in one]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/static/icon.svg", "/robots.txt", "/feeds/all.rss"])
def test_what_is_the_same_for_everyone_looks_nobody_up(browse, asked, path):
    _answer, seen = asked(browse("ed"), path)
    assert not [one for one in seen if "FROM person" in one]
