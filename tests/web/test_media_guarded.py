"""Files that are not public: everyone gets those of their own pieces, and no others."""

import pytest
from itsdangerous import URLSafeTimedSerializer
from support import kept, people
from support.engines import SECRET

from cms.actions import media

TOKEN = "t" * 32


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
        known["names"] = [kept.name_of(one), *map(kept.name_of, one.renditions)]
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
