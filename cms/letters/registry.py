"""Every letter and what it needs to be told; what a letter may be told besides stands behind it."""

from collections.abc import Mapping

PIECE = ("title", "receipt")

LETTERS: Mapping[str, tuple[str, ...]] = {
    # about a piece; `link` leads to it, for a guest by its private link
    "received": (*PIECE, "section", "link"),  # due_at, confirm (a link), private
    "confirm_sender": (*PIECE, "link"),
    "changes_requested": (*PIECE, "points", "link"),  # due_at, public_note, editor
    "approved": (*PIECE, "section", "link"),  # public_note
    "declined": (*PIECE, "code", "link"),  # public_note
    "published": (*PIECE, "section", "link"),  # editor; the link is the article's address
    "reminder": (*PIECE, "points", "due_at", "link"),  # overdue
    "link_renewed": (*PIECE, "link"),
    "override": (*PIECE, "by", "link"),  # reason, section
    # about an account
    "confirm": ("link",),  # hours
    "welcome_existing": ("link",),  # reset (a link)
    "reset": ("link",),  # hours
    "password_changed": ("at", "link"),
    "change_address": ("link",),  # hours
    "address_changed": ("at", "link"),  # new_address
    "invited": ("role", "link"),  # invited_by, sections, days
    "new_sign_in_method": ("at", "method", "link"),  # change: added or removed
    # to the operator
    "test": ("link",),
}
"""`at` and `due_at` are datetimes, `points` and `sections` lists of texts; `method` is app, passkey
or recovery_codes; `code` is a decline's. Who gets the letter and the site's name are known."""
