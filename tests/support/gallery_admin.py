"""The admin's pages, and the letters as they look in a mail."""

from support.gallery_steps import Entry, press, put

from cms.letters.registry import LETTERS

PEOPLE = ("person", "person_admin", "person_vera", "person_invited", "person_disabled")
ADMIN = (
    Entry("people", "admin", "/admin/people"),
    Entry("people-none", "admin", "/admin/people?q=xyzzy"),
    *(Entry(name.replace("_", "-"), "admin", f"{{{name}}}") for name in PEOPLE),
    Entry(
        "person-errors",
        "admin",
        "{person}",
        422,
        (put(rename__name=""), press("form[action$=rename] button")),
    ),
    Entry("invite", "admin", "/admin/people/invite"),
    Entry("invite-errors", "admin", "/admin/people/invite", 422, (press("main form button"),)),
    Entry("letters", "admin", "/admin/mail"),
    Entry("letter", "admin", "{letter_changes_requested}"),
    *(
        Entry(f"mail-{name.replace('_', '-')}", "admin", f"{{letter_{name}}}/html", letter=True)
        for name in LETTERS
    ),
)
