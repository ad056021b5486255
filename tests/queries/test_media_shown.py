"""Readers get a picture while a live article shows it; an article's pictures come in one query."""

import pytest
from support import kept, people
from support.engines import both_engines

from cms.actions import media
from cms.errors import Gone, NotFound
from cms.models import Article, ArticleState
from cms.queries.images import images, placed
from cms.queries.media import file_of_piece, file_of_upload, images_of, public_file
from cms.queries.uploads import pictures
from cms.urls import Urls

URLS = Urls("https://news.example")


def names(one):
    return [f"{size.sha256}.{size.extension}" for size in one.renditions]


def own(one):
    return f"{one.sha256}.{one.extension}"


@both_engines
def test_a_live_article_shows_its_pictures_sizes(session):
    one = kept.upload()
    kept.released(one)
    session.flush()
    for size in one.renditions:
        found = public_file(f"{size.sha256}.{size.extension}")
        assert (found.mime, found.private) == (size.mime, False)


@both_engines
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ArticleState.LIVE, None),
        (ArticleState.CORRECTED, None),
        (ArticleState.RETRACTED, Gone),
        (ArticleState.KILLED, Gone),
        (ArticleState.UNPUBLISHED, NotFound),
    ],
)
def test_only_what_is_live_or_corrected_shows_it(session, state, expected):
    one = kept.upload()
    kept.released(one).article.state = state
    session.flush()
    if expected is None:
        assert public_file(names(one)[0])
        return
    with pytest.raises(expected):
        public_file(names(one)[0])


@pytest.mark.usefixtures("session")
def test_what_is_not_released_is_not_public():
    one = kept.upload()
    with pytest.raises(NotFound):
        public_file(names(one)[0])
    kept.sent(one)
    with pytest.raises(NotFound):
        public_file(names(one)[0])


@pytest.mark.usefixtures("session")
def test_the_largest_size_and_attachments_are_never_public():
    one, notes = kept.upload(), kept.document()
    piece = kept.released(one)
    media.attach(piece, [notes])
    for name in (own(one), own(notes)):
        with pytest.raises(NotFound):
            public_file(name)


def test_a_picture_that_a_later_text_left_out_is_not_public(session):
    one, other = kept.upload(size=(50, 40)), kept.upload(size=(40, 50))
    piece = kept.released(one)
    media.attach(piece, [other])
    with pytest.raises(NotFound):
        public_file(names(other)[0])
    piece.article.revision.images = []
    session.flush()
    with pytest.raises(NotFound):
        public_file(names(one)[0])


def test_a_picture_of_two_pieces_is_public_while_one_of_them_is(session):
    one, same = kept.upload(), kept.upload(by="eve")
    first, second = kept.released(one), kept.released(same)
    first.article.state = ArticleState.KILLED
    session.flush()
    assert public_file(names(one)[0])
    second.article.state = ArticleState.KILLED
    session.flush()
    with pytest.raises(Gone):
        public_file(names(one)[0])


@pytest.mark.usefixtures("session")
def test_naming_another_piece_s_picture_makes_it_no_more_public():
    one = kept.upload(by="ann")
    kept.sent(one)
    people.sent("eve", text=kept.text(one))
    with pytest.raises(NotFound):
        public_file(names(one)[0])


def test_public_files_take_one_query(session, queries):
    one = kept.upload()
    kept.released(one)
    name = names(one)[0]
    session.flush()
    with queries() as seen:
        public_file(name)
    assert len(seen) == 1


@pytest.mark.usefixtures("session")
def test_a_file_is_of_its_own_piece_or_upload_alone():
    one, other, notes = kept.upload(size=(50, 40)), kept.upload(size=(40, 50)), kept.document()
    piece, elsewhere = kept.sent(one), kept.sent(other)
    media.attach(piece, [notes])
    for name in (own(one), *names(one)):
        assert file_of_piece(piece.id, name).name == name
        assert file_of_upload(one.id, name).name == name
        for attempt in (
            lambda name=name: file_of_piece(elsewhere.id, name),
            lambda name=name: file_of_upload(other.id, name),
        ):
            with pytest.raises(NotFound):
                attempt()
    found = file_of_piece(piece.id, own(notes))
    assert (found.private, found.title) == (True, "记录.txt")


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("name", ["", ".", "x", "x.webp", "../../etc/passwd", "\0", "无.webp"])
def test_what_is_no_name_finds_nothing(name):
    piece = kept.sent(kept.upload())
    for attempt in (lambda: public_file(name), lambda: file_of_piece(piece.id, name)):
        with pytest.raises(NotFound):
            attempt()


@both_engines
def test_the_pictures_of_many_articles_take_one_query(session, queries):
    wide, small = kept.upload(size=(1300, 650)), kept.upload(size=(60, 40))
    kept.released(wide, small)
    kept.released(kept.upload(by="eve", size=(70, 40)))
    kept.released()
    with queries() as seen:
        articles = list(session.scalars(people.db.select(Article).order_by(Article.id)))
        _ready = [one.revision for one in articles]
        before = len(seen)
        found = images_of(articles, URLS)
        assert len(seen) - before == 1
    lead, second = found[articles[0].id]
    assert lead.url == URLS.media(*names_of_jpeg(session, wide.id))
    assert (lead.mime, lead.width, lead.height) == ("image/jpeg", 1200, 600)
    assert (lead.alt, lead.caption, lead.credit) == tuple(kept.WORDS.values())
    assert [(one.width, one.mime) for one in lead.sizes] == [
        (480, "image/webp"),
        (960, "image/webp"),
        (1300, "image/webp"),
    ]
    assert (second.width, second.height) == (60, 40)
    assert len(found[articles[1].id]) == 1
    assert articles[2].id not in found


@both_engines
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("width", [60, 700, 1200, 2000])
def test_who_may_see_a_piece_sees_the_sizes_that_readers_get(width):
    piece = kept.released(kept.upload(size=(width, width // 2)))
    seen = images(
        placed(piece.current),
        pictures(piece.id),
        lambda _media, size: URLS.media(size.sha256, size.extension),
    )
    assert {one.mime for one in seen[0].sizes} == {"image/webp"}
    assert images_of([piece.article], URLS) == {piece.article.id: seen}


def names_of_jpeg(session, media_id):
    wanted = people.db.select(kept.Media).where(kept.Media.id == media_id)
    one = next(size for size in session.scalar(wanted).renditions if size.mime == "image/jpeg")
    return one.sha256, one.extension


@pytest.mark.parametrize("state", [ArticleState.RETRACTED, ArticleState.KILLED])
def test_what_was_taken_back_shows_no_picture(session, state):
    article = kept.released(kept.upload()).article
    article.state = state
    session.flush()
    assert images_of([article], URLS) == {}


def test_without_pictures_nothing_is_asked(session, queries):
    article_id = kept.released().article.id
    with queries() as seen:
        article = session.get(Article, article_id)
        _ready = article.revision
        before = len(seen)
        assert images_of([article], URLS) == {}
        assert len(seen) == before
