"""Every version of a text is its owner's to read, and the beginning of a new piece."""

import pytest
from support import kept
from support.engines import both_engines
from support.pages import open_page
from support.people import sent, take

from cms.extensions import db
from cms.models import Submission
from cms.rules.facts import Text

TOKEN = "t" * 32
LINK = f"/s/{TOKEN}"
SECOND = Text(
    "编辑改过的题目",
    "编辑的第一段。\n\n编辑的第二段。",
    "plain",
    "导语",
    (("安念秋", "云舸设计院"),),
)
ANSWERS = {"original": "y", "exclusive": "no", "ai_used": "yes", "edit_consent": "y"}


def _edited(by):
    one = sent(by=by, token=TOKEN, tags=("回填", "冬期施工"))
    take(one, "claim", "ed")
    take(one, "edit", "ed", text=SECOND)
    return one


@pytest.fixture
def theirs(made) -> int:
    """A guest's piece in two versions, the second one by the editors."""
    return made(lambda: _edited(None))


@pytest.fixture
def anns(made) -> int:
    """The same by ann."""
    return made(lambda: _edited("ann"))


@both_engines
@pytest.mark.usefixtures("theirs")
def test_the_status_page_leads_to_every_version(client):
    page = open_page(client, LINK)
    rows = [" ".join(one.text_content().split()) for one in page.all("//ol[@class='versions']/li")]
    assert [row[:9] for row in rows] == ["Version 2", "Version 1"]
    assert "the editors" in rows[0]
    assert "you" in rows[1]
    for number, title in ((1, "地埋管换热孔回填的三个细节"), (2, "编辑改过的题目")):
        one = open_page(client, f"{LINK}/versions/{number}")
        assert one.status == 200
        assert one.all("//article//h3")[0].text_content() == title
        assert one.all("//ol[@class='versions']//a[@aria-current='page']/text()") == [
            f"Version {number}"
        ]


@pytest.mark.usefixtures("theirs")
def test_a_version_shows_its_source_as_typed(client):
    page = open_page(client, f"{LINK}/versions/2")
    assert page.all("//pre/text()") == ["编辑的第一段。\n\n编辑的第二段。"]


def test_source_that_runs_does_not_run_here(client, made):
    nasty = "<p>正文。</p><script>alert(1)</script>"
    text = Text("题", nasty, "html", "", (("安念秋", ""),))
    made(lambda: sent(by=None, token=TOKEN, text=text))
    page = open_page(client, f"{LINK}/versions/1")
    assert page.all("//pre/text()") == [nasty]
    assert not page.all("//main//script")


@pytest.mark.usefixtures("theirs")
def test_by_link_nothing_is_kept_in_caches(client):
    for tail in ("/versions/1", "/versions/1/copy"):
        answer = client.get(LINK + tail)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("tail", ["", "/copy"])
@pytest.mark.parametrize("who", ["eve", "ed", "cho", "ada"])
def test_versions_of_others_are_not_there(browse, anns, who, tail):
    assert browse("ann").get(f"/my/{anns}/versions/1{tail}").status_code == 200
    assert browse(who).get(f"/my/{anns}/versions/1{tail}").status_code == 404


@pytest.mark.parametrize("tail", ["", "/copy"])
@pytest.mark.parametrize("number", ["0", "3", "-1", "9" * 30, "x", "1e1"])
@pytest.mark.usefixtures("theirs")
def test_a_version_that_is_none_is_not_there(client, number, tail):
    assert client.get(f"{LINK}/versions/{number}{tail}").status_code == 404


@pytest.mark.usefixtures("anns")
def test_a_link_of_one_piece_opens_no_version_of_another(client, made):
    made(lambda: sent(by=None, token="u" * 32))
    assert client.get("/s/" + "u" * 32 + "/versions/2").status_code == 404
    assert client.get("/s/" + "u" * 31 + "/versions/1").status_code == 404


@both_engines
def test_a_copy_begins_with_the_text_and_asks_the_declarations_anew(app, browse, anns):
    form = open_page(browse("ann"), f"/my/{anns}/versions/1/copy").form("/copy")
    there = form.values()
    assert there["title"] == "地埋管换热孔回填的三个细节"
    assert there["byline"] == "安念秋"
    assert set(there["keywords"].split(", ")) == {"回填", "冬期施工"}
    assert (there["kind"], there["language"]) == ("news", "zh-Hans")
    assert not {"original", "exclusive", "ai_used", "edit_consent"} & set(there)
    refused = form.send(title="换个题目", action="send")
    assert refused.status == 422
    done = refused.form("/copy").send(action="send", **ANSWERS)
    assert done.status == 200
    assert "换个题目" in done.words()
    with app.app_context():
        copy = db.session.get(Submission, anns + 1)
        assert (copy.copy_of_id, copy.current.title) == (anns, "换个题目")
        assert [one["answer"] for one in copy.declarations] == ["yes", "no", "yes", "yes"]


def test_an_unchanged_copy_is_a_piece_of_its_own_and_sent_twice_one(app, browse, anns):
    form = open_page(browse("ann"), f"/my/{anns}/versions/2/copy").form("/copy")
    first, second = (form.send(action="send", **ANSWERS) for _ in range(2))
    assert first.url == second.url == f"http://localhost/my/{anns + 1}"
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Submission.id))) == 2


@pytest.mark.usefixtures("theirs")
def test_a_guest_copies_too_and_says_the_address_again(app, client):
    form = open_page(client, f"{LINK}/versions/1/copy").form("/copy")
    assert form.values()["email"] == ""
    done = form.send(action="send", email="wen@demo.example", **ANSWERS)
    assert done.status == 200
    assert "/s/" in done.url
    with app.app_context():
        assert db.session.get(Submission, 2).copy_of_id == 1


def test_the_desk_sees_what_was_copied_from_what(browse, anns):
    form = open_page(browse("ann"), f"/my/{anns}/versions/1/copy").form("/copy")
    changed = {"title": "全新的题目", "body": "全新的正文。"}
    assert form.send(action="send", **changed, **ANSWERS).status == 200
    copy = open_page(browse("ed"), f"/desk/{anns + 1}")
    assert "this piece was copied from it" in copy.words()
    assert "a copy of this piece" in open_page(browse("ed"), f"/desk/{anns}").words()
    # May edits other sections, so she sees neither.
    assert browse("may").get(f"/desk/{anns + 1}").status_code == 404


def test_posted_fields_choose_no_other_origin(app, browse, made, anns):
    other = made(sent)
    form = open_page(browse("ann"), f"/my/{anns}/versions/1/copy").form("/copy")
    planted = {"copy_of_id": str(other), "state": "released"}
    assert form.send(action="send", **planted, **ANSWERS).status == 200
    with app.app_context():
        copy = db.session.get(Submission, other + 1)
        assert (copy.copy_of_id, copy.state) == (anns, "submitted")


def test_a_copy_of_what_this_browser_just_sent_is_not_taken_for_the_same_form(app, browse):
    ann = browse("ann")
    typed = {"title": "题目", "body": "正文。", "byline": "安念秋", **ANSWERS}
    first = open_page(ann, "/submit").form("/submit").send(action="send", **typed)
    assert first.url.endswith("/my/1")
    copy = open_page(ann, "/my/1/versions/1/copy").form("/copy")
    assert copy.send(action="send", **ANSWERS).url.endswith("/my/2")
    with app.app_context():
        assert db.session.get(Submission, 2).copy_of_id == 1


def test_a_copy_says_that_attachments_stay_behind_where_there_are_any(browse, made, anns):
    with_files = made(lambda: kept.sent(kept.upload(), kept.document()))
    said = "attachments of the earlier piece don’t come along"
    assert said in open_page(browse("ann"), f"/my/{with_files}/versions/1/copy").words()
    assert said not in open_page(browse("ann"), f"/my/{anns}/versions/1/copy").words()
