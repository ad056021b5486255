"""A release shows the article, its credits and tags, to search and to every channel, at once."""

from datetime import UTC, datetime, timedelta

import pytest
from support.engines import both_engines
from support.people import NOON, released, section, sent, take

from cms.actions import publishing
from cms.extensions import db
from cms.models import ArticleState, Channel, Delivery, DeliveryState, Language, State
from cms.queries.search import search
from cms.rules.actor import WORKER
from cms.rules.facts import Text


def channel(slug, active=True, **filters):
    made = Channel(
        slug=slug, name=slug, kind="wire", filters=filters, active=active, created_at=NOON
    )
    db.session.add(made)
    return made


def deliveries():
    return db.session.scalars(db.select(Delivery).order_by(Delivery.id)).all()


@both_engines
def test_the_article_is_what_was_approved(session):
    text = Text("回填记", "去年冬天。", "plain", "导语", (("安念秋", "云舸"), ("Wen Xubai", "")))
    one = released(text=text, tags=("回填",), language=Language.ZH_HANS)
    session.expire_all()
    article = one.article
    assert article.state is ArticleState.LIVE
    assert (one.state, article.revision.number) == (State.RELEASED, 1)
    assert (len(article.public_id), article.slug) == (8, "回填记")
    assert (article.section.slug, article.kind, article.language) == ("news", one.kind, "zh-Hans")
    assert (article.published_at, article.updated_at) == (NOON, NOON)
    assert article.editor.name == "ed"
    assert [tag.name for tag in article.tags] == ["回填"]
    assert [(one.name, one.slug, one.affiliation) for one in article.bylines] == [
        ("安念秋", "安念秋", "云舸"),
        ("Wen Xubai", "wen-xubai", ""),
    ]
    assert [found.id for found in search("去年冬天")] == [article.id]


def test_a_piece_that_is_nobodys_is_answered_for_by_who_releases_it(session):
    one = sent()
    take(one, "claim", "ed")
    take(one, "approve", "lin")
    one.assignee_id = None
    session.flush()
    take(one, "release", "lin")
    assert one.article.editor.name == "lin"


def test_the_worker_releases_the_pinned_text_under_the_editors_name(session):
    one = sent()
    take(one, "claim", "ed")
    take(one, "approve", "lin")
    take(one, "schedule", "ed", release_at=NOON + timedelta(hours=1))
    take(one, "release", WORKER, NOON + timedelta(hours=1), version=None)
    session.flush()
    assert one.article.editor.name == "ed"
    assert one.article.revision.number == one.pinned_number
    assert one.events[-1].actor_kind == "worker"


@both_engines
def test_every_matching_active_channel_gets_one_delivery(session):
    channel("all")
    channel("news-only", sections=["news"], languages=["zh-Hans"], kinds=["news"])
    channel("off", active=False)
    channel("papers-only", sections=["papers"])
    channel("english", languages=["en"])
    channel("opinions", kinds=["opinion"])
    session.flush()
    article = released().article
    assert [db.session.get(Channel, one.channel_id).slug for one in deliveries()] == [
        "all",
        "news-only",
    ]
    one = deliveries()[0]
    assert (one.state, one.action, one.attempts) == (DeliveryState.PENDING, "publish", 0)
    assert (one.due_at, one.revision_id) == (NOON, article.revision_id)
    assert one.payload["html"] == article.revision.html
    assert one.payload["section"] == "news"
    assert len({each.key for each in deliveries()}) == 2


def test_what_a_channel_gets_is_frozen_at_the_release(session):
    channel("all")
    session.flush()
    article = released().article
    title = article.revision.title
    article.slug, article.section_id = "elsewhere", section("papers").id
    session.flush()
    session.expire_all()
    assert (deliveries()[0].payload["title"], deliveries()[0].payload["section"]) == (title, "news")


@both_engines
def test_article_search_and_deliveries_stand_or_fall_together(session, counts, monkeypatch):
    channel("all")
    one = sent()
    take(one, "claim", "ed")
    take(one, "approve", "lin")
    session.commit()
    before = counts()

    def fall_over(_article):
        raise OSError("no")

    monkeypatch.setattr(publishing, "_payload", fall_over)
    with pytest.raises(OSError, match="no"):
        take(one, "release", "ed")
    session.rollback()
    assert counts() == before
    assert one.state is State.APPROVED
    assert search("回填") == []


def test_times_of_another_zone_are_published_in_utc(session):
    beijing = datetime.fromisoformat("2026-11-23T12:00:00+08:00")
    one = released(now=beijing)
    session.expire_all()
    assert one.article.published_at == NOON
    assert one.article.published_at.tzinfo is UTC


def test_what_the_desk_says_among_itself_stays_there(session):
    channel("all")
    one = sent()
    take(one, "claim", "ed")
    take(one, "approve", "lin", private_note="内部")
    take(one, "release", "ed", private_note="内部")
    session.flush()
    assert one.article.note == one.events[-1].public_note == ""
    assert "内部" not in str(deliveries()[0].payload)
