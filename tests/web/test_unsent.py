"""What was kept and not sent is offered, gone on with or thrown away; no text is lost."""

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page
from support.picture_forms import WORDS, upload
from support.submission import TYPED
from support.uploads import png

from cms.extensions import db
from cms.models import Submission
from cms.models.autosave import Autosave

OFFERED = "//@data-offer"
ON = "//a[contains(@href, 'unsent=')]/@href"


def keep(client, form, **changes):
    said = client.post("/autosave", data=form.values() | changes)
    assert said.status_code == 200, said.text
    return said.json["href"]


def submit_form(client):
    return open_page(client, "/submit").form("/submit")


@pytest.mark.parametrize("who", [None, "ann"])
def test_a_new_piece_is_gone_on_with_sent_and_offered_no_more(browse, who):
    browser = browse(who)
    assert not open_page(browser, "/submit").all(OFFERED)
    keep(browser, submit_form(browser), **TYPED)
    page = open_page(browser, "/submit")
    assert "You were writing this on" in page.words()
    assert page.form("/submit").values()["title"] == ""
    there = open_page(browser, page.all(ON)[0])
    form = there.form("/submit").values()
    for name, value in TYPED.items():
        assert form.get(name, value) == value, name
    assert not there.all(OFFERED)
    name = f"{form['autosave-writer']}.{form['autosave-draft']}"
    assert browser.get(f"/autosave?form={name}").json == {"sent": []}
    assert there.form("/submit").send(action="send").status == 200
    assert not open_page(browser, "/submit").all(OFFERED)
    assert browser.get(f"/autosave?form={name}&form=x").json == {"sent": [name]}


def test_pictures_come_back_with_their_words(client):
    keep(client, upload(client, png()).form("/submit"), **WORDS)
    there = open_page(client, open_page(client, "/submit").all(ON)[0])
    sent = there.form("/submit").send(action="send", **TYPED)
    assert sent.status == 200
    assert WORDS["pictures-0-caption"] in sent.text


@both_engines
def test_a_piece_that_changed_meanwhile_leads_to_both_texts(app, browse, piece):
    ed, lin = browse("ed"), browse("lin")
    mine = "<h2>埃德</h2><p>埃德的<strong>正文</strong>。</p>"
    edit = f"/desk/{piece}/edit"
    keep(ed, open_page(ed, edit).form("/edit"), title="埃德的", body=mine, format="html", tags="一")
    page = open_page(lin, edit)
    assert "ed is writing in this piece too" in page.words()
    assert not page.all(OFFERED)
    assert page.form("/edit").send(title="林的", action="save").status == 200
    offered = open_page(ed, edit)
    assert "has changed since" in offered.words()
    clash = open_page(ed, offered.all(ON)[0]).form("/edit").send(action="save")
    assert clash.status == 409
    assert "林的" in clash.words()
    form = clash.form("/edit").values()
    assert (form["title"], form["body"], form["format"], form["tags"]) == (
        "埃德的",
        mine,
        "html",
        "一",
    )
    assert open_page(ed, edit).all(OFFERED)  # nothing of it was dropped yet
    assert clash.form("/edit").send(action="save").status == 200
    assert not open_page(ed, edit).all(OFFERED)
    with app.app_context():
        assert db.session.get(Submission, piece).current.body == mine


def test_what_equals_the_text_that_stands_is_not_offered(browse, piece):
    ed = browse("ed")
    form = open_page(ed, f"/desk/{piece}/edit").form("/edit")
    keep(ed, form)
    assert not open_page(ed, f"/desk/{piece}/edit").all(OFFERED)
    keep(ed, form, title="别的", **{"autosave-serial": "1"})
    assert open_page(ed, f"/desk/{piece}/edit").all(OFFERED)


def test_a_text_sent_beside_an_unsent_one_leaves_that_to_be_gone_on_with(browse, piece):
    ed = browse("ed")
    keep(ed, open_page(ed, f"/desk/{piece}/edit").form("/edit"), title="没发的")
    page = open_page(ed, f"/desk/{piece}/edit")
    assert page.form("/edit").send(title="发了的", action="save").status == 200
    assert "has changed since" in open_page(ed, f"/desk/{piece}/edit").words()


def test_thrown_away_it_is_gone_and_late_saves_of_it_stay_away(browse, piece):
    ed = browse("ed")
    edit = f"/desk/{piece}/edit"
    form = open_page(ed, edit).form("/edit")
    keep(ed, form, title="扔掉")
    done = open_page(ed, edit).form("/throw-away").send()
    assert done.url.endswith(edit)
    assert not done.all(OFFERED)
    assert ed.post("/autosave", data=form.values() | {"title": "又来"}).status_code == 409
    assert not open_page(ed, edit).all(OFFERED)


def test_without_a_script_save_for_later_keeps_the_form_and_says_so(app, browse, client, piece):
    assert not submit_form(client).page.all("//button[@value='later']")
    ann = browse("ann")
    saved = submit_form(ann).send(
        action="later", title="明天再写", body="开头", new_pictures=[png()]
    )
    assert saved.url.endswith("/my/")
    assert "It was not sent" in saved.words()
    assert "Not sent yet" in saved.words()
    there = open_page(ann, saved.all(ON)[0])
    assert there.form("/submit").values()["title"] == "明天再写"
    assert there.all("//*[contains(@class, 'picture')]//img/@src")
    away = open_page(ann, "/my/").form("/throw-away").send()
    assert away.url.endswith("/my/")
    assert "明天再写" not in away.words()

    ed = browse("ed")
    edit = f"/desk/{piece}/edit"
    first, second = (open_page(ed, edit).form("/edit") for _ in range(2))
    assert "It was not sent" in first.send(action="later", title="一").words()
    refused = second.send(action="later", title="二")
    assert refused.status == 409
    assert "Another window" in refused.words()
    assert refused.form("/edit").values()["title"] == "二"
    with app.app_context():
        assert db.session.scalars(db.select(Submission.id)).all() == [piece]


def test_a_guest_who_asks_for_later_sends_nothing(client, app):
    assert submit_form(client).send(action="later", **TYPED).status == 422
    with app.app_context():
        assert db.session.scalars(db.select(Submission.id)).all() == []
        assert db.session.scalars(db.select(Autosave.id)).all() == []


def test_what_can_not_be_sent_any_more_stands_to_be_copied(browse, piece):
    ed = browse("ed")
    edit = f"/desk/{piece}/edit"
    keep(ed, open_page(ed, edit).form("/edit"), title="来不及", body="写到一半")
    assert open_page(browse("lin"), f"/desk/{piece}").form("/approve").send().status == 200
    page = open_page(ed, edit)
    assert "takes no new text now" in page.words()
    assert "写到一半" in map(str.strip, page.all("//textarea[@readonly]/text()"))
    assert "来不及" in open_page(ed, "/my/").words()
    assert not open_page(browse("lin"), edit).all("//textarea[@readonly]")
    away = page.form("/throw-away").send()
    assert away.url.endswith(f"/desk/{piece}")


def test_an_author_goes_on_with_an_answer(made, browse):
    def asked():
        one = people.sent()
        until = people.NOON.replace(year=2030)
        people.take(one, "request_changes", "ed", points=("数据从哪来",), due_at=until)
        return one

    ann, number = browse("ann"), made(asked)
    keep(ann, open_page(ann, f"/my/{number}/edit").form("/edit"), **{"answers-0": "温度计"})
    listed = open_page(ann, "/my/")
    there = open_page(ann, listed.all(ON)[0])
    assert there.form("/edit").values()["answers-0"].strip() == "温度计"
    assert there.form("/edit").send(action="send").url.endswith(f"/my/{number}")
    assert not open_page(ann, "/my/").all(ON)
