"""Files keep neither every thread nor the whole disk, whoever sends them."""

import pytest
from support import people
from support.pages import open_page
from support.submission import TYPED
from support.uploads import pdf, png

from cms.actions import media
from cms.extensions import db
from cms.models import Media
from cms.web import uploads


def upload(client, address="192.0.2.7", **files):
    client.environ_base["REMOTE_ADDR"] = address
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    form = open_page(client, "/submit").form("/submit")
    return client.post("/submit", data=form.values() | TYPED | {"action": "upload"} | files)


def kept(app):
    with app.app_context():
        return db.session.scalar(db.select(db.func.count(Media.id)))


def test_two_requests_work_on_files_and_a_third_is_told_beside_its_field(app, client):
    for _ in range(uploads.MOST_AT_WORK):
        assert uploads.at_work.acquire(blocking=False)
    try:
        answer = upload(client, new_pictures=png(), new_attachments=pdf())
    finally:
        for _ in range(uploads.MOST_AT_WORK):
            uploads.at_work.release()
    assert answer.text.count("Please choose this file again in a moment") >= 2
    assert kept(app) == 0
    assert upload(client, new_pictures=png()).status_code < 500
    assert kept(app) == 1


def test_a_place_is_given_back_whatever_happens(app, client, monkeypatch):
    def fail(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(uploads, "_kept", fail)
    for _ in range(uploads.MOST_AT_WORK + 1):
        assert upload(client, new_pictures=png()).status_code == 500
    monkeypatch.undo()
    upload(client, new_pictures=png())
    assert kept(app) == 1


def test_guests_of_a_network_have_so_many_bytes_a_day(app, client, browse, monkeypatch):
    monkeypatch.setattr(uploads, "KB_OF_A_NETWORK", 2)
    upload(client, new_attachments=pdf())
    upload(client, new_attachments=pdf("two.pdf"))
    assert kept(app) == 2
    refused = upload(client, "192.0.2.200", new_attachments=pdf("three.pdf"))
    assert "Your network has sent many files today" in refused.text
    assert kept(app) == 2
    upload(client, "198.51.100.1", new_attachments=pdf())
    upload(browse("ann"), new_attachments=pdf())
    assert kept(app) == 4


@pytest.mark.parametrize(
    ("most", "same", "other"), [("MOST_OF_A_NETWORK", 1, 2), ("MOST_OF_ALL", 1, 1)]
)
def test_a_network_brings_so_many_files_an_hour_and_so_do_all(
    app, client, monkeypatch, most, same, other
):
    monkeypatch.setattr(uploads, most, 1)
    upload(client, new_attachments=pdf())
    refused = upload(client, "192.0.2.200", new_attachments=pdf("two.pdf"))
    assert "two.pdf: This was tried too often" in refused.text
    assert kept(app) == same
    upload(client, "198.51.100.1", new_attachments=pdf("three.pdf"))
    assert kept(app) == other


@pytest.mark.parametrize("who", [None, "ann"])
def test_all_that_waits_in_forms_has_a_bound(app, browse, monkeypatch, who):
    monkeypatch.setattr(uploads, "MOST_UNATTACHED", 3_000)
    upload(browse(who), new_pictures=png())
    assert kept(app) == 1
    with app.app_context():
        sizes = [one.size + sum(r.size for r in one.renditions) for one in Media.query]
    monkeypatch.setattr(uploads, "MOST_UNATTACHED", sum(sizes) + 10)
    refused = upload(browse(who), new_pictures=png("navy"))
    assert "no room for more files" in refused.text
    assert kept(app) == 1


def test_what_pieces_have_does_not_count(app, browse, made, monkeypatch):
    upload(browse(None), new_pictures=png())
    monkeypatch.setattr(uploads, "MOST_UNATTACHED", 100)
    upload(browse(None), new_attachments=pdf())
    assert kept(app) == 1

    def take():
        piece = people.sent()
        media.attach(piece, db.session.scalars(db.select(Media)).all())
        return piece

    made(take)
    upload(browse(None), new_attachments=pdf())
    assert kept(app) == 2
