"""Keeping a form while someone writes in it: no event, no revision, no new version of the piece."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from cms.errors import N_, GuardFailed, NewerCopy, NotAllowed, NotFound
from cms.extensions import db
from cms.models.autosave import Autosave
from cms.queries import autosaves, submissions
from cms.queries.autosaves import WINDOW, Writing
from cms.rules.actor import Actor
from cms.rules.policies import may_see
from cms.rules.submission import Step, available

MOST_OF_A_PERSON = 40
MOST_OF_A_GUEST = 10
MOST_OF_GUESTS = 500  # at 1.2 MB each
# What one must be able to do with the piece to write in its form, by the form.
NEEDS = {
    "my": frozenset({Step.SUBMIT, Step.RESUBMIT}),
    "link": frozenset({Step.SUBMIT, Step.RESUBMIT}),
    "desk": frozenset({Step.EDIT}),
}
Fields = Mapping[str, Sequence[str]]


def save(
    writing: Writing, fields: Fields, *, seen: int, base_version: int, by: Actor, now: datetime
) -> Autosave:
    """Keep the form as it stands; `seen` is the serial of the last save that the form knows of.

    Raises:
        NotFound, NotAllowed: this form is not theirs, or not now; or its last save was swept.
        NewerCopy: another window saved since, or the form was sent or thrown away there.
        GuardFailed: too many forms are kept already.
    """
    _ask_the_rules(writing, by)
    found = autosaves.lock(writing.key)
    if autosaves.sent([writing.name]):
        raise NewerCopy
    if found is None and seen:
        raise NotFound  # swept since; the form begins anew
    if found is None:
        return _begin(writing, fields, base_version, now)
    # An answer that was lost on its way must not make a window its own rival.
    if seen != found.serial and not _same_window(found, fields):
        raise NewerCopy(serial=found.serial, saved_at=found.saved_at, number=found.id)
    found.fields, found.saved_at = _kept(writing, fields), now
    found.serial, found.base_version = found.serial + 1, base_version
    db.session.flush()
    return found


def throw_away(writing: Writing, now: datetime) -> None:
    """Forget what is kept of a form, where there is something."""
    if autosaves.find(writing) is not None:
        finish(writing, now)


def finish(writing: Writing, now: datetime) -> None:
    """Drop what is kept of a form that is sent or thrown away; late saves of it are refused.

    What another form of the same piece kept stays: nobody has seen it in this one.
    """
    found = autosaves.lock(writing.key)
    if found is not None and autosaves.draft_of(found) == writing.draft:
        db.session.delete(found)
        db.session.flush()
    if not autosaves.sent([writing.name]):
        _add(
            Autosave(
                key=autosaves.sent_key(writing.name),
                person_id=writing.person_id,
                fields={},
                serial=0,
                created_at=now,
                saved_at=now,
            )
        )


def forget_old(*, persons: datetime, guests: datetime) -> int:
    """Delete what was kept before those moments, with an account or without; return how many."""
    theirs = Autosave.person_id.is_(None) & (Autosave.saved_at < guests)
    old = delete(Autosave).where((Autosave.saved_at < persons) | theirs)
    return len(db.session.execute(old.returning(Autosave.id)).all())


def _ask_the_rules(writing: Writing, by: Actor) -> None:
    if writing.submission_id is None:
        return  # anyone may write a new piece
    facts = submissions.facts_of(submissions.get(writing.submission_id))
    if not may_see(facts, by):
        raise NotFound
    if NEEDS[writing.what.partition(":")[0]].isdisjoint(available(facts, by)):
        raise NotAllowed(N_("The piece has moved on and takes no new text now."))


def _begin(writing: Writing, fields: Fields, base_version: int, now: datetime) -> Autosave:
    most = MOST_OF_A_PERSON if writing.person_id else MOST_OF_A_GUEST
    full = not writing.person_id and autosaves.count() >= MOST_OF_GUESTS
    if full or autosaves.count(writing.writer) >= most:
        raise GuardFailed(
            N_("Too many texts are kept unsent already. Send one or throw one away first.")
        )
    made = Autosave(
        key=writing.key,
        person_id=writing.person_id,
        submission_id=writing.submission_id,
        fields=_kept(writing, fields),
        serial=1,
        base_version=base_version,
        created_at=now,
        saved_at=now,
    )
    if not _add(made):
        raise NewerCopy(serial=1, saved_at=now)
    return made


def _add(row: Autosave) -> bool:
    """Add a row unless its key is taken: the same form in two requests at once."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def _kept(writing: Writing, fields: Fields) -> dict[str, list[str]]:
    return {name: list(values) for name, values in fields.items()} | {
        autosaves.DRAFT: [writing.draft]
    }


def _same_window(found: Autosave, fields: Fields) -> bool:
    window = autosaves.first(found, WINDOW)
    return bool(window) and list(fields.get(WINDOW, [])) == [window]
