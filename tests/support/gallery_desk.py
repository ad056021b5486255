"""The editors' pages."""

from support.gallery_contribute import LOOK, OLD
from support.gallery_steps import Entry, Steps, open_details, press_value, put, within

STATES = (
    "submitted",
    "in_review",
    "changes_requested",
    "answered",
    "approved",
    "scheduled",
    "released",
    "declined",
    "withdrawn",
    "asked_back",
    "spam",
    "corrected",
    "guest_id",
    "guest_aside_id",
)
PUBLISHED = ("approved", "scheduled", "released")
OUTLETS = ("wechat", "site", "rss")
VIEWS = ("mine", "overdue", "aside", "closed")


def decide(step: str) -> Steps:
    """Send the form of a decision as it stands."""
    return within(
        f"const form = document.querySelector('#decision-{step} form');"
        " form.noValidate = true; form.requestSubmit()"
    )


DESK = (
    Entry("queue", "chief", "/desk/"),
    Entry("queue-editor", "ed", "/desk/"),
    *(Entry(f"queue-{view}", "chief", f"/desk/?view={view}") for view in VIEWS),
    Entry("queue-filtered", "chief", "/desk/?q=井口&language=zh-Hans"),
    Entry("queue-none", "chief", "/desk/?q=xyzzy"),
    *(
        Entry(f"review-{name.removesuffix('_id').replace('_', '-')}", "chief", f"/desk/{{{name}}}")
        for name in STATES
    ),
    Entry("review-editor", "ed", "/desk/{in_review}"),
    Entry("review-decisions", "chief", "/desk/{in_review}", steps=(open_details(),)),
    Entry("review-decisions-approved", "chief", "/desk/{approved}", steps=(open_details(),)),
    Entry("review-errors", "ed", "/desk/{in_review}", 422, (decide("request_changes"),)),
    Entry("review-revision", "chief", "/desk/{answered}?revision=1"),
    Entry("desk-edit", "ed", "/desk/{in_review}/edit", editor=True),
    Entry("desk-edit-preview", "ed", "/desk/{in_review}/edit", 200, (LOOK,), editor=True),
    Entry(
        "desk-edit-errors",
        "ed",
        "/desk/{in_review}/edit",
        422,
        (put(title=""), press_value("save")),
        editor=True,
    ),
    Entry(
        "desk-edit-conflict",
        "ed",
        "/desk/{answered}/edit",
        409,
        (put(title="另一个题目", dek="另一句导语。"), OLD, press_value("save")),
        editor=True,
    ),
    *(Entry(f"publish-{name}", "ed", f"/desk/{{{name}}}/publish") for name in PUBLISHED),
    *(
        Entry(f"publish-as-{name}", "ed", f"/desk/{{approved}}/publish?as={name}")
        for name in OUTLETS
    ),
    Entry("publish-framed", "ed", "/desk/{approved}/publish/wechat.html", letter=True),
    Entry(
        "desk-stale-step",
        "lin",
        "/desk/{in_review}",
        409,
        (put(**{"approve-version": "1"}), decide("approve")),
    ),
)
