"""The address that keeps a form while someone writes: what it takes, from whom, what it says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import people
from support.pages import open_page
from support.picture_forms import upload
from support.submission import TYPED
from support.uploads import png

from cms.extensions import db
from cms.models import Media, Submission
from cms.models.autosave import Autosave
from cms.web.quotas import Scope

LINK = "/s/" + "t" * 32


def keep(client, form, **changes):
    return client.post("/autosave", data=form.values() | changes)


def submit_form(client):
    return open_page(client, "/submit").form("/submit")


def edit_form(client, piece):
    return open_page(client, f"/desk/{piece}/edit").form("/edit")


def rows(app):
    with app.app_context():
        wanted = db.select(Autosave).where(Autosave.serial > 0).order_by(Autosave.id)
        return [(one.fields, one.serial, one.base_version) for one in db.session.scalars(wanted)]


@pytest.fixture
def asked(made):
    """A guest's piece that waits for its author."""

    def work():
        one = people.sent(by=None, token="t" * 32)
        until = people.NOON.replace(year=2030)
        people.take(one, "request_changes", "ed", points=("数据从哪来",), due_at=until)
        return one

    return made(work)


@pytest.mark.parametrize("who", [None, "ann"])
def test_a_new_piece_is_kept_as_it_stands_and_nothing_secret_of_it(app, browse, who):
    browser = browse(who)
    form = submit_form(browser)
    said = keep(browser, form, **TYPED | {"homepage": "x", "title": "", "password": "x"})
    assert said.status_code == 200
    assert said.headers["Cache-Control"] == "no-store"
    assert said.json["serial"] == 1
    assert len(said.json["saved_at"]) == 5
    ((fields, _serial, base),) = rows(app)
    assert (fields["title"], fields["body"], base) == ([""], [TYPED["body"]], 0)
    assert not {"csrf_token", "form_key", "homepage", "altcha", "password"} & set(fields)
    more = keep(browser, form, **TYPED | {"autosave-serial": "1"})
    assert more.json["serial"] == 2


def test_keeping_makes_no_event_no_revision_and_no_version(browse, piece, written):
    before = written()
    ed = browse("ed")
    assert keep(ed, edit_form(ed, piece), title="新题").status_code == 200
    after = written()
    assert after.pop("autosave") == before.pop("autosave") + 1
    assert after == before


def test_a_second_window_is_told_and_overwrites_nothing(app, browse, piece):
    ed = browse("ed")
    first, second = edit_form(ed, piece), edit_form(ed, piece)
    assert keep(ed, first, title="一").status_code == 200
    told = keep(ed, second, title="二")
    assert told.status_code == 409
    assert "Another window" in told.json["error"]
    assert told.json["saved_at"]
    there = open_page(ed, told.json["href"])
    assert there.form("/edit").values()["title"] == "一"
    assert keep(ed, there.form("/edit"), title="三").json["serial"] == 2
    assert keep(ed, first, title="四", **{"autosave-serial": "1"}).status_code == 409
    assert [fields["title"] for fields, *_ in rows(app)] == [["三"]]


def test_a_form_whose_piece_changed_is_told_and_by_whom(browse, piece):
    ed, lin = browse("ed"), browse("lin")
    second, others = edit_form(ed, piece), edit_form(lin, piece)
    assert keep(lin, others, title="林").json["changed"] == ""
    assert edit_form(ed, piece).send(title="埃德的", action="save").status == 200
    told = keep(lin, others, title="林的", **{"autosave-serial": "1"}).json
    assert "by ed. Saving shows both" in told["changed"]
    assert "You changed" in keep(ed, second, title="二").json["changed"]


def test_an_author_is_told_that_the_editors_changed_a_piece_and_not_who(browse, made):
    def asked():
        one = people.sent()
        until = people.NOON.replace(year=2030)
        people.take(one, "request_changes", "ed", points=("数据从哪来",), due_at=until)
        return one

    number, ann = made(asked), browse("ann")
    form = open_page(ann, f"/my/{number}/edit").form("/edit")
    older = str(int(form.values()["version"]) - 1)
    told = keep(ann, form, title="安的", version=older).json["changed"]
    assert told.startswith("The editors changed")


def test_nobody_keeps_or_reads_anything_as_someone_else(app, browse, piece, client):
    ann, eve, ed = browse("ann"), browse("eve"), browse("ed")
    of_ann = submit_form(ann)
    assert keep(ann, of_ann, title="安的").status_code == 200
    href = "/submit?unsent=1"
    assert open_page(ann, href).form("/submit").values()["title"] == "安的"
    for other in (eve, client):
        taken = of_ann.values() | {"csrf_token": submit_form(other).values()["csrf_token"]}
        assert other.post("/autosave", data=taken).status_code == 401
        assert open_page(other, href).form("/submit").values().get("title", "") == ""
        own = submit_form(other).values()
        taken |= {name: own[name] for name in ("autosave-writer", "form_key")}
        assert other.post("/autosave", data=taken | {"title": "别人的"}).status_code == 200
        assert other.post("/autosave/throw-away", data=taken).status_code == 303
    assert [fields["title"] for fields, *_ in rows(app)] == [["安的"]]
    # Whoever may not open a piece may not write in it, whatever form they name.
    writer = submit_form(eve).values()
    for path in (f"/desk/{piece}/edit", f"/my/{piece}/edit"):
        taken = writer | {"autosave-form": path, "title": "伊芙"}
        assert eve.post("/autosave", data=taken).status_code == 404
    kept = keep(ed, edit_form(ed, piece), title="埃德的")
    assert "埃德的" not in open_page(browse("lin"), kept.json["href"]).text


def test_who_signed_out_meanwhile_keeps_nothing_and_is_told(app, browse, piece):
    ed = browse("ed")
    form = edit_form(ed, piece)
    token = submit_form(ed).values()["csrf_token"]
    ed.post("/logout", data={"csrf_token": token})
    fresh = submit_form(ed).values()["csrf_token"]
    assert keep(ed, form, title="新").status_code == 400
    assert keep(ed, form, title="新", csrf_token=fresh).status_code == 401
    assert rows(app) == []


def test_a_private_link_keeps_what_its_holder_writes_while_it_opens(app, client, browse, asked):
    form = open_page(client, f"{LINK}/edit").form("/edit")
    assert keep(client, form, **{"answers-0": "三支温度计"}).status_code == 200
    ((fields, _serial, base),) = rows(app)
    assert "t" * 32 not in str(fields)
    assert base > 1
    again = open_page(client, f"{LINK}/edit")
    assert again.all("//@data-offer")
    there = open_page(client, again.all("//a[contains(@href, 'unsent=')]/@href")[0])
    assert there.form("/edit").values()["answers-0"].strip() == "三支温度计"
    with app.app_context():
        one = db.session.get(Submission, asked)
        one.token_expires_at = people.NOON.replace(year=2020)
        db.session.commit()
    assert keep(client, form, title="晚了").status_code == 404
    stranger = browse("eve")
    taken = form.values() | {"csrf_token": submit_form(stranger).values()["csrf_token"]}
    taken["autosave-form"] = "/s/" + "u" * 32 + "/edit"
    assert stranger.post("/autosave", data=taken).status_code == 404


def test_a_picture_is_kept_with_the_text_and_only_by_a_reference_of_ones_own(app, client, browse):
    form = upload(client, png()).form("/submit")
    assert keep(client, form, **{"pictures-0-alt": "钻机"}).status_code == 200
    with app.app_context():
        number = db.session.scalars(db.select(Media.id)).one()
    assert rows(app)[0][0]["pictures-0-reference"] == [f"media:{number}"]
    page = open_page(client, "/submit?unsent=1")
    assert page.form("/submit").values()["pictures-0-alt"] == "钻机"
    assert page.all("//*[contains(@class, 'picture')]//img/@src")
    eve = browse("eve")
    for reference in (f"media:{number}", form.values()["pictures-0-reference"], "x"):
        stolen = {"pictures-0-reference": reference, "title": "x"}
        href = keep(eve, submit_form(eve), **stolen).json["href"]
        assert not open_page(eve, href).all("//*[contains(@class, 'picture')]//img/@src")


def test_too_much_is_refused_and_long_texts_are_not(client, app, monkeypatch):
    form = submit_form(client)
    assert keep(client, form, body="字" * 390_000, **{"n" * 101: "x"}).status_code == 200
    monkeypatch.setattr("cms.web.kept.MOST_BYTES", 10_000)
    for many in ({"body": "字" * 4_000}, {f"f{n}": "" for n in range(500)}):
        said = keep(client, form, **many, **{"autosave-serial": "1"})
        assert (said.status_code, said.json["error"][:16]) == (422, "This is too much")
    assert "n" * 101 not in rows(app)[0][0]


def test_hours_of_writing_pass_and_a_flood_does_not(browse, few):
    few("autosave", Scope.ACCOUNT, 2)
    ann = browse("ann")
    form = submit_form(ann)
    answers = [keep(ann, form, **{"autosave-serial": str(n)}).status_code for n in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize(
    "form",
    [
        *("", "/", "/desk/", "//evil.test/", "/nowhere", "/desk/999/edit", "x" * 9_000),
        *("/s/x/edit", "/submit/a\nb", "/submit/a\r\nX: y", "/submit/\u2028", "/submit/\0"),
    ],
)
def test_what_is_no_form_is_not_there(client, form):
    sent = submit_form(client).values() | {"autosave-form": form}
    for where in ("/autosave", "/autosave/throw-away"):
        assert client.post(where, data=sent).status_code in (303, 401, 404)


ODD = st.text(st.characters(codec="utf-8") | st.sampled_from("\0\r\n-"), max_size=30)
NAMES = ODD | st.sampled_from(
    ["version", "autosave-serial", "autosave-draft", "autosave-window", "pictures-0-reference",
     "pictures-9999-alt", "answers-0", "body", "format", "section"]
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=st.dictionaries(NAMES, st.lists(ODD, max_size=3), max_size=6))
def test_no_field_is_a_failure_neither_kept_nor_shown_again(client, app, odd):
    with app.app_context():
        db.session.execute(db.delete(Autosave))
        db.session.commit()
    said = client.post("/autosave", data=submit_form(client).values() | odd)
    assert said.status_code in (200, 401, 404, 409, 422)
    if said.status_code == 200:
        assert open_page(client, said.json["href"]).status == 200
    assert open_page(client, "/submit").status == 200
