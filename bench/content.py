"""A newsroom of many released pieces, written straight into the tables; the same for each seed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import quote

import prose
from sqlalchemy import Connection, Table, insert

from cms.models import Article, Byline, Person, Revision, Section, Submission, Tag, article_tag
from cms.text.clean import POLICY_VERSION, clean
from cms.text.secret import ALPHABET, PUBLIC_ID_LENGTH
from cms.text.slug import slug

SEED = 20_260_101
FIRST = datetime(2024, 1, 1, 8, tzinfo=UTC)
EVERY = timedelta(hours=1)
SECTIONS = {
    "news": ("要闻", "News"),
    "cases": ("工程案例", "Case studies"),
    "research": ("研究", "Research"),
    "policy": ("政策", "Policy"),
    "products": ("产品", "Products"),
    "opinion": ("观点", "Opinion"),
}
KINDS = ("news", "feature", "case_study", "paper", "opinion")
TAGS = 40
TAGS_EACH = 3
AUTHORS = 60
EDITORS = 5
BATCH = 500

Rows = dict[str, list[dict[str, Any]]]
TABLES: dict[str, Table] = {
    "submission": Submission.__table__,
    "revision": Revision.__table__,
    "article": Article.__table__,
    "byline": Byline.__table__,
    "article_tag": article_tag,
}


def fill(connection: Connection, size: int) -> list[str]:
    """Write `size` released pieces, Chinese and English in turn; return their paths in order.

    Raises:
        ValueError: a body differs from what our cleaner makes of it, so it is no real content.
    """
    draw = Random(SEED)
    for language in prose.WORDS:
        sample = prose.body(Random(SEED), language)
        if clean(sample).html != sample:
            raise ValueError(f"The {language} bodies are not as the cleaner leaves them.")
    for table, rows in newsroom():
        connection.execute(insert(table), rows)
    paths: list[str] = []
    for start in range(1, size + 1, BATCH):
        batch: Rows = {name: [] for name in TABLES}
        numbers = range(start, min(start + BATCH, size + 1))
        paths += [add_piece(batch, draw, number) for number in numbers]
        for name, table in TABLES.items():
            connection.execute(insert(table), batch[name])
    return paths


def newsroom() -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Yield the rows that the pieces refer to."""
    people = [
        {
            "email": f"editor{number}@news.example",
            "name": f"责编{number}",
            "role": "editor",
            "fs_uniquifier": f"editor-{number}",
            "created_at": FIRST,
        }
        for number in range(1, EDITORS + 1)
    ]
    sections = [
        {"slug": name, "name_zh": zh, "name_en": en, "position": place}
        for place, (name, (zh, en)) in enumerate(SECTIONS.items())
    ]
    tags = [{"slug": f"tag-{number}", "name": f"热泵{number}"} for number in range(1, TAGS + 1)]
    yield Person.__table__, people
    yield Section.__table__, sections
    yield Tag.__table__, tags


def add_piece(batch: Rows, draw: Random, number: int) -> str:
    """Append the rows of one released piece, all with the id `number`; return its path."""
    language = "zh-Hans" if number % 2 else "en"
    facts = {
        "id": number,
        "section_id": draw.randint(1, len(SECTIONS)),
        "kind": draw.choice(KINDS),
        "language": language,
        "version": 1,
        "updated_at": FIRST + number * EVERY,
    }
    title = prose.title(draw, language, number)
    authors = credits_of(draw)
    article = facts | published(draw, title, facts["updated_at"])
    batch["submission"].append(submission(facts))
    batch["revision"].append(revision(draw, facts, title, authors))
    batch["article"].append(article | {"revision_id": number})
    for place, one in enumerate(authors):
        credit = {"article_id": number, "position": place, "slug": slug(one["name"])}
        batch["byline"].append(credit | one)
    for tag in draw.sample(range(1, TAGS + 1), k=TAGS_EACH):
        batch["article_tag"].append({"article_id": number, "tag_id": tag})
    return f"/articles/{article['public_id']}/{quote(article['slug'])}"


def published(draw: Random, title: str, at: datetime) -> dict[str, Any]:
    """Return what an article has beyond the facts that it shares with its submission."""
    return {
        "public_id": "".join(draw.choices(ALPHABET, k=PUBLIC_ID_LENGTH)),
        "slug": slug(title),
        "state": "live",
        "editor_id": draw.randint(1, EDITORS),
        "published_at": at,
    }


def credits_of(draw: Random) -> list[dict[str, str]]:
    """Return one or two authors with their affiliation."""
    numbers = draw.sample(range(1, AUTHORS + 1), k=draw.randint(1, 2))
    return [{"name": f"作者{number}", "affiliation": "暖通研究院"} for number in numbers]


def submission(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the released submission that the piece came from."""
    return facts | {
        "receipt": f"CD-2024-{facts['id']:05d}",
        "form_key": f"bench-{facts['id']}",
        "state": "released",
        "state_since": facts["updated_at"],
        "revision_number": 1,
        "created_at": facts["updated_at"],
    }


def revision(
    draw: Random, facts: dict[str, Any], title: str, authors: list[dict[str, str]]
) -> dict[str, Any]:
    """Return the one revision of the piece, cleaned already."""
    html = prose.body(draw, facts["language"])
    return {
        "id": facts["id"],
        "submission_id": facts["id"],
        "number": 1,
        "title": title,
        "dek": prose.write(draw, facts["language"], prose.PATTERNS[facts["language"]][0]),
        "body": html,
        "format": "html",
        "bylines": authors,
        "html": html,
        "policy": POLICY_VERSION,
        "removed": [],
        "source_hash": f"bench-{facts['id']}",
        "created_at": facts["updated_at"],
    }
