"""Dates, numbers, sizes and times as each language writes them."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.web import language

LATE = datetime(2026, 11, 23, 16, 5, tzinfo=UTC)  # the 24th in Shanghai
EVERY = ("zh_Hans", "zh_Hant", "en")


@pytest.fixture
def written(app):
    """`written(work)` gives what `work()` writes in each language of the interface."""

    def write(work):
        said = []
        for one in EVERY:
            with app.test_request_context(headers={"Cookie": f"language={one}"}):
                said.append(work())
        return said

    return write


@pytest.mark.parametrize(
    ("write", "value", "chinese", "traditional", "english"),
    [
        ("day", LATE, "2026年11月24日", "2026年11月24日", "24 November 2026"),
        ("short_date", LATE, "2026年11月24日", "2026年11月24日", "24 Nov 2026"),
        ("short_day", LATE, "11-24", "11-24", "24 Nov"),
        ("weekday", LATE, "星期二", "星期二", "Tuesday"),
        ("month", LATE, "2026年11月", "2026年11月", "November 2026"),
        ("moment", LATE, "2026年11月24日 00:05", "2026年11月24日 00:05", "24 Nov 2026, 00:05"),
        ("number", 1234567, "1,234,567", "1,234,567", "1,234,567"),
        ("file_size", 1, "1KB", "1KB", "1 kB"),
        ("file_size", 20_000_000, "20MB", "20MB", "20 MB"),
        ("file_size", 1_250_000, "1.2MB", "1.2MB", "1.2 MB"),
        ("duration", timedelta(minutes=2), "2分钟", "2分鐘", "2 minutes"),
        ("duration", timedelta(minutes=15), "15分钟", "15分鐘", "15 minutes"),
        ("duration", timedelta(hours=3), "3小时", "3小時", "3 hours"),
        ("duration", timedelta(days=1), "24小时", "24小時", "24 hours"),
    ],
)
def test_every_language_writes_it_its_own_way(written, write, value, chinese, traditional, english):
    format_ = getattr(language, write)
    assert written(lambda: str(format_(value))) == [chinese, traditional, english]
