"""Writing a letter: its exact text is kept, a job in the outbox sends it after the commit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Self

from cms.actions import outbox
from cms.extensions import db, settings
from cms.letters import MARK, Letter, compose, fingerprint
from cms.models import MailMessage, Person, Sender, Submission
from cms.text.seal import seal
from cms.text.secret import new_token
from cms.urls import Urls

KIND, SEALED_FOR = "letter", "outbox"
Links = Mapping[str, tuple[str, str]]
NOTHING: Mapping[str, object] = MappingProxyType({})
NO_LINKS: Links = MappingProxyType({})


@dataclass(frozen=True)
class Recipient:
    """Who gets a letter: `locale` is one of LOCALES, or empty for the newsroom's own."""

    address: str
    name: str = ""
    locale: str = ""
    person_id: int | None = None

    @classmethod
    def of(cls, someone: Person | Sender) -> Self:
        """Return the owner of an account, or a guest, as letters address them."""
        person_id = someone.id if isinstance(someone, Person) else None
        return cls(someone.email, someone.name, someone.locale or "", person_id)


def send(
    letter: str,
    to: Recipient,
    *,
    now: datetime,
    context: Mapping[str, object] = NOTHING,
    links: Links = NO_LINKS,
    submission: Submission | None = None,
) -> MailMessage:
    """Write the letter and its job with the running transaction; nothing is sent before it commits.

    `context` fills the letter (see `cms.letters.registry`); `links` maps the name that the letter
    uses to (address up to the secret, secret). The secrets are kept encrypted with the job, the
    stored text shows •1•, •2• in their place.

    Raises:
        UnknownLetter: there is no letter of this name.
    """
    made = _compose(letter, to, now, context, links)
    message = MailMessage(
        submission_id=submission.id if submission else None,
        person_id=to.person_id,
        direction="out",
        letter=letter,
        locale=to.locale or settings().locale,
        state="waiting",
        message_id=f"<{new_token()}@{site_urls().host}>",
        address=to.address,
        subject=made.subject,
        text=made.text,
        html=made.html,
        sha256=fingerprint(made),
        created_at=now,
    )
    db.session.add(message)
    db.session.flush()
    payload = {"message_id": message.id, "secrets": _sealed([one for _, one in links.values()])}
    outbox.put(KIND, job_key(message.id), payload, due_at=now, now=now)
    return message


def _compose(
    letter: str, to: Recipient, now: datetime, context: Mapping[str, object], links: Links
) -> Letter:
    site, urls = settings(), site_urls()
    known = {
        "site_name": site.site_name,
        "timezone": site.timezone,
        "site_url": urls.front(),
        "account_url": urls.account(),
        "login_url": urls.login(),
        "name": to.name,
        "address": to.address,
        "at": now,
    }
    marked = {name: start + MARK % n for n, (name, (start, _)) in enumerate(links.items(), 1)}
    return compose(letter, to.locale or site.locale, {**known, **context}, marked)


def site_urls() -> Urls:
    """Return the builders of the addresses that letters hold."""
    return Urls(settings().site_url)


def job_key(message_id: int) -> str:
    """Return the key of the job that sends the letter."""
    return f"letter:{message_id}"


def _sealed(secrets: list[str]) -> str:
    return seal(settings().secret_key, SEALED_FOR, json.dumps(secrets)) if secrets else ""
