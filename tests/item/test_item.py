"""A released revision as the world sees it."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cms.item import Item, Topic, tag_uri

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)


@pytest.fixture
def piece():
    return Item(
        public_id="k3f9x2ab",
        url="https://news.example/articles/k3f9x2ab/x",
        title="题",
        dek="",
        html="<p>文</p>",
        language="zh-Hans",
        kind="news",
        section=Topic("news", "新闻"),
        tags=(),
        authors=(),
        responsible_editor="ed",
        published_at=NOON,
        updated_at=NOON,
        tag_uri="tag:news.example,2026-05-04:k3f9x2ab",
    )


def test_a_piece_is_live_and_bare_unless_said_otherwise(piece):
    assert (piece.state, piece.note, piece.images) == ("live", "", ())


def test_a_piece_can_not_be_changed(piece):
    with pytest.raises(FrozenInstanceError):
        piece.title = "别的"


@pytest.mark.parametrize("field", ["published_at", "updated_at"])
def test_a_date_without_a_time_zone_is_refused(piece, field):
    with pytest.raises(ValueError, match="time zone"):
        replace(piece, **{field: NAIVE})


def test_the_permanent_id_names_host_day_and_piece():
    assert tag_uri("news.example", NOON, "k3f9x2ab") == "tag:news.example,2026-05-04:k3f9x2ab"


def test_the_permanent_id_is_one_for_one_moment_in_any_time_zone():
    late = datetime(2026, 5, 4, 23, tzinfo=UTC)
    beijing = late.astimezone(timezone(timedelta(hours=8)))
    assert tag_uri("news.example", beijing, "a") == tag_uri("news.example", late, "a")


def test_the_permanent_id_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        tag_uri("news.example", NAIVE, "a")
