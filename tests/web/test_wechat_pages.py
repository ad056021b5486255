"""Copy for WeChat: what stands on the page, in its frame and in its file, and who may keep it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from support import kept, people
from support.approved import approved, box, text
from support.pages import open_page

from cms.models import ArticleState
from cms.queries import submissions
from cms.web.desk.outlook import outlook


@pytest.fixture
def ready(made):
    """A piece that lin approved."""
    return made(lambda: approved(text=text()))


@pytest.fixture
def out(made):
    """A piece that ed released."""

    def work():
        one = approved(text=text())
        people.take(one, "release", "ed")
        return one

    return made(work)


def test_what_is_copied_stands_on_the_page_as_html_and_as_text(browse, ready):
    page = open_page(browse("ed"), f"/desk/{ready}/publish")
    html, plain = box(page, "wechat-html"), box(page, "wechat-text")
    assert '<p style="margin:0 0 1.2em">见报告<sup' in html
    assert "正文 &lt;b&gt;。" in html
    assert "正文 <b>。" in plain
    assert "[1] https://a.example/x" in plain
    assert "责编：ed" in plain
    assert "原文" not in plain
    assert box(page, "wechat-title") == "三个细节"
    assert box(page, "wechat-author") == "安念秋"
    assert box(page, "wechat-digest") == "一句话的导语"
    assert "One link leads out of WeChat" in page.words()


def test_its_copy_buttons_send_no_form_and_name_what_is_there(browse, ready):
    page = open_page(browse("ed"), f"/desk/{ready}/publish")
    buttons = page.all("//button[@data-copy]")
    assert len(buttons) == 5
    assert all(one.get("type") == "button" for one in buttons)
    named = [one.get(name) for one in buttons for name in ("data-copy", "data-html")]
    assert all(page.tree.get_element_by_id(one) is not None for one in named if one)


def test_the_panel_is_kept_by_nobody_and_may_frame_its_own_alone(browse, ready):
    ed = browse("ed")
    page, framed = ed.get(f"/desk/{ready}/publish"), ed.get(f"/desk/{ready}/publish/wechat.html")
    for answer in (page, framed, ed.get(f"/desk/{ready}/publish/wechat.zip")):
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Content-Security-Policy"].endswith("; frame-src 'self'")
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    policy = dict(
        one.strip().split(" ", 1) for one in framed.headers["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-same-origin",
    }


def test_the_frame_shows_the_piece_and_by_itself_exactly_what_is_copied(browse, ready):
    ed = browse("ed")
    shown = open_page(ed, f"/desk/{ready}/publish/wechat.html")
    assert shown.all("//h1/text()") == ["三个细节"]
    alone = ed.get(f"/desk/{ready}/publish/wechat.html?copy=1").get_data(as_text=True)
    copied = box(open_page(ed, f"/desk/{ready}/publish"), "wechat-html")
    assert f"<main>{copied}</main>" in alone
    assert "<h1" not in alone


@pytest.fixture
def pictured(made):
    """A piece with two pictures, approved."""

    def work():
        one = kept.sent(kept.upload(), kept.upload(size=(80, 40)))
        people.take(one, "claim", "ed")
        people.take(one, "approve", "lin")
        return one

    return made(work)


def test_pictures_not_public_yet_are_shown_marked_and_offered(browse, pictured):
    ed = browse("ed")
    page = open_page(ed, f"/desk/{pictured}/publish")
    assert "〔图1：钻机立在井口〕" in box(page, "wechat-text")
    assert "<img" not in box(page, "wechat-html")
    offered = page.all("//ol[@class='shots']//a/@href")
    assert len(offered) == 2
    shown = open_page(ed, f"/desk/{pictured}/publish/wechat.html").all("//img/@src")
    assert shown == offered
    for address in shown:
        assert ed.get(address).mimetype == "image/jpeg"


def test_one_file_holds_text_and_pictures_in_their_order(browse, pictured):
    ed = browse("ed")
    first = ed.get(f"/desk/{pictured}/publish/wechat.zip")
    assert first.mimetype == "application/zip"
    assert re.fullmatch(
        r"attachment; filename=CD-\d{4}-\d{4}-wechat\.zip", first.headers["Content-Disposition"]
    )
    archive = zipfile.ZipFile(io.BytesIO(first.data))
    assert archive.namelist() == ["text.txt", "text.html", "01.jpg", "02.jpg"]
    assert archive.read("01.jpg")[:2] == b"\xff\xd8"
    assert archive.read("text.txt").decode().startswith("三个细节\n安念秋\n导语\n")
    assert first.data == ed.get(f"/desk/{pictured}/publish/wechat.zip").data


def test_a_released_piece_is_copied_with_its_address_and_code(browse, out):
    page = open_page(browse("ed"), f"/desk/{out}/publish")
    address = box(page, "public-address")
    assert re.fullmatch(r"http://localhost/articles/\w+", address)
    assert f"原文：{address}" in box(page, "wechat-text")
    assert page.all("//img[@class='qr']/@src")[0].startswith("data:image/svg+xml;base64,")
    assert open_page(browse(None), address).status == 200
    assert not page.all("//details[@name='decision']")


@pytest.mark.parametrize(
    ("site", "reachable"),
    [("https://news.example", True), ("http://news.example", False), ("https://localhost", False)],
)
def test_pictures_go_along_where_wechat_can_fetch_them(app, made, site, reachable):
    number = made(lambda: kept.released(kept.upload()))
    app.extensions["cms_config"] = replace(app.extensions["cms_config"], site_url=site)
    with app.test_request_context(base_url=site):
        html = outlook(submissions.get(number)).pasted.html
    assert (f'<img src="{site}/media/' in html) == reachable
    assert ("〔图1" in html) != reachable


def test_a_piece_that_was_taken_back_is_not_copied(browse, made):
    def work():
        one = people.released(text=text())
        one.article.state = ArticleState.KILLED
        return one

    number = made(work)
    ed = browse("ed")
    page = open_page(ed, f"/desk/{number}/publish")
    assert "taken back" in page.words()
    assert not page.all("//*[@id='wechat-html']")
    assert "正文" not in open_page(ed, f"/desk/{number}/publish/wechat.html").words()
    assert ed.get(f"/desk/{number}/publish/wechat.zip").status_code == 404
