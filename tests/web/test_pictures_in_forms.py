"""Pictures in a form: nothing uploaded is lost, nothing of another's is taken."""

from io import BytesIO

import pytest
from support import people
from support.pages import open_page
from support.picture_forms import WORDS, sent_piece, shown, submit_form, upload
from support.submission import TYPED, assert_typed_is_there
from support.uploads import png

from cms.extensions import db
from cms.models import Media, Submission


@pytest.fixture(autouse=True)
def _english(client):
    client.set_cookie("language", "en")


def test_an_upload_stays_on_the_form_with_all_that_was_typed(app, client):
    page = upload(client, png())
    assert page.status == 200
    assert_typed_is_there(page)
    (address,) = shown(page)
    assert client.get(address).mimetype == "image/webp"
    with app.app_context():
        assert not db.session.scalar(db.select(Submission.id))


def test_a_picture_keeps_the_name_that_its_sender_knows(client):
    page = upload(client, png("teal", "图 chart.png"))
    assert "图 chart.png" in page.words()


def test_pictures_survive_an_error_elsewhere_and_go_with_the_piece(app, client):
    form = submit_form(client)
    page = form.send(action="send", new_pictures=[png()], **TYPED | {"email": "wen@"})
    assert page.status == 422
    assert page.error_of("pictures-0-alt") == "Please fill this in."
    assert len(shown(page)) == 1
    page = page.form("/submit").send(action="send", email="wen@demo.example", **WORDS)
    assert page.status == 200
    assert "CD-20" in page.text
    _id, images, _hash = sent_piece(app)
    assert [(one["alt"], one["caption"], one["credit"]) for one in images] == [
        tuple(WORDS.values())
    ]
    (address,) = {one.split()[0] for one in page.all("//figure//img/@src")}
    assert client.get(address).status_code == 200


def test_a_description_is_asked_for_beside_its_picture(client):
    page = upload(client, png("teal", "a.png"), png("brown", "b.png"))
    page = page.form("/submit").send(action="send", **{"pictures-0-alt": "An open well"})
    assert page.status == 422
    assert page.error_of("pictures-0-alt") == ""
    assert page.error_of("pictures-1-alt") == "Please fill this in."
    assert page.all("//a[@href='#pictures-1-alt']")


def test_each_picture_without_words_is_counted_and_named_as_its_heading_names_it(client):
    page = upload(client, png("teal", "a.png"), png("brown", "b.png"))
    page = page.form("/submit").send(action="send")
    (summary,) = page.all("//*[@role='alert']")
    said = " ".join(summary.text_content().split())
    assert "2 things need your attention" in said
    assert "Lead picture, What it shows: Please fill this in." in said
    assert "Picture 2, What it shows: Please fill this in." in said


def test_what_is_left_out_asks_for_nothing_and_stays_behind(app, client):
    page = upload(client, png("teal", "a.png"), png("brown", "b.png"))
    page = page.form("/submit").send(action="send", **WORDS, **{"pictures-1-left_out": "y"})
    assert page.status == 200
    assert len(sent_piece(app)[1]) == 1


def test_the_order_is_changed_by_buttons_and_kept(app, client):
    page = upload(client, png("teal", "a.png"), png("brown", "b.png"))
    words = {"pictures-0-alt": "first", "pictures-1-alt": "second"}
    page = page.form("/submit").send(action="down-0", **words)
    assert page.status == 200
    assert page.form("/submit").values()["pictures-0-alt"] == "second"
    page.form("/submit").send(action="send")
    assert [one["alt"] for one in sent_piece(app)[1]] == ["second", "first"]


@pytest.mark.parametrize(
    ("files", "action"),
    [
        *((1, action) for action in ("up-0", "down-0", "up-99", "down-1")),
        *((2, action) for action in ("up-0", "down-1", "up-99", "down-2")),
    ],
)
def test_a_picture_at_the_end_stays_where_it_is(client, files, action):
    page = upload(client, *(png(one) for one in ("teal", "brown")[:files]))
    words = {f"pictures-{number}-alt": f"picture {number}" for number in range(files)}
    moved = page.form("/submit").send(action=action, **words)
    assert moved.status == 200
    assert len(shown(moved)) == files
    assert words.items() <= moved.form("/submit").values().items()


@pytest.mark.parametrize("action", ["up-", "up-x", "up-²", "down--1", "up-123", "uploads", "x"])
def test_a_button_that_there_is_not_sends_the_form_as_always(client, action):
    assert submit_form(client).send(action=action, title="").status == 422


def test_a_preview_shows_the_pictures_with_their_words(client):
    page = upload(client, png())
    page = page.form("/submit").send(action="preview", **WORDS)
    assert page.status == 200
    (figure,) = page.all("//section[@id='preview']//figure")
    assert "开钻第一天" in figure.text_content()
    assert "王敏 摄" in figure.text_content()
    assert client.get(figure.find("img").get("src")).status_code == 200


def test_files_that_are_no_pictures_are_named_and_the_others_stay(client):
    page = upload(client, png(), (BytesIO(b"<svg/>"), "plan.svg"), (BytesIO(b""), "empty.png"))
    assert page.status == 422
    assert len(shown(page)) == 1
    told = " ".join(page.all("//*[@id='pictures']//*[contains(@class, 'error')]")[0].itertext())
    assert "plan.svg" in told
    assert "empty.png" in page.text


def kept(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(Media.id)))


def test_ten_pictures_are_enough(app, client):
    page = upload(client, *(png(f"#0000{n:02x}", f"{n}.png") for n in range(11)))
    assert page.status == 422
    assert len(shown(page)) == 10
    assert "10.png" in page.text
    page = page.form("/submit").send(action="upload", new_pictures=[png("red", "eleventh.png")])
    assert len(shown(page)) == 10
    assert kept(app) == 10


def test_another_picture_may_take_the_place_of_one_left_out(app, client):
    page = upload(client, *(png(f"#0000{n:02x}", f"{n}.png") for n in range(10)))
    page = page.form("/submit").send(
        action="upload", new_pictures=[png("red", "eleventh.png")], **{"pictures-3-left_out": "y"}
    )
    assert page.status == 200
    assert "eleventh.png" in page.words()
    assert kept(app) == 11


def test_the_same_form_sent_twice_is_one_piece_and_another_picture_makes_another(client):
    form = upload(client, png()).form("/submit")
    first, again = form.send(action="send", **WORDS), form.send(action="send", **WORDS)
    assert first.url == again.url
    other = form.send(action="send", **WORDS | {"pictures-0-alt": "Something else"})
    assert other.status == 200
    assert other.url != first.url
    (address,) = {one.split()[0] for one in other.all("//figure//img/@src")}
    assert client.get(address).status_code == 200


def test_changed_words_of_a_picture_are_another_text(app, client, made, browse):
    upload(client, png()).form("/submit").send(action="send", **WORDS)
    piece, _images, before = sent_piece(app)
    made(lambda: people.take(db.session.get(Submission, piece), "claim", "ed"), "id")
    page = open_page(browse("ed"), f"/desk/{piece}/edit")
    assert len(shown(page)) == 1
    page = page.form("/edit").send(action="save", **{"pictures-0-credit": "Wang Min"})
    assert page.status == 200
    assert sent_piece(app)[2] != before
    figure = page.all("//figure")[0]
    assert "Wang Min" in figure.text_content()
    assert browse("ed").get(figure.find("img").get("src")).status_code == 200


def test_a_conflict_shows_both_versions_pictures_and_loses_none(app, client, made, browse):
    upload(client, png()).form("/submit").send(action="send", **WORDS)
    piece, _images, _hash = sent_piece(app)
    made(lambda: people.take(db.session.get(Submission, piece), "claim", "ed"), "id")
    ed, cho = browse("ed"), browse("cho")
    for one in (ed, cho):
        one.set_cookie("language", "en")
    mine = open_page(ed, f"/desk/{piece}/edit").form("/edit")
    open_page(cho, f"/desk/{piece}/edit").form("/edit").send(
        action="save", **{"pictures-0-caption": "Theirs"}
    )
    page = mine.send(action="save", new_pictures=[png("brown")], **{"pictures-0-caption": "Mine"})
    assert page.status == 422  # the new one has no words yet
    page = page.form("/edit").send(action="save", **{"pictures-1-alt": "A brown well"})
    assert page.status == 409
    assert page.all("//a[@href='#both-pictures']")
    theirs = page.all("//*[@id='both-pictures']//*[contains(@class, 'theirs')]")[0]
    assert "Theirs" in theirs.text_content()
    assert page.form("/edit").values()["pictures-0-caption"] == "Mine"
    page = page.form("/edit").send(action="save")
    assert page.status == 200
    assert [(one["alt"], one["caption"]) for one in sent_piece(app)[1]] == [
        (WORDS["pictures-0-alt"], "Mine"),
        ("A brown well", ""),
    ]
