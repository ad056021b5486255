"""The demo newsroom as it stands once it is loaded; loading takes seconds, so once for all."""

from datetime import UTC, datetime

import pytest
from support.engines import dispose, make_config

from cms.app import create_app
from cms.cli.database import migrate_database
from cms.demo.content import pieces
from cms.demo.newsroom import fill
from cms.extensions import db
from cms.models import Article, ArticleState, Revision, Submission
from cms.queries import articles
from cms.queries.items import to_item, to_items
from cms.urls import Urls

pytestmark = pytest.mark.long
ALL = pieces()
URLS = Urls("http://localhost:8000")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The application on a database that holds the demo."""
    home = tmp_path_factory.mktemp("demo")
    app = create_app(make_config(f"sqlite:///{home / 'copydesk.db'}", home / "instance"))
    migrate_database(app)
    with app.app_context():
        fill()
    yield app
    dispose(app)


@pytest.fixture
def made(house):
    """Each submission by its piece's stem."""
    with house.app_context():
        found = list(db.session.scalars(db.select(Submission)))
        title = {one.current.title: one for one in found}
        yield {piece.stem: title[piece.title] for piece in ALL}
        db.session.rollback()


def test_every_piece_came_to_its_state(made):
    assert {stem: one.state.value for stem, one in made.items()} == {
        piece.stem: piece.state for piece in ALL
    }


def test_no_version_held_anything_that_had_to_go(made):
    assert made
    for revision in db.session.scalars(db.select(Revision)):
        assert revision.removed == []
        assert "{{" not in revision.html


def test_pieces_have_as_many_versions_as_people_worked_on_them(made):
    for piece in ALL:
        versions = 1 + bool(piece.answers) + bool(piece.edited)
        found = made[piece.stem].revisions
        assert len(found) == versions
        assert len({one.source_hash for one in found}) == versions
        assert [one.by_editor for one in found].count(True) == bool(piece.edited)


def test_counterparts_lead_to_each_other(made):
    for piece in ALL:
        article = made[piece.stem].article
        if piece.counterpart:
            assert article.counterpart is made[piece.counterpart].article
        elif article is not None:
            assert article.counterpart is None


def test_every_picture_is_shown_where_the_text_places_it(made):
    for piece in ALL:
        article = made[piece.stem].article
        if article is None or piece.retracted:
            continue
        item = to_item(article, URLS, "zh_Hans")
        assert len(item.images) == len(piece.images)
        assert all(one.alt and one.caption and one.credit for one in item.images)
        placed = [one for one in item.images if one.placed]
        assert len(placed) == piece.body.count("{{picture") == item.html.count("<figure>")


def test_readers_find_what_was_wrong(made):
    for piece in ALL:
        article = made[piece.stem].article
        if piece.corrected or piece.retracted:
            assert article.note == piece.corrected + piece.retracted
            wanted = ArticleState.RETRACTED if piece.retracted else ArticleState.CORRECTED
            assert article.state is wanted
            assert article.updated_at > article.published_at


def test_the_front_page_opens_with_a_picture(made):
    assert made["ambient-loop"].article
    newest = to_items(articles.page(articles.Scope(), limit=1), URLS, "zh_Hans")[0]
    assert newest.title == made["ambient-loop"].current.title
    assert newest.images[0].url


def test_every_section_fills_a_page(made):
    often = db.select(Article.section_id, db.func.count()).group_by(Article.section_id)
    assert made
    assert all(number >= 3 for _section, number in db.session.execute(often))


def test_the_desk_has_something_of_everything(made):
    assert made["manhole-covers-direct"].quarantined_for
    assert made["thermal-test-in-class"].assignee_id is None
    assert made["spacing-and-drift"].due_at < datetime.now(UTC)
    assert made["stop-quoting-two-decimals"].sender.confirmed_at is None
    assert made["liudu-hospital-award"].sender.confirmed_at is not None
    assert made["six-schools-tender"].vouched_by_id is not None
