"""Every route of the application, with an address that shows something."""

from flask import Flask

ADDRESSES = {
    "site.archive": {"year": 2026, "month": 11},
    "site.language": {"code": "en"},
    "site.call": {"slug": "winter"},
    "contribute.submit_to_call": {"slug": "winter"},
    "site.tag": {"slug": "nothing"},
    "site.author": {"slug": "nobody"},
    "site.section": {"slug": "news"},
    "desk.decide": {"name": "claim"},
    "admin.change_person": {"name": "rename"},
    "static": {"filename": "icon.svg"},
}
USUAL = {
    "token": "no-such-token",
    "slug": "news",
    "public_id": "abcd1234",
    "name": "rss",
    "submission_id": 1,
    "passkey_id": 1,
    "session_id": 1,
    "number": 1,
    "person_id": 1,
    "message_id": 1,
    "filename": "x",
    "reference": "none",
    "file": "x.webp",
}


def walk(app: Flask, method: str) -> list[tuple[str, str]]:
    """(endpoint, address) of every route that takes the method."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method not in rule.methods:
                continue
            given = USUAL | ADDRESSES.get(rule.endpoint, {})
            built = rule.build({name: given[name] for name in rule.arguments})
            found.append((rule.endpoint, built[1]))
    return sorted(found)
