"""Files over HTTP: readers get live pictures alone, everyone else what is their own piece's."""

import pytest
from itsdangerous import URLSafeTimedSerializer
from support import kept, people
from support.engines import SECRET

from cms.actions import media
from cms.extensions import db, settings
from cms.models import Article, ArticleState, Media
from cms.storage import open_storage

TOKEN = "t" * 32


def name_of(one):
    return f"{one.sha256}.{one.extension}"


@pytest.fixture
def shown(made):
    """`shown(work)` makes a piece; gives its id, and (name, names of sizes) of its files."""

    def make(work):
        found = {}

        def look():
            piece = work()
            db.session.flush()
            medias = db.session.scalars(
                db.select(Media).where(Media.submission_id == piece.id).order_by(Media.id)
            )
            found["files"] = [(name_of(one), list(map(name_of, one.renditions))) for one in medias]
            return piece

        return made(look), found["files"]

    return make


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
def test_what_is_no_file_is_not_there(client, browse, name):
    assert client.get(f"/media/{name}").status_code == 404
    assert browse("cho").get(f"/desk/media/1/{name}").status_code == 404


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


@pytest.fixture
def pieces(shown):
    """ann's piece and a guest's, each with a picture and a document of its own."""

    def with_files(by, size, notes, **changes):
        def work():
            one = kept.sent(kept.upload(by, size=size), by=by, **changes)
            media.attach(one, [kept.document(by, data=notes)])
            return one

        return work

    return (
        shown(with_files("ann", (50, 40), b"of ann")),
        shown(with_files(None, (40, 50), b"of a guest", token=TOKEN)),
    )


def all_names(files):
    return [name for own, sizes in files for name in (own, *sizes)]


def ways(pieces):
    """(browser, address of ann's, address of the guest's): who may see which at which address."""
    (anns, _), (guests, _) = pieces
    return {
        "ed": [(f"/desk/media/{anns}", 0), (f"/desk/media/{guests}", 1)],
        "ann": [(f"/my/media/{anns}", 0)],
        None: [(f"/s/{TOKEN}/media", 1)],
    }


def test_everyone_gets_the_files_of_their_pieces(browse, pieces):
    for who, folders in ways(pieces).items():
        browser = browse(who)
        for folder, which in folders:
            for name in all_names(pieces[which][1]):
                answer = browser.get(f"{folder}/{name}")
                assert answer.status_code == 200, (who, folder)
                assert "no-store" in answer.headers["Cache-Control"]
                assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
                saved = answer.headers.get("Content-Disposition", "")
                assert saved.startswith("attachment;") == name.endswith(".txt")


def test_nobody_gets_another_piece_s_files_by_changing_an_address(browse, pieces):
    for who, folders in ways(pieces).items():
        browser = browse(who)
        for folder, which in folders:
            for name in all_names(pieces[1 - which][1]):
                assert browser.get(f"{folder}/{name}").status_code == 404, (who, folder)


def test_nobody_gets_into_another_s_folder(browse, pieces):
    (anns, files), (guests, guest_files) = pieces
    name, guest_name = all_names(files)[0], all_names(guest_files)[0]
    outside = [
        ("eve", f"/my/media/{anns}/{name}", 404),
        ("eve", f"/my/media/{guests}/{guest_name}", 404),
        ("eve", f"/desk/media/{anns}/{name}", 404),
        ("ann", f"/desk/media/{anns}/{name}", 404),
        ("may", f"/desk/media/{anns}/{name}", 404),  # an editor of another section
        ("ed", f"/my/media/{anns}/{name}", 404),
        ("ann", f"/my/media/{guests}/{guest_name}", 404),
        (None, f"/my/media/{anns}/{name}", 303),
        (None, f"/desk/media/{anns}/{name}", 303),
        (None, f"/s/{'x' * 32}/media/{guest_name}", 404),
        (None, f"/s/{TOKEN}/media/{name}", 404),
    ]
    for who, address, status in outside:
        assert browse(who).get(address).status_code == status, (who, address)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("回填 记录.txt", "%E5%9B%9E%E5%A1%AB%20%E8%AE%B0%E5%BD%95.txt"),
        ('a"; filename="x.html', "a%22%3B%20filename%3D%22x.txt"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie%3A%20x%3D1.txt"),
    ],
)
def test_a_document_is_saved_under_its_own_name(browse, shown, name, said):
    def work():
        one = people.sent()
        media.attach(one, [kept.document(name=name)])
        return one

    piece, [(own, _sizes)] = shown(work)
    answer = browse("ed").get(f"/desk/media/{piece}/{own}")
    assert answer.data == kept.NOTES
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{said}"
    assert "Set-Cookie" not in answer.headers


def test_private_files_are_never_fresh_in_a_cache(browse, pieces):
    (anns, files), _guests = pieces
    name = all_names(files)[0]
    answer = browse("ed").get(f"/desk/media/{anns}/{name}", headers={"If-None-Match": f'"{name}"'})
    assert answer.status_code == 200


def test_a_reference_that_is_nobody_s_opens_nothing(browse, pieces):
    (_id, files), _guests = pieces
    for reference in ("x", "WzEsIngiLG51bGxd.x.y", "1"):
        assert browse("ann").get(f"/uploads/{reference}/{all_names(files)[0]}").status_code == 404


def test_a_form_s_upload_opens_in_its_own_browser_alone(app, browse, made):
    known = {}

    def work():
        one = kept.upload(None)
        known["names"] = [name_of(one), *map(name_of, one.renditions)]
        return one

    media_id = made(work)
    owner, other = browse("eve"), browse("ann")
    reference = refer_as(app, "eve", media_id)
    for name in known["names"]:
        answer = owner.get(f"/uploads/{reference}/{name}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert other.get(f"/uploads/{reference}/{name}").status_code == 404
        assert browse(None).get(f"/uploads/{reference}/{name}").status_code == 404
    assert owner.get(f"/uploads/{reference}/{'a' * 64}.webp").status_code == 404


def refer_as(app, name, media_id):
    """The reference that a form gives this person's browser."""
    with app.app_context():
        person_id = people.person(name).id
    signer = URLSafeTimedSerializer(SECRET, salt="uploaded-file")
    return signer.dumps([media_id, "another browser's key", person_id])
