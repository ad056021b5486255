"""Pictures over HTTP: readers get those of live articles, while they are live."""

import pytest
from support import kept

from cms.extensions import db, settings
from cms.models import Article, ArticleState
from cms.storage import open_storage


@pytest.fixture
def live(shown):
    """The names of the sizes of a picture in a live article."""
    _id, [(_own, sizes)] = shown(lambda: kept.released(kept.upload(size=(700, 350))))
    return sizes


def set_state(app, state):
    with app.app_context():
        for article in db.session.scalars(db.select(Article)):
            article.state = state
        db.session.commit()


def test_readers_get_the_bytes_and_may_keep_them_for_an_hour(client, app, live):
    for name in live:
        answer = client.get(f"/media/{name}")
        assert answer.status_code == 200
        assert answer.mimetype == {"webp": "image/webp", "jpg": "image/jpeg"}[name[65:]]
        with app.app_context():
            assert answer.data == open_storage(settings().media_url).read(name)
        headers = answer.headers
        assert headers["Content-Length"] == str(len(answer.data))
        assert headers["Cache-Control"] == "public, max-age=3600"
        assert headers["ETag"] == f'"{name}"'
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Vary" not in headers
        assert "Set-Cookie" not in headers
        assert "Content-Disposition" not in headers


def test_one_who_is_signed_in_gets_the_same_answer(browse, live):
    answer = browse("cho").get(f"/media/{live[0]}")
    assert answer.status_code == 200
    assert "Vary" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_the_head_is_that_of_the_picture(client, live):
    whole, head = (client.open(f"/media/{live[0]}", method=one) for one in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))


def test_who_has_it_is_told_that_nothing_changed(client, live):
    known = {"If-None-Match": f'"{live[0]}"'}
    same = client.get(f"/media/{live[0]}", headers=known)
    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["Cache-Control"] == "public, max-age=3600"
    assert client.get(f"/media/{live[1]}", headers=known).status_code == 200
    other = client.get(f"/media/{live[0]}", headers={"If-None-Match": '"x", W/"y"'})
    assert other.status_code == 200


@pytest.mark.parametrize("state", [ArticleState.KILLED, ArticleState.RETRACTED])
def test_what_was_taken_back_is_gone_even_for_who_has_it(client, app, live, state):
    set_state(app, state)
    for headers in ({}, {"If-None-Match": f'"{live[0]}"'}):
        answer = client.get(f"/media/{live[0]}", headers=headers)
        assert answer.status_code == 410
        assert "taken back" in answer.text
        assert "public" not in answer.headers.get("Cache-Control", "")


def test_what_is_not_live_is_not_there(client, app, shown, live):
    set_state(app, ArticleState.UNPUBLISHED)
    assert client.get(f"/media/{live[0]}").status_code == 404
    _id, [(own, sizes)] = shown(lambda: kept.sent(kept.upload(size=(50, 40))))
    for name in (own, *sizes):
        assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["x", ".", "..%2f..%2fetc%2fpasswd", "%00", "a" * 64, "a" * 64 + ".webp", "A" * 64 + ".jpg"],
)
def test_what_is_no_file_is_not_there(client, browse, shown, name):
    piece, [(own, _sizes)] = shown(lambda: kept.sent(kept.upload()))
    assert client.get(f"/media/{name}").status_code == 404
    cho = browse("cho")
    assert cho.get(f"/desk/media/{piece}/{own}").status_code == 200
    assert cho.get(f"/desk/media/{piece}/{name}").status_code == 404


def test_bytes_that_are_missing_are_not_there(client, app, live):
    with app.app_context():
        open_storage(settings().media_url).delete(live[0])
    assert client.get(f"/media/{live[0]}").status_code == 404


def test_a_storage_out_of_order_is_no_traceback(client, live, tmp_path):
    (tmp_path / "media").rename(tmp_path / "away")
    (tmp_path / "media").write_text("in the way")
    answer = client.get(f"/media/{live[0]}")
    assert answer.status_code == 503
    assert "try again later" in answer.text
