"""Files in a form: nobody shows a reference that is not theirs, or sees what is not for them."""

from datetime import timedelta

import pytest
from support import people
from support.pages import open_page
from support.picture_forms import WORDS, sent_piece, shown, submit_form, upload
from support.submission import TYPED, assert_typed_is_there
from support.uploads import pdf, png

from cms.extensions import db
from cms.models import Media, Submission
from cms.web.contribute.keys import LIFETIME


@pytest.fixture(autouse=True)
def _english(client):
    client.set_cookie("language", "en")


def test_another_browsers_reference_is_refused(client, browse):
    stolen = upload(client, png()).form("/submit").values()["pictures-0-reference"]
    eve = browse("eve")
    page = submit_form(eve).send(
        **TYPED, action="send", **WORDS, **{"pictures-0-reference": stolen}
    )
    assert page.status == 422
    assert "no longer with us" in page.text
    assert page.form("/submit").values()["pictures-0-alt"] == WORDS["pictures-0-alt"]
    assert not shown(page)


@pytest.mark.parametrize("forged", ["", "x", "1", "WzEsIngiLDFd.aaaa.bbbb", "\0", "²" * 5000])
def test_a_forged_reference_is_refused_and_never_an_error_of_ours(client, forged):
    page = submit_form(client).send(
        **TYPED, action="send", **WORDS, **{"pictures-0-reference": forged}
    )
    assert page.status == 422


def test_a_reference_runs_out_with_the_form_that_it_stood_in(client, time_machine):
    time_machine.move_to(people.NOON)
    old = upload(client, png()).form("/submit").values()["pictures-0-reference"]
    for later, there in ((LIFETIME - 60, 1), (LIFETIME + 60, 0)):
        time_machine.move_to(people.NOON + timedelta(seconds=later))
        page = submit_form(client).send(
            **TYPED | {"action": "preview"}, **WORDS, **{"pictures-0-reference": old}
        )
        assert len(shown(page)) == there


@pytest.mark.parametrize("place", ["²", "9" * 5000, "-1", "x", ""])
def test_a_place_that_is_no_number_is_no_row(client, place):
    page = submit_form(client).send(action="preview", **TYPED, **{f"pictures-{place}-alt": "x"})
    assert page.status == 200
    assert not shown(page)


def test_attachments_go_to_the_editors_alone(app, client, browse):
    page = submit_form(client).send(action="upload", new_attachments=[pdf()], **TYPED)
    assert "readings.pdf" in page.text
    page = page.form("/submit").send(action="send")
    (href,) = page.all("//a[contains(., 'readings.pdf')]/@href")
    assert client.get(href).headers["Content-Disposition"].startswith("attachment")
    piece, _images, _hash = sent_piece(app)
    desk = open_page(browse("ed"), f"/desk/{piece}")
    (href,) = desk.all("//a[contains(., 'readings.pdf')]/@href")
    assert browse("ed").get(href).status_code == 200
    assert browse("eve").get(href).status_code == 404
    assert browse().get(href).status_code == 303
    with app.app_context():
        media = db.session.scalars(db.select(Media)).one()
        name = f"{media.sha256}.{media.extension}"
    assert client.get(f"/media/{name}").status_code == 404


def test_an_attachment_can_not_be_passed_off_as_a_picture(client):
    page = submit_form(client).send(action="upload", new_attachments=[pdf()], **TYPED)
    reference = page.form("/submit").values()["attachments-0-reference"]
    page = page.form("/submit").send(action="send", **WORDS, **{"pictures-0-reference": reference})
    assert page.status == 422


def test_a_forged_form_keeps_no_file_and_says_which_to_choose_again(app, client):
    page = submit_form(client).send(
        action="send", csrf_token="forged", new_pictures=[png()], **TYPED
    )
    assert page.status == 422
    assert_typed_is_there(page)
    assert "well.png: Please choose this file again." in page.text
    with app.app_context():
        assert not db.session.scalar(db.select(Media.id))


def test_the_same_picture_in_two_pieces_keeps_each_ones_name(client, made, browse):
    for who, name in ((browse("eve"), "secret-plan.png"), (client, "well.png")):
        page = upload(who, png(name=name))
        page.form("/submit").send(action="send", **WORDS)

    def claim():
        one = db.session.scalars(db.select(Submission).order_by(Submission.id.desc())).first()
        people.take(one, "claim", "ed")
        return one

    page = open_page(browse("ed"), f"/desk/{made(claim)}/edit")
    assert "secret-plan" not in page.text
    assert "well." in page.text
