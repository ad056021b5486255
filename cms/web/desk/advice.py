"""What is worth a look before a piece goes out; nothing of it blocks."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from cms.channels.wechat import TITLE, Pasted, Remark
from cms.item import Item
from cms.models import Submission
from cms.rules.facts import Facts
from cms.web.desk.outlook import Outlook

REMARKS: Mapping[str, Callable[[Remark], str]] = {
    "title": lambda one: _(
        "The title has %(count)s characters, WeChat takes %(limit)s. Shorten it when you paste.",
        count=one.count,
        limit=one.limit,
    ),
    "author": lambda one: _(
        "Not all authors fit into WeChat’s %(limit)s characters; the end of the text names all.",
        limit=one.limit,
    ),
    "digest": lambda one: _(
        "The dek has %(count)s characters, WeChat’s digest takes %(limit)s: it is cut.",
        count=one.count,
        limit=one.limit,
    ),
    "content": lambda one: _(
        "With tags and styles the text has %(count)s characters; WeChat takes fewer than"
        " %(limit)s. Send it in two parts.",
        count=f"{one.count:,}",
        limit=f"{one.limit:,}",
    ),
    "bytes": lambda one: _(
        "The text weighs %(count)s bytes; WeChat takes fewer than %(limit)s.",
        count=f"{one.count:,}",
        limit=f"{one.limit:,}",
    ),
    "links": lambda one: ngettext(
        "One link leads out of WeChat, where it can’t be opened: it stands as a note at the end.",
        "%(num)d links lead out of WeChat, where they can’t be opened: they stand as notes at"
        " the end.",
        one.count,
    ),
    "pictures": lambda one: ngettext(
        "WeChat can’t fetch the picture from here. A line marks its place: download it below"
        " and put it there.",
        "WeChat can’t fetch the %(num)d pictures from here. A line marks each place: download"
        " them below and put them there.",
        one.count,
    ),
    "heavy": lambda one: ngettext(
        "One picture is larger than 10 MB; WeChat refuses it.",
        "%(num)d pictures are larger than 10 MB; WeChat refuses them.",
        one.count,
    ),
    "tables": lambda one: _(
        "A table has %(count)s columns; on a phone it has to be pushed sideways.", count=one.count
    ),
}
NOTED = frozenset({"links", "tables", "author"})  # said, but nothing is left to do


def remarks(pasted: Pasted | None) -> list[tuple[str, str]]:
    """Return (tone, sentence) for each remark, those that ask for something first."""
    found = pasted.remarks if pasted else ()
    said = [("info" if one.code in NOTED else "wait", REMARKS[one.code](one)) for one in found]
    return sorted(said, key=lambda one: one[0] == "info")


def advice(submission: Submission, facts: Facts, looked: Outlook) -> list[tuple[str, str]]:
    """Return (tone, sentence) for what outlets like to have: `good`, or `wait` where it lacks."""
    item = looked.item
    found = [
        _approval(facts, looked),
        _length(item),
        _choose(bool(item.dek), _("Dek, for digests and cards"), _("No dek: digests are cut")),
        _pictures(item),
        _choose(bool(item.tags), _("Tags are set"), _("No tags: readers don’t find it by topic")),
        _counterpart(submission),
    ]
    return [one for one in found if one]


def _choose(holds: bool, good: str, lacking: str) -> tuple[str, str]:
    return ("good", good) if holds else ("wait", lacking)


def _approval(facts: Facts, looked: Outlook) -> tuple[str, str] | None:
    if looked.public:
        return None
    enough = len(facts.approvals) >= facts.approvals_required
    return _choose(enough, _("Approved as it stands"), _("The approval is not complete"))


def _length(item: Item) -> tuple[str, str]:
    count = len(item.title)
    return _choose(
        count <= TITLE,
        _("Title of %(count)s characters", count=count),
        _("Title of %(count)s characters: over %(limit)s it is cut", count=count, limit=TITLE),
    )


def _pictures(item: Item) -> tuple[str, str]:
    if not item.images:
        return "wait", _("No picture: choose a cover in WeChat")
    silent = sum(not one.alt for one in item.images)
    return _choose(
        not silent,
        ngettext("Picture with alt text", "%(num)d pictures with alt texts", len(item.images)),
        ngettext("One picture lacks its alt text", "%(num)d pictures lack alt texts", silent),
    )


def _counterpart(submission: Submission) -> tuple[str, str]:
    article = submission.article
    return _choose(
        article is not None and article.counterpart is not None,
        _("Counterpart in another language"),
        _("No counterpart in another language"),
    )
