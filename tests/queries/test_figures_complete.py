"""An article's text comes with its figures complete, its pictures tell which stand in it."""

import pytest
from support import kept, people
from support.engines import both_engines

from cms.actions import media
from cms.errors import NotFound
from cms.models import ArticleState
from cms.queries.items import to_item
from cms.queries.media import public_file
from cms.urls import Urls

URLS = Urls("https://news.example")


def item_of(piece):
    return to_item(piece.article, URLS, "en")


@both_engines
@pytest.mark.usefixtures("session")
def test_placed_pictures_are_in_the_text_with_absolute_addresses():
    lead, other = kept.upload(size=(1300, 650)), kept.upload(size=(60, 40))
    item = item_of(kept.released(lead, other, body=f"<p>一</p>{kept.figure(other)}<p>二</p>"))
    assert [(one.sha256, one.placed) for one in item.images] == [
        (lead.sha256, False),
        (other.sha256, True),
    ]
    shown = item.images[1]
    assert shown.url.startswith("https://news.example/media/")
    assert item.html == (
        f'<p>一</p><figure><img src="{shown.url}" alt="钻机立在井口" width="60" height="40">'
        "<figcaption>第三口孔 <small>摄影：温叙白</small></figcaption></figure><p>二</p>"
    )
    assert public_file(shown.url.rpartition("/")[2]).mime == "image/jpeg"


@pytest.mark.usefixtures("session")
def test_a_piece_shows_no_picture_of_another_and_none_beside_its_list():
    other, unlisted = kept.upload(size=(50, 40)), kept.upload(size=(40, 50))
    kept.released(other)
    piece = kept.sent(body=f"<p>一</p>{kept.figure(other)}{kept.figure(unlisted)}")
    media.attach(piece, [unlisted])
    for step, by in (("claim", "ed"), ("approve", "lin"), ("release", "ed")):
        people.take(piece, step, by)
    item = item_of(piece)
    assert (item.html, item.images) == ("<p>一</p>", ())
    with pytest.raises(NotFound):
        public_file(kept.name_of(unlisted.renditions[0]))


@pytest.mark.usefixtures("session")
def test_of_a_picture_that_is_listed_twice_the_first_stands_in_the_text():
    one = kept.upload()
    item = item_of(kept.released(one, one, body=kept.figure(one)))
    assert [each.placed for each in item.images] == [True, False]


def test_what_was_taken_back_shows_no_figure(session):
    one = kept.upload()
    piece = kept.released(one, body=f"<p>一</p>{kept.figure(one)}")
    piece.article.state = ArticleState.RETRACTED
    session.flush()
    assert item_of(piece).html == "<p>一</p>"
