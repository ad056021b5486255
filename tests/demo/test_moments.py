"""The demo's days: in order, never in the future, whenever it is loaded."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.demo.content import pieces
from cms.demo.moments import BEIJING, LATEST, moments, noted

ALL = pieces()
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
LOADED = st.integers(0, 60 * 24 * 500).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(st.sampled_from(ALL), st.integers(0, 7), LOADED)
def test_steps_follow_each_other_and_are_over(piece, steps, now):
    found = moments(piece, steps, now)
    assert len(found) == steps + 1
    assert all(earlier < later for earlier, later in pairwise(found))
    assert found[-1] <= now - LATEST
    assert found[-1] > now - timedelta(days=piece.days_ago + 2)
    if piece.noted_days_ago:
        assert found[-1] < noted(piece, now) <= now - LATEST


@given(LOADED)
def test_the_lead_is_the_newest_whenever_it_is_loaded(now):
    released = [piece for piece in ALL if piece.state == "released"]
    newest = max(released, key=lambda piece: moments(piece, 0, now)[0])
    assert newest.stem == "ambient-loop"


def test_a_piece_comes_at_its_time_in_beijing():
    piece = next(piece for piece in ALL if piece.stem == "night-drilling-limits")
    came = moments(piece, 0, NOW)[0].astimezone(BEIJING)
    assert (came.day, f"{came:%H:%M}") == (22, "17:45")


@pytest.mark.parametrize("back", [0, 1, 2])
def test_people_work_by_day_and_not_all_at_once(back):
    hours = [moments(piece, 2, NOW)[back].astimezone(BEIJING).hour for piece in ALL]
    assert all(7 <= hour <= 19 for hour in hours)
    assert len(set(hours)) > 5
