"""One's own pieces, by what they wait for."""

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cms.models import State, Submission
from cms.queries.mine import mine
from cms.web.context import me, now, urls
from cms.web.contribute import contribute
from cms.web.contribute.outlook import what_next
from cms.web.globals import signed_in
from cms.web.guards import signed_in_only
from cms.web.unsent import not_sent

# (name, heading, states); every state is in exactly one of them.
GROUPS = (
    ("you", _l("Waiting for you"), frozenset({State.CHANGES_REQUESTED})),
    ("drafts", _l("Drafts"), frozenset({State.DRAFT})),
    (
        "editors",
        _l("With the editors"),
        frozenset({State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED}),
    ),
    ("published", _l("Published pieces"), frozenset({State.RELEASED})),
    ("closed", _l("Closed"), frozenset({State.DECLINED, State.WITHDRAWN, State.SPAM})),
)


@contribute.get("/my/")
@signed_in_only
def my_pieces() -> str:
    """List one's own pieces by what they wait for."""
    person = me()
    found = mine(person.id) if person else []
    groups = [
        (name, heading, [_row(one) for one in found if one.state in states])
        for name, heading, states in GROUPS
    ]
    return render_template(
        "contribute/my.html",
        me=signed_in(),
        groups=groups,
        found=bool(found),
        unsent=not_sent(),
        away=url_for("autosave.throw_away"),
    )


def _row(one: Submission) -> dict[str, object]:
    article = one.article
    return {
        "href": urls().my(one.id),
        "title": one.current.title or _("Untitled"),
        "receipt": one.receipt,
        "state": one.state,
        "language": one.language.value,
        "note": "" if article else what_next(one, now()),
        "since": one.state_since,
        "editor_name": one.assignee.name if one.assignee else "",
        "article_url": urls().article(article.public_id, article.slug) if article else None,
    }
