"""Every letter and what it needs to be told; what a letter may be told besides stands behind it."""

from collections.abc import Mapping

PIECE = ("title", "receipt")

LETTERS: Mapping[str, tuple[str, ...]] = {
    # about a piece; `link` leads to it, for a guest by its private link
    "received": (*PIECE, "section", "link"),  # due_at, confirm (a link), private, until
    "confirm_sender": (*PIECE, "link"),
    "changes_requested": (*PIECE, "points", "link"),  # due_at, public_note, editor
    "approved": (*PIECE, "section", "link"),  # public_note
    "declined": (*PIECE, "code", "link"),  # public_note
    "published": (*PIECE, "section", "link"),  # editor; the link is the article's address
    "reminder": (*PIECE, "points", "due_at", "link"),  # overdue
    "link_renewed": (*PIECE, "link"),  # until
    "override": (*PIECE, "by", "link"),  # reason, section
    # about an account; without `link` the button leads to the account's own page
    "confirm": ("link",),  # hours
    "welcome_existing": (),  # link or the sign-in page, reset (a link)
    "reset": ("link",),  # hours
    "password_changed": (),  # link
    "change_address": ("link",),  # hours
    "address_changed": (),  # link, new_address
    "invited": ("role", "link"),  # by, sections, second_factor, until with days
    "new_sign_in_method": ("change",),  # link, method
    # to the operator
    "test": (),
}
"""`at`, `due_at` and `until` are datetimes (`at` is now unless it is given), `points` and
`sections` lists of texts, `code` is a decline's, `change` as in the letter's template, `method` a
passkey's name. Who gets the letter, the site's name and its addresses are known to every letter."""
