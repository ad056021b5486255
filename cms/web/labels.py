"""What states, steps, kinds and languages are called, and the tone that each state has."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from cms.web.language import HTML_LANG

STATES: Mapping[str, LazyString] = {
    "draft": _("Draft"),
    "submitted": _("New"),
    "in_review": _("In review"),
    "changes_requested": _("With the author"),
    "approved": _("Approved"),
    "scheduled": _("Scheduled"),
    "released": _("Published"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
    "spam": _("Spam"),
}
TONES: Mapping[str, str] = {
    "submitted": "new",
    "in_review": "info",
    "changes_requested": "wait",
    "approved": "good",
    "scheduled": "plan",
    "released": "live",
    "declined": "bad",
    "withdrawn": "bad",
    "spam": "bad",
}
STEPS: Mapping[str, LazyString] = {
    "submit": _("Submit"),
    "mark_spam": _("Mark as spam"),
    "admit": _("Take into the queue"),
    "claim": _("Claim"),
    "assign": _("Hand over"),
    "vouch": _("Vouch for the sender"),
    "edit": _("Edit the text"),
    "classify": _("Say where it belongs"),
    "request_changes": _("Ask for changes"),
    "resubmit": _("Send the answer"),
    "recommend": _("Recommend"),
    "approve": _("Approve"),
    "schedule": _("Schedule"),
    "release": _("Publish now"),
    "unschedule": _("Take off the schedule"),
    "decline": _("Decline"),
    "ask_withdrawal": _("Ask the editors to withdraw it"),
    "withdraw": _("Withdraw"),
    "reopen": _("Reopen"),
    "send_back": _("Send back to review"),
    "confirm": _("Confirm the address"),
    "take_over": _("Take over into an account"),
}
DONE: Mapping[str, LazyString] = {
    "submit": _("submitted the piece"),
    "mark_spam": _("marked the piece as spam"),
    "admit": _("took the piece into the queue"),
    "claim": _("claimed the piece"),
    "assign": _("handed the piece over"),
    "vouch": _("vouched for the sender"),
    "edit": _("edited the text"),
    "classify": _("changed section, kind, language or tags"),
    "request_changes": _("asked for changes"),
    "resubmit": _("answered and sent a new version"),
    "recommend": _("gave a recommendation"),
    "approve": _("approved the text"),
    "schedule": _("scheduled the piece"),
    "release": _("published the piece"),
    "unschedule": _("took the piece off the schedule"),
    "decline": _("declined the piece"),
    "ask_withdrawal": _("asked the editors to withdraw the piece"),
    "withdraw": _("withdrew the piece"),
    "reopen": _("reopened the piece"),
    "send_back": _("sent the piece back to review"),
    "confirm": _("confirmed the e-mail address"),
    "take_over": _("took the piece into an account"),
}
KINDS: Mapping[str, LazyString] = {
    "news": _("News"),
    "feature": _("Feature"),
    "case_study": _("Case study"),
    "paper": _("Paper"),
    "notice": _("Notice"),
    "opinion": _("Opinion"),
}
LANGUAGES: Mapping[str, str] = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
# Of the interface, by locale; each language is called as its readers call it.
LOCALE_NAMES: Mapping[str, str] = {locale: LANGUAGES[tag] for locale, tag in HTML_LANG.items()}
FORMAT_LABELS: Mapping[str, LazyString] = {
    "plain": _("Plain text"),
    "markdown": _("Markdown"),
    "html": _("HTML"),
}
SOURCES: Mapping[str, LazyString] = {
    "form": _("Form"),
    "mail": _("Mail"),
    "desk": _("Desk"),
}
# Why the spam checks keep a new piece out of the queue until an editor has looked.
SET_ASIDE: Mapping[str, LazyString] = {
    "honeypot": _("A field that people can't see was filled in."),
    "too_fast": _("The form came back within seconds of being opened."),
    "bad_proof": _("The answer to the browser's sum was forged or used before."),
    "no_proof": _("The browser's sum is missing, and several pieces came from the same network."),
    "many": _("Unusually many pieces came in within the hour."),
}
ROLES: Mapping[str, LazyString] = {
    "contributor": _("contributor"),
    "reviewer": _("reviewer"),
    "editor": _("editor"),
    "chief": _("chief editor"),
    "admin": _("administrator"),
}
STANDINGS: Mapping[str, LazyString] = {
    "active": _("Active"),
    "invited": _("Invited"),
    "disabled": _("Disabled"),
}
STANDING_TONES: Mapping[str, str] = {"active": "good", "invited": "wait", "disabled": "bad"}
DECLINE_CODES: Mapping[str, LazyString] = {
    "scope": _("Outside our field"),
    "duplicate": _("Much like something published recently"),
    "facts": _("Facts could not be confirmed"),
    "advertising": _("Advertising rather than editorial"),
    "quality": _("Not ready for print"),
    "rights": _("Rights are not clear"),
    "other": _("Another reason"),
}


def register(app: Flask) -> None:
    """Give templates one filter for each table."""
    app.jinja_env.filters.update(
        state_label=STATES.__getitem__,
        step_label=STEPS.__getitem__,
        kind_label=KINDS.__getitem__,
        language_label=LANGUAGES.__getitem__,
        role_label=ROLES.__getitem__,
        standing_label=STANDINGS.__getitem__,
        standing_tone=STANDING_TONES.__getitem__,
        tone=lambda state: TONES.get(state, ""),
    )
