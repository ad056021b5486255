"""When the steps of a demo piece were taken: one a day, at an office's hours, in Beijing."""

from datetime import datetime, time, timedelta, timezone

from cms.demo.content import Piece

BEIJING = timezone(timedelta(hours=8))
OPENS, HOURS = 8 * 60 + 30, 10 * 60  # minutes
LATEST = timedelta(minutes=40)
BETWEEN = timedelta(minutes=15)


def moments(piece: Piece, steps: int, now: datetime) -> list[datetime]:
    """Return when the piece was sent and when each of its steps was taken, in UTC.

    The last is when it came to its state, `piece.days_ago` days before `now`.
    """
    found = [_past(_on(piece, piece.days_ago, now, piece.at), now)]
    for back in range(1, steps + 1):
        usual = _on(piece, piece.days_ago + back, now, "")
        found.append(min(usual, found[-1] - BETWEEN))
    return found[::-1]


def noted(piece: Piece, now: datetime) -> datetime:
    """Return when the released piece got its public note."""
    return _past(_on(piece, piece.noted_days_ago, now, ""), now)


def _past(moment: datetime, now: datetime) -> datetime:
    """Return the moment, or one shortly before `now`; what was to be later comes later still."""
    if moment <= now - LATEST:
        return moment
    midnight = (moment + timedelta(days=1)).replace(hour=0, minute=0)
    return now - LATEST - (midnight - moment) / 48


def _on(piece: Piece, days_ago: int, now: datetime, at: str) -> datetime:
    day = now.astimezone(BEIJING).date() - timedelta(days=days_ago)
    return datetime.combine(day, time.fromisoformat(at) if at else _usual(piece, days_ago), BEIJING)


def _usual(piece: Piece, days_ago: int) -> time:
    """Return a time that is the piece's own and differs from day to day, always the same."""
    minute = OPENS + (sum(map(ord, piece.stem)) * 7 + days_ago * 131) % HOURS
    return time(minute // 60, minute % 60)
