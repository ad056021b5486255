"""Uploads become rows after their bytes are safe, belong to one piece, and are forgotten alone."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select
from support import drawn, kept, people
from support.engines import both_engines

from cms.actions import media
from cms.errors import NotFound, StorageFailed
from cms.extensions import settings
from cms.models import Media, Rendition
from cms.storage import open_storage, pictures

pytestmark = pytest.mark.usefixtures("session")


def storage():
    return open_storage(settings().media_url)


@both_engines
def test_a_picture_is_a_row_with_its_sizes_and_its_bytes_are_there():
    made = kept.upload(size=(700, 350))
    assert (made.width, made.height, made.mime) == (700, 350, "image/jpeg")
    assert made.owner_id == people.person("ann").id
    assert made.submission_id is None
    assert made.private is False
    assert [(one.mime, one.width) for one in made.renditions] == [
        ("image/webp", 480),
        ("image/webp", 700),
        ("image/jpeg", 700),
    ]
    for one in (made, *made.renditions):
        assert len(storage().read(f"{one.sha256}.{one.extension}")) == one.size


def test_the_same_picture_twice_is_the_same_bytes_under_two_rows():
    first, again = kept.upload(by="ann"), kept.upload(by="eve")
    assert first.id != again.id
    assert first.sha256 == again.sha256
    names = [name for name, _at in storage().names()]
    assert len(names) == len(set(names)) == 3  # 60 px wide: one for pages, one for feeds, itself


@pytest.mark.parametrize(
    ("sent", "known_as"),
    [
        ("IMG_01.jpeg", "IMG_01.jpeg"),
        ("C:\\照片\\钻机.PNG", "钻机.PNG"),
        ("../../etc/passwd", "passwd.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("two\r\nlines.jpg", "twolines.jpg"),
        ("", "file.jpg"),
        ("...", "file.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("x" * 400 + ".jpg", "x" * 120 + ".jpg"),
        ("e\u0301.jpg", "é.jpg"),
    ],
)
def test_a_name_is_one_that_can_be_shown_and_saved(sent, known_as):
    made = pictures.encode(BytesIO(drawn.file()))
    row = media.keep(made, original_name=sent, by=people.actor("ann"), now=people.NOON)
    assert row.original_name == known_as


def test_a_text_remembers_its_pictures_with_their_words_under_its_seal():
    one = kept.upload()
    piece = kept.sent(one)
    assert piece.current.images == [{"sha256": one.sha256, **kept.WORDS}]
    sealed = piece.current.source_hash
    people.take(piece, "claim", "ed")
    text = kept.text(one)
    other = replace(text, images=(replace(text.images[0], alt="别的"),))
    people.take(piece, "edit", "ed", text=other)
    assert piece.current.images[0]["alt"] == "别的"
    assert piece.current.source_hash != sealed


def test_an_upload_belongs_to_one_piece():
    one, other = kept.upload(), kept.document()
    piece, elsewhere = people.sent(), people.sent()
    media.attach(piece, [one, other])
    media.attach(piece, [one])
    with pytest.raises(NotFound):
        media.attach(elsewhere, [one])
    assert {one.submission_id, other.submission_id} == {piece.id}


def test_what_was_swept_away_meanwhile_can_not_be_taken(session):
    one = kept.upload()
    session.execute(Media.__table__.delete().where(Media.id == one.id))
    with pytest.raises(NotFound):
        media.attach(people.sent(), [one])


@both_engines
def test_what_no_piece_took_is_forgotten_after_its_time(session):
    kept.upload(now=people.NOON - timedelta(days=2))
    young = kept.upload()
    taken = kept.upload(now=people.NOON - timedelta(days=2))
    kept.sent(taken)
    day_ago = people.NOON - timedelta(days=1)
    assert media.forget_unattached(day_ago, guests_documents=day_ago) == 1
    session.expire_all()
    ids = set(session.scalars(select(Media.id)))
    assert ids == {young.id, taken.id}
    sizes = session.scalar(select(func.count()).select_from(Rendition))
    assert sizes == len(young.renditions) + len(taken.renditions)


def test_where_bytes_can_not_be_kept_no_row_is_written(session, tmp_path):
    (tmp_path / "media").write_text("in the way")
    with pytest.raises(StorageFailed):
        kept.upload()
    assert session.scalar(select(func.count()).select_from(Media)) == 0
