"""JSON Feed 1.1 with the full text."""

import json

from cms.feeds.feed import Feed
from cms.feeds.printable import each, legal, title_of, utc
from cms.item import Credit, Image, Item

MIME = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"

Fields = dict[str, object]


def render(feed: Feed) -> bytes:
    """Print the feed as JSON; the same feed gives the same bytes anywhere, at any time."""
    links = legal(feed.links)
    hubs = [{"type": "WebSub", "url": link.href} for link in links if link.rel == "hub"]
    following = [link.href for link in links if link.rel == "next"]
    document: Fields = {
        "version": VERSION,
        "title": title_of(feed),
        "home_page_url": feed.site_url,
        "feed_url": feed.url,
        "description": legal(feed.subtitle),
        "icon": feed.icon,
        "language": feed.language,
        "authors": [{"name": legal(feed.publisher), "url": feed.site.front()}],
        "hubs": hubs,
        "next_url": following[0] if following else None,
    }
    items = list(each(feed, _item))
    return json.dumps({**_given(document), "items": items}, ensure_ascii=False).encode()


def _item(feed: Feed, item: Item) -> Fields:
    return _given(
        {
            "id": item.tag_uri,
            "url": item.url,
            "title": item.title,
            "summary": item.dek,
            "content_html": item.html,
            "image": item.images[0].url if item.images else None,
            "attachments": [_attachment(one) for one in item.images[1:] if not one.placed],
            "date_published": utc(item.published_at).isoformat(),
            "date_modified": utc(item.updated_at).isoformat(),
            "authors": [_author(feed, credit) for credit in item.authors],
            "tags": [topic.name for topic in (item.section, *item.tags)],
            "language": item.language,
            "_copydesk": _extension(item),
        }
    )


def _extension(item: Item) -> Fields:
    return _given(
        {
            "kind": item.kind,
            "image_alt": item.images[0].alt if item.images else None,
            "section": item.section.slug,
            "responsible_editor": item.responsible_editor,
            "state": item.state,
            "note": item.note,
        }
    )


def _attachment(image: Image) -> Fields:
    return _given(
        {
            "url": image.url,
            "mime_type": image.mime,
            "title": image.alt,
            "size_in_bytes": image.size,
        }
    )


def _author(feed: Feed, credit: Credit) -> Fields:
    return _given({"name": credit.name, "url": credit.slug and feed.site.author(credit.slug)})


def _given(pairs: Fields) -> Fields:
    return {name: value for name, value in pairs.items() if value}
