"""Sweeping up after forms: texts not sent, uploads no piece took, bytes no row names."""

from datetime import datetime, timedelta

import structlog

from cms.actions.autosaves import forget_old
from cms.actions.media import forget_unattached
from cms.extensions import db, settings
from cms.extensions.database import begin_write
from cms.queries.stored import known_names
from cms.storage import Storage, open_storage

log = structlog.get_logger()
# Bytes are stored before their row is committed: what is younger may be in the midst of it.
LEFT_ALONE = timedelta(days=1)
UNSENT = timedelta(days=8)  # longer than a form's key lasts: people write over days
KEPT_WRITING = timedelta(days=30)  # what someone with an account wrote and did not send
# They may be twenty megabytes each, and nobody has to say who sends them.
GUESTS_DOCUMENTS = timedelta(days=1)


def sweep(now: datetime) -> None:
    """Compare rows and bytes both ways; no bytes younger than a day are touched.

    Raises:
        StorageFailed: the storage does not answer; the next hour tries again.
    """
    before = now - LEFT_ALONE
    begin_write(db.session)
    unsent = forget_old(persons=now - KEPT_WRITING, guests=now - UNSENT)
    rows = forget_unattached(now - UNSENT, guests_documents=now - GUESTS_DOCUMENTS)
    db.session.commit()
    known = known_names()
    db.session.rollback()  # listing a bucket takes its time; no connection need wait for it
    storage = open_storage(settings().media_url)
    orphans, missing = _delete_orphans(storage, known, before)
    drafts = storage.clear_drafts(before)
    if rows or orphans or drafts or unsent:
        log.info("swept", rows=rows, files=orphans, drafts=drafts, unsent=unsent)
    for name in sorted(missing):
        log.error("file missing", name=name, remedy="restore it from a backup; see `cms check`")


def _delete_orphans(storage: Storage, known: set[str], before: datetime) -> tuple[int, set[str]]:
    """Delete old bytes that no row names; return how many, and the names without bytes."""
    there, deleted = set(), 0
    for name, modified in storage.names():
        there.add(name)
        # A storage next to an empty database is more likely the wrong one than all litter.
        if known and name not in known and modified < before:
            deleted += storage.delete(name, before=before)
    return deleted, known - there
