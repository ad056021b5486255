"""Schema.org data of an article, safe inside a script element."""

import json
from typing import Any

from cms.item import Image, Item
from cms.text.plain import xml_safe

# Inside <script> nothing is an entity, so these are written as JavaScript escapes.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def news_article(item: Item, publisher: str) -> dict[str, Any]:
    """Return the item as schema.org's NewsArticle."""
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.dek,
        "url": item.url,
        "mainEntityOfPage": item.url,
        "inLanguage": item.language,
        "datePublished": item.published_at.isoformat(),
        "dateModified": item.updated_at.isoformat(),
        "articleSection": item.section.name,
        "keywords": [tag.name for tag in item.tags],
        "author": [_person(one.name, one.affiliation) for one in item.authors],
        "editor": {"@type": "Person", "name": item.responsible_editor},
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher},
    }
    return article | ({"image": [_picture(one) for one in item.images]} if item.images else {})


def _picture(image: Image) -> dict[str, Any]:
    picture: dict[str, Any] = {
        "@type": "ImageObject",
        "url": image.url,
        "width": image.width,
        "height": image.height,
    }
    said = {"caption": image.caption or image.alt, "creditText": image.credit}
    return picture | {name: text for name, text in said.items() if text}


def _person(name: str, affiliation: str) -> dict[str, Any]:
    person: dict[str, Any] = {"@type": "Person", "name": name}
    if affiliation:
        person["affiliation"] = {"@type": "Organization", "name": affiliation}
    return person


def script_json(data: object) -> str:
    """Return JSON that can't end a script element or start markup."""
    text = xml_safe(json.dumps(data, ensure_ascii=False))
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    return text
