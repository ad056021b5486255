"""Readers get what is released, every piece of it once, newest first."""

from datetime import datetime, timedelta, timezone

import pytest
from support.engines import both_engines
from support.people import NOON, released, section

from cms.errors import NotFound
from cms.models import ArticleState
from cms.queries import articles
from cms.queries.articles import PAGE, Scope
from cms.rules.facts import Text

PUBLIC = {ArticleState.LIVE, ArticleState.CORRECTED, ArticleState.RETRACTED}
BEIJING = timezone(timedelta(hours=8))


def walk(scope=Scope(), step=PAGE, read=articles.page):  # noqa: B008  frozen
    """Every article of a scope, page by page."""
    found, before = [], None
    while some := read(scope, before, step):
        found += some
        before = (some[-1].published_at, some[-1].id)
        assert len(found) < 1000
    return found


@pytest.mark.parametrize("state", ArticleState)
def test_only_what_is_live_corrected_or_retracted_is_public(publish, state):
    (one,) = publish(state=state)
    listed = [articles.page(Scope()), articles.since(NOON, 9)]
    listed.append(articles.month(NOON - timedelta(1), NOON + timedelta(1)))
    assert [found == [one] for found in listed] == [state in PUBLIC] * 3
    if state in PUBLIC:
        assert articles.by_public_id(one.public_id) is one
    else:
        with pytest.raises(NotFound):
            articles.by_public_id(one.public_id)


@pytest.mark.usefixtures("session")
def test_an_id_of_nothing_is_not_found():
    with pytest.raises(NotFound):
        articles.by_public_id("zzzzzzzz")


@both_engines
@pytest.mark.parametrize("step", [1, 7, 20])
def test_paging_shows_every_piece_once_also_with_equal_times(publish, step):
    times = [NOON + timedelta(microseconds=n % 3) for n in range(30)]
    made = publish(*times, *[NOON - timedelta(days=1)] * 11)
    newest_first = sorted(made, key=lambda one: (one.published_at, one.id), reverse=True)
    assert walk(step=step) == newest_first


@both_engines
def test_a_page_stands_still_while_newer_pieces_arrive(publish):
    made = publish(*[NOON] * 25)
    first = articles.page(Scope())
    publish(NOON + timedelta(hours=1), NOON)
    last = first[-1]
    assert articles.page(Scope(), (last.published_at, last.id)) == made[4::-1]


@both_engines
def test_a_cursor_of_another_zone_is_the_same_moment(publish):
    older, newer = publish(NOON - timedelta(minutes=1), NOON)
    assert articles.page(Scope(), (NOON.astimezone(BEIJING), newer.id)) == [older]
    assert articles.since(NOON.astimezone(BEIJING), 9) == [newer]


@both_engines
def test_a_month_holds_what_was_published_in_it(publish):
    start = datetime(2026, 11, 1, tzinfo=BEIJING)
    end = datetime(2026, 12, 1, tzinfo=BEIJING)
    tick = timedelta(microseconds=1)
    _before, first, last, _after = publish(start - tick, start, end - tick, end)
    assert articles.month(start, end) == [last, first]
    assert articles.month(start, end, (last.published_at, last.id)) == [first]


def test_a_month_gives_one_more_than_a_page_to_tell_that_there_is_more(publish):
    publish(*[NOON] * (PAGE + 5))
    assert len(articles.month(NOON, NOON + timedelta(1))) == PAGE + 1


@both_engines
def test_each_scope_holds_its_own(session):
    one = released(tags=("回填", "冬期"))
    other = released(tags=("冬期",), section_id=section().id)
    other.article.section_id = section("papers").id
    other.article.bylines[0].slug = other.article.bylines[0].name = "Wen"
    session.flush()

    def found(kind, slug):
        return [each.id for each in walk(Scope(kind, slug))]

    first, second = one.article.id, other.article.id
    assert found("all", "") == [second, first]
    assert found("section", "news") == [first]
    assert found("section", "papers") == [second]
    assert found("tag", "冬期") == [second, first]
    assert found("tag", "回填") == [first]
    assert found("author", "Wen") == [second]
    assert found("tag", "nothing") == found("section", "nobody") == found("author", "eve") == []


def test_an_author_credited_twice_is_listed_once(session):
    twice = (("安念秋", "甲"), ("安念秋", "乙"))
    released(text=Text("题", "文", "plain", "", twice))
    session.flush()
    assert len(walk(Scope("author", "安念秋"))) == 1


def test_a_listing_costs_the_same_queries_for_one_piece_and_for_three(queries):
    costs = []
    for count in (1, 2):
        for _ in range(count):
            released(tags=("甲", "乙"))
        with queries() as seen:
            for each in articles.page(Scope()):
                shown = (each.revision.title, each.section.slug, each.editor.name)
                assert all((*shown, each.tags[0].name, each.bylines[0].name))
        costs.append(len(seen))
    assert len(articles.page(Scope())) == 3
    assert costs[0] == costs[1] <= 3


@both_engines
def test_the_front_page_has_the_newest_of_all_and_of_each_section(publish):
    publish(*[NOON + timedelta(hours=n) for n in range(9)])
    publish(*[NOON + timedelta(minutes=n) for n in range(4)], section_id=section("papers").id)
    found = articles.front(["news", "papers"], 3, 2)
    papers = articles.page(Scope("section", "papers"), limit=2)
    assert found == articles.page(Scope(), limit=3) + papers


@pytest.mark.parametrize("more", [(), ("papers",)])
def test_another_section_on_the_front_page_costs_no_query(publish, queries, more):
    publish(*[NOON] * 3)
    publish(NOON, section_id=section("papers").id)
    with queries() as seen:
        assert articles.front(["news", *more], 3, 2)
    assert len(seen) == 3  # pieces, tags, bylines
