"""A picture brought while someone writes comes into their own form, or is refused in words."""

import pytest
from support.pages import open_page
from support.picture_forms import WORDS, sent_piece
from support.submission import TYPED
from support.uploads import chosen, pdf, png

from cms.extensions import db
from cms.models import Media
from cms.web import uploads


@pytest.fixture(autouse=True)
def _english(client):
    client.set_cookie("language", "en")


def form_of(client, where="/submit"):
    return open_page(client, where).form(where).values()


def bring(client, *files, form=None, **changes):
    form = form or form_of(client)
    data = {name: form[name] for name in ("csrf_token", "form_key") if name in form}
    data |= {"new_pictures": list(files)} | changes
    return client.post("/uploads", data=data, headers={"Accept": "application/json"})


def kept(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(Media.id)))


@pytest.mark.parametrize("who", [None, "ann"])
def test_a_picture_comes_back_as_a_row_of_the_form(browse, who):
    client = browse(who)
    answer = bring(client, png("teal", "图 1.png"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json
    assert (told["name"], told["width"], told["height"]) == ("图 1.png", 64, 40)
    assert told["thumbnail"].keys() == {"url", "width", "height"}
    for size in ("thumbnail", "near"):
        assert client.get(told[size]["url"]).mimetype == "image/webp"


def test_the_row_is_sent_with_the_piece(app, client):
    form = form_of(client)
    told = bring(client, png(), form=form).json
    row = {"pictures-0-reference": told["reference"]} | WORDS
    sent = client.post("/submit", data=form | TYPED | row | {"action": "send"})
    assert sent.status_code == 303
    _id, (picture,), _hash = sent_piece(app)
    assert picture["sha256"] == told["sha256"]


def test_a_reference_is_of_no_use_to_another_browser(client, browse):
    told = bring(client, png()).json
    stranger = browse(None)
    assert stranger.get(told["thumbnail"]["url"]).status_code == 404
    form = form_of(stranger)
    row = {"pictures-0-reference": told["reference"]} | WORDS
    sent = stranger.post("/submit", data=form | TYPED | row | {"action": "send"})
    assert sent.status_code == 422


@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        ([], 422, "one picture at a time"),
        ([png("teal", "a.png"), png("navy", "b.png")], 422, "one picture at a time"),
        ([pdf("chart.png")], 422, "picture"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(client, files, status, said):
    fresh = [(type(file)(file.getvalue()), name) for file, name in files]
    answer = bring(client, *fresh)
    assert answer.status_code == status
    assert said in answer.json["error"]


def test_a_refusal_is_said_in_the_persons_language(client):
    client.set_cookie("language", "zh_Hans")
    assert not bring(client, pdf("chart.png")).json["error"].isascii()


def test_a_form_takes_no_more_pictures_than_when_it_is_sent(app, client):
    rows = {f"pictures-{n}-reference": "x" for n in range(uploads.MOST["new_pictures"])}
    answer = bring(client, png(), **rows)
    assert answer.status_code == 422
    assert "at most 10 pictures" in answer.json["error"]
    assert kept(app) == 0
    assert bring(client, png(), **rows, **{"pictures-3-left_out": "y"}).status_code == 200


def test_a_forged_request_keeps_nothing_and_is_told_so(app, client):
    answer = bring(client, png(), csrf_token="forged")
    assert answer.status_code == 400
    assert answer.json["error"]
    assert kept(app) == 0


def test_too_many_pictures_are_put_off_with_the_time(client, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_OF_ALL", 0)
    answer = bring(client, png())
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "tried too often" in answer.json["error"]


@pytest.mark.parametrize("field", ["attachments", "new_attachment"])
def test_other_files_are_refused_as_json_too(app, client, field):
    answer = bring(client, png(), **{field: chosen(png())})
    assert answer.status_code == 415
    assert answer.json["error"]
    assert kept(app) == 0


def test_only_who_asks_for_json_alone_gets_an_error_as_json(client):
    page = client.post("/uploads", data={"other": png()}, headers={"Accept": "text/html, */*"})
    assert page.mimetype == "text/html"
