"""A piece as it stands before it goes to a channel."""

from dataclasses import replace
from datetime import UTC, datetime

from cms.item import Credit, Image, Item, Topic

DAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ITEM = Item(
    public_id="k7m2q9xa",
    url="https://news.example/articles/k7m2q9xa/回填",
    title="地埋管换热孔回填的三个细节",
    dek="一句话的导语。",
    html="",
    language="zh-Hans",
    kind="news",
    section=Topic("news", "要闻"),
    tags=(),
    authors=(Credit("安念秋", "", "云舸设计院"),),
    responsible_editor="纪闻笙",
    published_at=DAY,
    updated_at=DAY,
    tag_uri="tag:news.example,2026-11-23:k7m2q9xa",
)


def picture(letter: str = "a", **changes: object) -> Image:
    sha256 = letter * 64
    url = f"https://news.example/media/{sha256}.jpg"
    made = Image(url, "钻机立在井口", "第三口孔", "摄影：温叙白", 1200, 800, "image/jpeg", 90_000)
    return replace(made, sha256=sha256, **changes)
