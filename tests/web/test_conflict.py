"""A text saved second: 409, both texts, nothing lost, and saving again is deliberate."""

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.extensions import db
from cms.models import Submission
from cms.rules.asks import MOST_POINTS


@pytest.fixture
def asked(made):
    """A guest's piece that waits for its author; gives the address of its answer."""

    def work():
        one = people.sent(by=None, token="t" * 32)
        people.take(
            one,
            "request_changes",
            "ed",
            points=("数据从哪来",),
            due_at=people.NOON.replace(year=2030),
        )
        return one

    made(work)
    return "/s/" + "t" * 32


def current(app, number=1):
    with app.app_context():
        one = db.session.get(Submission, number)
        return one.current.title, one.current.body, one.revision_number, one.state.value


@both_engines
def test_of_two_editors_the_second_sees_both_texts_and_saves_on_purpose(app, browse, piece):
    ed, lin = (
        open_page(browse(name), f"/desk/{piece}/edit").form("/edit") for name in ("ed", "lin")
    )
    assert ed.send(title="埃德的标题", body="埃德的正文。", action="save").status == 200
    clash = lin.send(
        title="林的标题",
        body="林的正文。\n\n第二段。",
        dek="林的导语",
        tags="林, 标签",
        kind="paper",
        action="save",
    )
    assert clash.status == 409
    assert "埃德的正文。" in clash.words()
    form = clash.form("/edit").values()
    for name, value in {
        "title": "林的标题",
        "dek": "林的导语",
        "tags": "林, 标签",
        "kind": "paper",
    }.items():
        assert form[name] == value
    assert "林的正文。" in form["body"]
    assert current(app)[0] == "埃德的标题"
    saved = clash.form("/edit").send(action="save")
    assert saved.status == 200
    assert saved.url.endswith(f"/desk/{piece}")
    title, body, revision, _state = current(app)
    assert (title, body.strip(), revision) == ("林的标题", "林的正文。\n\n第二段。", 3)


@both_engines
def test_a_conflict_can_happen_again(app, browse, piece):
    forms = {
        name: open_page(browse(name), f"/desk/{piece}/edit").form("/edit") for name in ("ed", "lin")
    }
    forms["ed"].send(title="一", action="save")
    clash = forms["lin"].send(title="二", action="save")
    open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit").send(title="三", action="save")
    again = clash.form("/edit").send(action="save")
    assert again.status == 409
    assert again.form("/edit").values()["title"] == "二"
    assert current(app)[0] == "三"


def test_an_editor_whose_piece_went_back_to_its_author_keeps_the_text(app, browse, piece):
    lin = open_page(browse("lin"), f"/desk/{piece}/edit").form("/edit")
    done = open_page(browse("ed"), f"/desk/{piece}").form("/request_changes").send(points="改一改")
    assert "With the author" in done.words()
    refused = lin.send(title="林的标题", body="林的正文。", action="save")
    assert refused.status == 403
    assert "not yours to take" in refused.all("//*[@role='alert']")[0].text_content()
    assert refused.form("/edit").values()["title"] == "林的标题"
    assert current(app)[3] == "changes_requested"


def test_an_editor_whose_piece_was_approved_meanwhile_sees_both_texts(app, browse, piece):
    ed = open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit")
    assert open_page(browse("lin"), f"/desk/{piece}").form("/approve").send().status == 200
    clash = ed.send(title="埃德的标题", action="save")
    assert clash.status == 409
    refused = clash.form("/edit").send(action="save")
    assert refused.status == 409
    assert refused.form("/edit").values()["title"] == "埃德的标题"
    assert current(app)[3] == "approved"


@both_engines
def test_a_guests_answer_that_comes_second_is_not_lost(app, client, asked):
    first, second = (open_page(client, f"{asked}/edit").form("/edit") for _ in range(2))
    sent = first.send(**{"answers-0": "来自三支温度计。", "body": "第一版正文。", "action": "send"})
    assert sent.status == 200
    assert current(app)[3] == "in_review"
    clash = second.send(**{"answers-0": "另一句", "body": "第二版正文。", "action": "send"})
    assert clash.status == 409
    assert "第一版正文。" in clash.words()
    assert "第二版正文。" in clash.form("/edit").values()["body"]
    assert "takes no new text" in clash.words()
    assert not clash.all("//button[@value='send']")
    assert current(app)[2:] == (2, "in_review")


def test_a_guest_saves_on_purpose_after_the_desk_touched_the_piece(app, client, browse, asked):
    form = open_page(client, f"{asked}/edit").form("/edit")
    assert open_page(browse("ed"), "/desk/1").form("/vouch").send().status == 200
    clash = form.send(**{"answers-0": "来自三支温度计。", "body": "新的正文。", "action": "send"})
    assert clash.status == 409
    saved = clash.form("/edit").send(action="send")
    assert saved.status == 200
    assert current(app)[1:] == ("新的正文。", 2, "in_review")
    desk = open_page(browse("ed"), "/desk/1")
    assert "answered and sent a new version" in desk.words()


def test_an_answer_is_refused_beside_its_field(client, asked, written):
    before = written()
    form = open_page(client, f"{asked}/edit").form("/edit")
    page = form.send(**{"answers-0": "长" * 2001, "title": "", "action": "send"})
    assert page.status == 422
    assert "2000 characters" in page.error_of("answers-0")
    assert "fill this in" in page.error_of("title")
    assert "长" * 2001 in page.form("/edit").values()["answers-0"]
    assert "['" not in page.words()
    assert written() == before


def test_an_answer_previews_and_repairs_without_writing(client, asked, written):
    before = written()
    form = open_page(client, f"{asked}/edit").form("/edit")
    seen = form.send(
        **{"body": "**重点**發(fā)", "format": "markdown", "answers-0": "好", "action": "preview"}
    )
    assert seen.all("//section[@id='preview']//strong/text()") == ["重点"]
    mended = seen.form("/edit").send(action="repair")
    assert "(fā)" not in mended.form("/edit").values()["body"]
    assert mended.form("/edit").values()["answers-0"].strip() == "好"
    assert written() == before


def test_more_answers_than_any_editor_asks_for_cost_nothing(client, asked):
    form = open_page(client, f"{asked}/edit").form("/edit")
    many = {f"answers-{number}": "x" for number in range(5_000)}
    page = form.send(**many, action="preview")
    assert page.status == 200
    assert len(page.all("//textarea[starts-with(@name, 'answers-')]")) == MOST_POINTS


@pytest.mark.parametrize("version", ["", "x", "9" * 5000, "-1"])
def test_a_version_that_is_none_saves_nothing(browse, piece, written, version):
    before = written()
    form = open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit")
    assert form.send(version=version, title="新", action="save").status in (409, 422)
    assert written() == before
