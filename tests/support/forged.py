"""What a stranger plants in forms, and what a browser needs to send any form at all."""

from support.pages import open_page

WHO = (None, "ann", "ed", "cho", "ada")

PLANTED = {
    "id": "999",
    "state": "released",
    "role": "admin",
    "author_id": "1",
    "submitter_id": "1",
    "assignee_id": "1",
    "section_id": "2",
    "public_id": "zzzzzzzz",
    "article_id": "1",
    "active": "y",
    "confirmed_at": "2026-01-01",
    "vouched_by_id": "1",
    "quarantined_for": "",
    "fs_uniquifier": "planted",
    "password_hash": "planted",
    "us_totp_secrets": "planted",
    "tf_primary_method": "none",
    "token_hash": "planted",
    "is_admin": "true",
    "version": "999",
}


def token_of(browser) -> str:
    """A valid form token, so that nothing is refused for want of it."""
    return open_page(browser, "/submit").form("/submit").values()["csrf_token"]
