"""Days and times that nobody means are refused beside their field."""

import pytest
from support import people
from support.pages import open_page


@pytest.mark.parametrize("typed", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_of_no_year_of_ours_is_refused_at_its_field(browse, piece, written, typed):
    before = written()
    form = open_page(browse("ed"), f"/desk/{piece}").form("/request_changes")
    refused = form.send(points="改", due_at=typed)
    assert refused.status == 422
    assert "between 2000 and 2100" in refused.error_of("request_changes-due_at")
    assert written() == before


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_of_no_year_of_ours_is_refused_at_its_field(browse, made, written, typed):
    number = made(_approved)
    before = written()
    form = open_page(browse("ed"), f"/desk/{number}").form("/schedule")
    refused = form.send(release_at=typed)
    assert refused.status == 422
    assert "between 2000 and 2100" in refused.error_of("schedule-release_at")
    assert written() == before


@pytest.mark.parametrize("typed", ["2100-12-31", "2030-01-02"])
def test_the_last_day_of_our_time_is_taken(browse, piece, typed):
    form = open_page(browse("ed"), f"/desk/{piece}").form("/request_changes")
    assert form.send(points="改", due_at=typed).status == 200


def _approved():
    one = people.sent()
    people.take(one, "claim", "ed")
    people.take(one, "approve", "lin")
    return one
